"""One call to Google that gave nothing usable: what it was, and whether asking again may help."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from google.auth.exceptions import GoogleAuthError, RefreshError
from requests import RequestException, Response, Timeout

from automation.http.headers import retry_at, sent_at
from automation.language import mark

_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_MOVED = ("Unable to parse range", "No grid with id", "No sheet with id", "exceeds grid limits")


class Trouble(StrEnum):
    """What went wrong between us and Google, as people are told."""

    NOT_REACHED = mark("it could not be reached")
    TIMED_OUT = mark("no answer came in time")
    BROKEN = mark("the answer breaks off, or is not what was asked for")
    STATUS = mark("it answered with an error")
    TOO_MANY = mark("too many calls in one minute")
    KEY = mark("it did not accept the key")
    RESTLESS = mark("rows were moved again and again while Lembar was writing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """`detail` is Google's own sentence, `reason` its code; `wait_s` the seconds it asks to wait."""

    trouble: Trouble
    status: int | None = None
    reason: str = ""
    detail: str = ""
    wait_s: float = 0.0

    @property
    def is_passing(self) -> bool:
        """Whether the same call may succeed later."""
        return (
            self.trouble not in (Trouble.STATUS, Trouble.KEY, Trouble.RESTLESS)
            or self.status in _PASSING
        )

    @property
    def was_not_taken(self) -> bool:
        """Whether Google certainly did nothing."""
        return self.trouble is Trouble.TOO_MANY

    @property
    def is_tab_gone(self) -> bool:
        """Whether a tab is no longer what it was when its name was read."""
        return self.status == 400 and any(said in self.detail for said in _MOVED)


class CallFailed(Exception):
    """A call failed; never leaves the back-end."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.trouble)
        self.failure = failure


def failure_of(response: Response) -> Failure:
    """Return what an answer with an error status means."""
    error = _error_in(response)
    details = error.get("details")
    reasons = [
        str(one["reason"])
        for one in (details if isinstance(details, list) else [])
        if isinstance(one, dict) and "reason" in one
    ]
    return Failure(
        trouble=Trouble.TOO_MANY if response.status_code == 429 else Trouble.STATUS,
        status=response.status_code,
        reason=reasons[0] if reasons else "",
        detail=str(error.get("message", "")),
        wait_s=_asked_wait_s(response),
    )


def failure_of_exception(error: RequestException | GoogleAuthError) -> Failure:
    """Return what it means that no answer came."""
    if isinstance(error, RefreshError) and not error.retryable:
        return Failure(trouble=Trouble.KEY, status=401, detail=_description(error))
    if isinstance(error, Timeout):
        return Failure(trouble=Trouble.TIMED_OUT)
    return Failure(trouble=Trouble.NOT_REACHED)


def _asked_wait_s(response: Response) -> float:
    headers = {name.lower(): value for name, value in response.headers.items()}
    now = sent_at(headers)
    told = retry_at(response.status_code, headers, now) if now else None
    return (told - now).total_seconds() if told and now else 0.0


def _error_in(response: Response) -> Mapping[str, object]:
    try:
        found = response.json()
    except ValueError:
        return {}
    error = found.get("error") if isinstance(found, dict) else None
    return error if isinstance(error, dict) else {}


def _description(error: RefreshError) -> str:
    """Return the token endpoint's own sentence; whatever else the library tells may be secret."""
    for told in error.args:
        try:
            body = json.loads(told) if isinstance(told, str) else told
        except ValueError:
            continue
        if isinstance(body, dict):
            return str(body.get("error_description") or body.get("error") or "")
    return ""
