"""What the Graph API's errors mean. Pure.

Meta answers most errors with status 400 and tells them apart by `code` and `error_subcode`.

Source: https://developers.facebook.com/docs/graph-api/guides/error-handling (read 2026-11-22);
rate codes: …/graph-api/overview/rate-limiting; subcodes of Instagram's containers: its error
reference by way of mirrors (second-hand).
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from automation.errors import (
    Gone,
    NetworkError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Unauthorized,
    Unavailable,
)
from automation.http import Answer, Failure, Repeat, Request, Verdict
from automation.language import mark
from automation.networks.meta.usage import wait_when_limited

DUPLICATE = 506
A_DAY_S = 24 * 3600.0

_EXPIRED = frozenset({190, 102})
_RATES = frozenset({4, 17, 32, 613, 80001, 80002, 80006})
_PASSING = frozenset({1, 2})
_NO_SUCH = frozenset({33, 803})
_SUBCODE = re.compile(r"\b2207\d{3}\b")


class GraphError(NamedTuple):
    """Meta's error: its code, its subcode (0: none), and what it says."""

    code: int
    subcode: int
    said: str


def error_in(answer: Answer) -> GraphError | None:
    """Return the error an answer holds; None when it holds none."""
    error = answer.fields.inside("error")
    code = error.count("code")
    if code is None:
        return None
    said = error.text("error_user_msg") or error.text("message")
    return GraphError(code, error.count("error_subcode") or 0, said)


def says_expired(failure: Failure) -> bool:
    """Say whether the token is no longer taken; a renewed one may be."""
    error = error_in(failure.answer) if failure.answer else None
    return error is not None and error.code in _EXPIRED


def judge(request: Request, answer: Answer) -> Verdict | None:
    """Say what an answer of the Graph API means; None leaves it to its status."""
    error = error_in(answer)
    if error is None:
        return None
    if error.code in _RATES:
        wait_s = wait_when_limited(answer.headers).total_seconds()
        return Verdict(kind=RateLimited, detail=error.said, wait_s=wait_s)
    if request.names_post and _NO_SUCH & {error.code, error.subcode}:
        return Verdict(kind=Gone, detail=error.said)
    code = 10 if 200 <= error.code <= 299 else error.code
    meaning = _SUBCODES.get(error.subcode) or _CODES.get(code)
    may_be_out = meaning is not None and meaning.kind is OutcomeUnknown
    if meaning is None or (may_be_out and request.repeat is not Repeat.ONCE):
        return Verdict(kind=_by_request(request, answer, error), detail=error.said)
    return Verdict(detail=error.said, **meaning._asdict())


def container_refused(reason: str) -> Verdict:
    """Return what it means that a container has failed, by the reason it holds.

    Instagram's ends in the subcode of an error; Threads' is a word such as INVALID_DURATION.
    """
    found = _SUBCODE.search(reason)
    meaning = _SUBCODES.get(int(found[0])) if found else None
    if meaning is None:
        fetching = reason.startswith("FAILED_DOWNLOADING")
        meaning = _SUBCODES[2207003 if fetching else 2207026]
    return Verdict(detail=reason, **meaning._asdict())


def _by_request(request: Request, answer: Answer, error: GraphError) -> type[NetworkError]:
    """Trouble on Meta's side leaves open whether a write was done; anything else is a refusal."""
    if error.code in _PASSING or answer.status >= 500:
        return OutcomeUnknown if request.repeat is Repeat.ONCE else Unavailable
    return Rejected if request.method != "GET" else Unavailable


class _Meaning(NamedTuple):
    kind: type[NetworkError]
    what: str = ""
    fix: str = ""
    wait_s: float | None = None


