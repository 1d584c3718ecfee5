"""What Tumblr's refusals mean, by the subcodes its documentation lists. Pure.

Source: https://github.com/tumblr/docs/blob/master/api.md (read 2026-11-22).
"""

from collections.abc import Mapping

from automation.errors import NetworkError, RateLimited, Rejected, Unavailable
from automation.http import Answer, Request, Verdict
from automation.language import mark

_TODAY_S = 3600.0
"""The limits of a day end with Tumblr's calendar day, whose hour is not told: asked again hourly."""
_ENOUGH = (
    RateLimited,
    mark("Channel {channel} has sent {network} as much today as it takes in a day: {detail}."),
    mark("Nothing to do: nothing was published, and the next runs try again."),
)  # fmt: skip
_FILE = (
    Rejected,
    mark("{network} does not take a file of channel {channel}: {detail}."),
    mark("Nothing was published. The post's owner takes another file."),
)  # fmt: skip

MEANINGS: Mapping[int, tuple[type[NetworkError], str, str]] = {
    8004: _ENOUGH,
    8005: _FILE,
    8010: (
        Unavailable,
        mark("{network} is still at work on an earlier film of channel {channel}, and takes one at a time."),
        mark("Nothing to do: nothing was published, and the next run tries again."),
    ),
    8011: _ENOUGH,
    8022: _ENOUGH,
    8023: _ENOUGH,
}  # fmt: skip


def judge(_request: Request, answer: Answer) -> Verdict | None:
    """Say what a refusal means by its subcode; others by their status, in Tumblr's words."""
    if answer.status < 400 or answer.status in {401, 404}:
        return None
    first = next(iter(answer.fields.items("errors")), None)
    if first is None:
        return None
    said = first.text("detail") or first.text("title")
    meaning = MEANINGS.get(first.count("code") or 0)
    if meaning is None:
        return Verdict(kind=Rejected, detail=said) if answer.status == 400 else None
    kind, what, fix = meaning
    wait_s = _TODAY_S if kind is RateLimited else None
    return Verdict(kind=kind, detail=said, wait_s=wait_s, what=what, fix=fix)
