"""How the service says no: Google's error bodies, for Sheets, Drive and the token endpoint."""

from automation.rehearsal.sheets.message import Message

_STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}
PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to "
    "remove protection if you need to edit."
)

STORAGE_FULL = "The user's Drive storage quota has been exceeded."


class Refused(Exception):
    """Ends a call with an error answer.

    `body` is the whole JSON; `prefixed` puts a place in a batch before the message of a 400.
    """

    def __init__(self, status: int, message: str, body: Message) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.body = body

    def prefixed(self, place: str) -> "Refused":
        """Return the refusal as a batch tells it: `Invalid requests[0].kind: …`."""
        return invalid(f"Invalid {place}: {self.message}") if self.status == 400 else self


def refused(status: int, message: str, details: list[Message] | None = None) -> Refused:
    """Return an error of the Sheets API."""
    error: Message = {"code": status, "message": message, "status": _STATUSES[status]}
    if details:
        error["details"] = details
    return Refused(status, message, {"error": error})


def invalid(message: str) -> Refused:
    """Return a 400 INVALID_ARGUMENT."""
    return refused(400, message)


def malformed(field: str, kind: str, value: str) -> Refused:
    """Return the 400 for a body whose shape is wrong; it names the field."""
    message = f"Invalid value at '{field}' ({kind}), {value}"
    violation = {"field": field, "description": message}
    kind_name = "type.googleapis.com/google.rpc.BadRequest"
    return refused(400, message, [{"@type": kind_name, "fieldViolations": [violation]}])


def not_found() -> Refused:
    """Return the 404 for a spreadsheet that does not exist."""
    return refused(404, "Requested entity was not found.")


def denied() -> Refused:
    """Return the 403 for a file that the caller may not open, or not change."""
    return refused(403, "The caller does not have permission")


def unauthenticated() -> Refused:
    """Return the 401 for a token that is missing, wrong or over."""
    return refused(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
        "cookie or other valid authentication credential. See "
        "https://developers.google.com/identity/sign-in/web/devconsole-project.",
    )


def protected() -> Refused:
    """Return the 400 for a write into somebody else's protected range."""
    return invalid(PROTECTED)


def over_quota(kind: str, scope: str) -> Refused:
    """Return the 429; kind is `read` or `write`, scope `user` or `project`."""
    name = kind.capitalize()
    per_user = scope == "user"
    metadata = {
        "service": "sheets.googleapis.com",
        "consumer": "projects/1",
        "quota_limit": f"{name}RequestsPerMinute" + ("PerUser" if per_user else "PerProject"),
        "quota_metric": f"sheets.googleapis.com/{kind}_requests",
    }
    detail = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": metadata,
    }
    limit = f"{name} requests per minute" + (" per user" if per_user else "")
    return refused(
        429,
        f"Quota exceeded for quota metric '{name} requests' and limit '{limit}' of service "
        "'sheets.googleapis.com' for consumer 'project_number:1'.",
        [detail],
    )


def disabled_api() -> Refused:
    """Return the 403 for a project in which nobody switched the API on."""
    message = (
        "Google Sheets API has not been used in project 1 before or it is disabled. Enable it by "
        "visiting https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project=1 "
        "then retry."
    )
    detail = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "SERVICE_DISABLED",
        "domain": "googleapis.com",
        "metadata": {"service": "sheets.googleapis.com", "consumer": "projects/1"},
    }
    return refused(403, message, [detail])


def few_scopes() -> Refused:
    """Return the 403 for a token that was not given the right to use sheets."""
    detail = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        "domain": "googleapis.com",
        "metadata": {"service": "sheets.googleapis.com"},
    }
    return refused(403, "Request had insufficient authentication scopes.", [detail])


def unsupported() -> Refused:
    """Return the 400 for a file in Drive that is no sheet, such as an .xlsx file."""
    message = "This operation is not supported for this document"
    error: Message = {"code": 400, "message": message, "status": "FAILED_PRECONDITION"}
    return Refused(400, message, {"error": error})


def drive_refused(status: int, message: str, reason: str, domain: str = "global") -> Refused:
    """Return an error of the Drive API, which lists its errors."""
    listed = [{"message": message, "domain": domain, "reason": reason}]
    return Refused(
        status, message, {"error": {"code": status, "message": message, "errors": listed}}
    )


def no_file(file_id: str) -> Refused:
    """Return Drive's 404."""
    return drive_refused(404, f"File not found: {file_id}.", "notFound")


def no_storage() -> Refused:
    """Return Drive's 403 for an account that has no space, as service accounts have none."""
    return drive_refused(403, STORAGE_FULL, "storageQuotaExceeded", "usageLimits")


def bad_grant(description: str) -> Refused:
    """Return the token endpoint's 400."""
    body: Message = {"error": "invalid_grant", "error_description": description}
    return Refused(400, description, body)