_ENDED = mark("{network} no longer takes the credential of channel {channel}: {detail}.")
_PASSWORD = mark("The credential of channel {channel} ended because the password of the person who connected it was changed, or {network} ended it for safety.")  # fmt: skip
_LEFT = mark("The person who connected channel {channel} has removed the app from {network}, or lost their role there.")  # fmt: skip
_CHECKPOINT = mark("{network} wants the person who connected channel {channel} to confirm who they are: {detail}.")  # fmt: skip
_CONFIRM = mark("That person signs in at {network}, does what it asks, and then: {advice}")
_RESTRICTED = mark("{network} has restricted channel {channel}: {detail}.")
_LOOK_INTO = mark("Whoever manages the channel opens {network}, reads under its account status what is held against the channel, and answers that. Nothing is sent until then.")  # fmt: skip
_NOT_FETCHED = mark("{network} could not fetch a file of channel {channel}'s post: {detail}.")
_STORE = mark("Nothing to do if it happens once: the next run tries again. If it lasts, whoever runs Lembar looks whether anybody may read the store in LEMBAR_MEDIA_STORE.")  # fmt: skip
_RETRY = mark("{network} had trouble of its own with channel {channel}'s post: {detail}.")
_NEXT_RUN = mark("Nothing to do: nothing was published, and the next run tries again.")
_REFUSED_FILE = mark("{network} does not take a file of channel {channel}'s post: {detail}.")
_CHANGE_FILE = mark("The post's owner puts another file into the media cell and sets the post ready again.")  # fmt: skip

_CODES: Mapping[int, _Meaning] = {
    3: _Meaning(
        Unauthorized,
        mark("The app that channel {channel} is connected by may not do this on {network}: {detail}."),
        mark("Whoever made the app asks Meta for that right, under App Review, and connects the channel again. {advice}"),
    ),
    10: _Meaning(
        Unauthorized,
        mark("The credential of channel {channel} lacks a right on {network}: {detail}."),
        mark("Whoever manages the channel connects it again and agrees to everything that is asked. {advice}"),
    ),
    102: _Meaning(Unauthorized, _ENDED),
    190: _Meaning(Unauthorized, _ENDED),
    368: _Meaning(Unauthorized, _RESTRICTED, _LOOK_INTO),
    DUPLICATE: _Meaning(
        Rejected,
        mark("{network} refused the post of channel {channel} since the same was posted there before: {detail}."),
        mark("The post's owner changes the text, or cancels the post if it is out already."),
    ),
}  # fmt: skip

_SUBCODES: Mapping[int, _Meaning] = {
    458: _Meaning(Unauthorized, _LEFT),
    459: _Meaning(Unauthorized, _CHECKPOINT, _CONFIRM),
    460: _Meaning(Unauthorized, _PASSWORD),
    463: _Meaning(Unauthorized, _ENDED),
    464: _Meaning(Unauthorized, _CHECKPOINT, _CONFIRM),
    467: _Meaning(Unauthorized, _ENDED),
    2207001: _Meaning(Unavailable, _RETRY, _NEXT_RUN),
    2207003: _Meaning(Unavailable, _NOT_FETCHED, _STORE),
    2207004: _Meaning(Rejected, _REFUSED_FILE, _CHANGE_FILE),
    2207005: _Meaning(Rejected, _REFUSED_FILE, _CHANGE_FILE),
    2207006: _Meaning(Unavailable, _RETRY, _NEXT_RUN),
    2207008: _Meaning(Unavailable, _RETRY, _NEXT_RUN),
    2207009: _Meaning(Rejected, _REFUSED_FILE, _CHANGE_FILE),
    2207020: _Meaning(Unavailable, _RETRY, _NEXT_RUN),
    2207026: _Meaning(Rejected, _REFUSED_FILE, _CHANGE_FILE),
    2207027: _Meaning(Unavailable, _RETRY, _NEXT_RUN),
    2207032: _Meaning(Unavailable, _RETRY, _NEXT_RUN),
    2207042: _Meaning(
        RateLimited,
        mark("Channel {channel} has published as often as {network} allows in 24 hours."),
        mark("Nothing to do: the post goes out once the network takes more."),
        A_DAY_S,
    ),
    2207050: _Meaning(Unauthorized, _RESTRICTED, _LOOK_INTO),
    2207051: _Meaning(
        OutcomeUnknown,
        mark("{network} answered channel {channel} that it restricts such activity: {detail}. Some posts refused so went out all the same."),
        mark("Do not send it again by hand: the next run looks for it on the channel. Publish less at once there for some days."),
    ),
    2207052: _Meaning(Unavailable, _NOT_FETCHED, _STORE),
    2207053: _Meaning(Unavailable, _RETRY, _NEXT_RUN),
}  # fmt: skip
"""Subcode → meaning. Those left out (a caption too long, too many in a carousel) say enough themselves."""
