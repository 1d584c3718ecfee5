"""What a failed call means: the error class, whether anything was stored, and the sentence. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from automation.errors import (
    Call,
    Gone,
    NetworkError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.http.answer import Answer
from automation.http.headers import LONGEST_WAIT, retry_at
from automation.http.request import Caller, Repeat, Request
from automation.language import Sentence, mark

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({429, 502, 503, 504})
_GONE = frozenset({404, 410})
_NOT_TAKEN = frozenset({408, 425})
"""The server says that it did not take the request (RFC 9110 §15.5.9, RFC 8470 §5.2)."""
_LONGEST_DETAIL = 200
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters and those that turn the reading direction."""


class Trouble(StrEnum):
    """What went wrong between us and the network, as people are told."""

    NOT_REACHED = mark("it could not be reached")
    TIMED_OUT = mark("no answer came in time")
    CUT = mark("the connection broke")
    PAGE = mark("a web page came instead of an answer")
    BROKEN_OFF = mark("the answer breaks off, or is not what was asked for")
    TOO_LARGE = mark("the answer was far too large")
    REDIRECTED = mark("it sent us on to another address")
    STATUS = mark("it answered with an error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What an answer of one network means, where its status alone does not say it.

    `what` and `fix` are the network's own marked sentences; empty ones leave the usual sentence of
    the kind. `detail` is what the network said. `wait_s` is how long it asks to wait, in seconds.
    """

    kind: type[NetworkError]
    detail: str = ""
    wait_s: float | None = None
    what: str = ""
    fix: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """One attempt that gave nothing usable. `answer` is what came, if anything did."""

    trouble: Trouble
    answer: Answer | None = None

    @property
    def status(self) -> int | None:
        """The HTTP status, None when none came."""
        return self.answer.status if self.answer else None

    @property
    def is_harmless(self) -> bool:
        """Whether nothing can have come of it: nobody was reached, or the answer was a refusal."""
        return self.trouble is Trouble.NOT_REACHED or 400 <= (self.status or 0) < 500

    def retry_at(self, now: datetime) -> datetime | None:
        """Return when the network wants to be asked again, None when it does not say."""
        if self.answer is None or self.answer.status not in _PASSING:
            return None
        return retry_at(self.answer.status, self.answer.headers, now) or _told_in(self.answer, now)


def _told_in(answer: Answer, now: datetime) -> datetime | None:
    """Read the wait some networks tell in the body, in seconds: Discord at its top, Telegram inside."""
    for fields in (answer.fields, answer.fields.inside("parameters")):
        wait_s = fields.values.get("retry_after")
        if isinstance(wait_s, int | float) and not isinstance(wait_s, bool) and wait_s >= 0:
            return now + min(timedelta(seconds=wait_s), LONGEST_WAIT)
    return None


def failure_of(request: Request, answer: Answer) -> Failure | None:
    """Return what is wrong with an answer; None when it can be used."""
    if answer.status in request.takes:
        return None
    if answer.status in REDIRECTS:
        return Failure(Trouble.REDIRECTED, answer)
    if not 200 <= answer.status < 300:
        return Failure(Trouble.STATUS, answer)
    if (
        answer.json is not None
        or (request.plain and not answer.is_page)
        or (not answer.body and (request.method == "DELETE" or answer.status == 206))
    ):
        return None
    return Failure(Trouble.PAGE if answer.is_page else Trouble.BROKEN_OFF, answer)


def may_repeat(request: Request, failure: Failure) -> bool:
    """Say whether the request may be sent again without harm, and whether that may help."""
    if failure.trouble is Trouble.NOT_REACHED or failure.status == 429:
        return True
    if request.repeat is Repeat.ONCE:
        return False
    return failure.status in _PASSING or failure.trouble in {Trouble.TIMED_OUT, Trouble.CUT}


def outcome_of(request: Request, tries: Sequence[Failure]) -> Failure:
    """Return the failure that says how a request ended, of all its tries in order.

    That is the last one; but a refusal does not undo an earlier try of the same write whose answer
    was lost. That a post is gone says enough, whichever try removed it.
    """
    last = tries[-1]
    if request.repeat is Repeat.FREELY or not last.is_harmless or last.status in _GONE:
        return last
    return next((one for one in reversed(tries) if not one.is_harmless), last)


def error_of(
    caller: Caller,
    request: Request,
    failure: Failure,
    *,
    now: datetime,
    scrub: Callable[[str], str],
    verdict: Verdict | None = None,
) -> NetworkError:
    """Return the error a caller is to be given; a verdict of the network's own goes first."""
    kind = verdict.kind if verdict else _kind(request, failure)
    call = Call(
        network=caller.network,
        channel=caller.channel,
        operation=request.operation,
        status=failure.status,
        retry_at=_retry_at(failure, verdict, now),
        sent=Sent.UNKNOWN if kind is OutcomeUnknown else Sent.NO,
    )
    what, fix = _SENTENCES[kind]
    detail = _plain(verdict.detail, scrub) if verdict else None
    return kind(
        (verdict and verdict.what) or what, (verdict and verdict.fix) or fix, call=call,
        trouble=Sentence(failure.trouble), detail=detail or _detail(failure.answer, scrub),
        **(verdict.facts if verdict else {}),
        advice=caller.token.advice, until=_clock_text(call.retry_at),
    )  # fmt: skip


def _kind(request: Request, failure: Failure) -> type[NetworkError]:
    status = failure.status
    if failure.trouble is not Trouble.STATUS or status is None or status >= 500:
        return _lost(request, failure)
    if status in {401, 403}:
        blocked = status == 403 and failure.answer is not None and failure.answer.is_page
        return Unavailable if blocked else Unauthorized
    if status == 429:
        return RateLimited
    if status in _NOT_TAKEN:
        return Unavailable
    if status in _GONE and request.names_post:
        return Gone
    refused = request.method != "GET" or status == 422  # a read tells so that an upload failed
    return Rejected if refused else Unavailable


def _lost(request: Request, failure: Failure) -> type[NetworkError]:
    harmless = request.repeat is Repeat.FREELY or failure.trouble is Trouble.NOT_REACHED
    return Unavailable if harmless else OutcomeUnknown


def _retry_at(failure: Failure, verdict: Verdict | None, now: datetime) -> datetime | None:
    if verdict is not None and verdict.wait_s is not None:
        return now + timedelta(seconds=verdict.wait_s)
    return failure.retry_at(now)


def _detail(answer: Answer | None, scrub: Callable[[str], str]) -> str | Sentence:
    """Return the network's own sentence: short, on one line, without what could steer a terminal."""
    fields = answer.fields if answer else None
    said = fields and (
        fields.text("error_description")
        or fields.text("error")
        or fields.text("message")
        or fields.text("detail")  # RFC 9457
    )
    return _plain(said or "", scrub) or Sentence(mark("it gave no reason"))


def _plain(said: str, scrub: Callable[[str], str]) -> str:
    plain = " ".join(_STEERING.sub(" ", scrub(said)).split()).removesuffix(".")
    return plain if len(plain) <= _LONGEST_DETAIL else plain[: _LONGEST_DETAIL - 1] + "…"


def _clock_text(moment: datetime | None) -> str | Sentence:
    return (
        f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        if moment
        else Sentence(mark("a while from now"))
    )


_SENTENCES: Mapping[type[NetworkError], tuple[str, str]] = {
    Rejected: (
        mark("{network} refused what channel {channel} sent ({status}): {detail}."),
        mark("The post's owner changes the post as {network} asks and sets it ready again."),
    ),
    Gone: (
        mark("The post is no longer on {network}, channel {channel}."),
        mark("Nothing to do if you deleted it. If not, whoever manages the channel looks there why it is gone."),
    ),
    Unauthorized: (
        mark("{network} refused the credential of channel {channel} ({status}): {detail}."),
        mark("It has expired, was revoked or lacks a right. {advice}"),
    ),
    RateLimited: (
        mark("{network} asks channel {channel} to wait until {until}: too many requests."),
        mark("Nothing to do: nothing was published, and the next run after that time tries again."),
    ),
    Unavailable: (
        mark("{network} gave channel {channel} no usable answer: {trouble} ({status})."),
        mark("Nothing to do: nothing was published, and the next run tries again. If it lasts, whoever manages the channel asks the server's administrator."),
    ),
    OutcomeUnknown: (
        mark("Channel {channel} sent this to {network}, and no usable answer came: {trouble} ({status}). It may be there."),
        mark("Do not send it again by hand. The next run looks for it on the channel; if it cannot tell, the post's owner looks there and chooses the answer in the row."),
    ),
}  # fmt: skip
