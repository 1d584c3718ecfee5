"""What Google's refusals mean, by their status word. Pure.

Source: https://google.aip.dev/193 and https://developers.google.com/my-business/content/limits
(read 2026-11-22).
"""

from automation.errors import RateLimited, Rejected, Unauthorized
from automation.http import Answer, Request, Verdict
from automation.language import mark

_NO_RIGHT = (
    mark("The credential of channel {channel} lacks a right on {network}: {detail}."),
    mark("Whoever manages the channel connects it again and agrees to everything asked. {advice}"),
)
_NOT_APPROVED = (
    mark("Google has not approved the project that channel {channel} uses for {network}: its quota is 0."),
    mark("Whoever set up the project asks Google for access to the Business Profile APIs; until then nothing goes out."),
)  # fmt: skip
_NOT_ENABLED = (
    mark("The Google My Business API is not enabled in the Google Cloud project of channel {channel}: {detail}."),
    mark("Whoever set up the project enables it there; the next run tries again."),
)  # fmt: skip
_REASONS = {
    "quota 0": _NOT_APPROVED,
    "SERVICE_DISABLED": _NOT_ENABLED,
    "accessNotConfigured": _NOT_ENABLED,
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": _NO_RIGHT,
}


def judge(request: Request, answer: Answer) -> Verdict | None:
    """Return what a refusal means; None leaves it to its status."""
    error = answer.fields.inside("error")
    if answer.status < 400 or not error.values:
        return None
    details = error.items("details")
    reasons = {one.text("reason") for one in [*details, *error.items("errors")]}
    detail = error.text("message")
    if answer.status == 429 or error.text("status") == "RESOURCE_EXHAUSTED":
        told = {one.inside("metadata").text("quota_limit_value") for one in details}
        if "0" not in told:
            return Verdict(kind=RateLimited, detail=detail)
        reasons = {"quota 0"}
    if known := next((_REASONS[one] for one in reasons if one in _REASONS), None):
        return Verdict(kind=Unauthorized, detail=detail, what=known[0], fix=known[1])
    if answer.status == 400 and request.method != "GET":
        field = next((v.text("description") for d in details for v in d.items("fieldViolations")), "")  # fmt: skip
        return Verdict(kind=Rejected, detail=field or detail)
    return None
