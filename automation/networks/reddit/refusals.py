"""What Reddit's refusals mean; most come with a 200. Pure.

Source: praw's exceptions and recordings, and Reddit's old published code (read 2026-11-22).
"""

import re
from collections.abc import Sequence

from automation.errors import NetworkError, RateLimited, Rejected, Unauthorized
from automation.http import Answer, Request, Verdict
from automation.language import mark

ALREADY = "ALREADY_SUB"
_WAIT = re.compile(r"(\d+)\s*(millisecond|second|minute|hour)", re.IGNORECASE)
_SECONDS = {"millisecond": 0.001, "second": 1.0, "minute": 60.0, "hour": 3600.0}
_USUAL_WAIT_S = 600.0

_CODES: dict[str, tuple[type[NetworkError], str, str]] = {
    "USER_REQUIRED": (Unauthorized, "", ""),
    "SUBREDDIT_NOTALLOWED": (
        Unauthorized,
        mark("{network} does not let the account of channel {channel} post in that community: {detail}."),
        mark("Nothing was published. Whoever manages the channel asks the community's moderators, or corrects the address in the channels tab."),
    ),
    "SUBMIT_VALIDATION_FLAIR_REQUIRED": (
        Rejected,
        mark("The community of channel {channel} takes no post without a flair."),
        mark("The post's owner writes the flair's name as the topic, and sets the post ready again."),
    ),
    "GALLERIES_DISABLED": (
        Rejected,
        mark("The community of channel {channel} takes no galleries."),
        mark("The post's owner leaves one picture, and sets the post ready again."),
    ),
    "SUBREDDIT_NOEXIST": (
        Unauthorized,
        mark("There is no such community on {network} as the address of channel {channel} names."),
        mark("Nothing was published. Whoever manages the channel corrects the address in the channels tab."),
    ),
}  # fmt: skip
_BANNED = ("BANNED_FROM_SUBREDDIT", "USER_BANNED", "ACCOUNT_SUSPENDED")


def errors_in(answer: Answer) -> list[tuple[str, str]]:
    """Return the codes and sentences of an answer's errors."""
    told = answer.fields.inside("json").values.get("errors")
    if not isinstance(told, Sequence) or isinstance(told, str):
        return []
    rows = [one for one in told if isinstance(one, Sequence) and not isinstance(one, str) and one]
    return [(str(one[0]), str(one[1]) if len(one) > 1 else str(one[0])) for one in rows]


def judge(_request: Request, answer: Answer) -> Verdict | None:
    """Say what an answer means where its status does not say it."""
    if answer.status == 403 and answer.json is not None:
        fields = answer.fields
        said = fields.text("explanation") or fields.text("reason") or fields.text("message")
        return Verdict(kind=Unauthorized, detail=said)
    for code, said in errors_in(answer):
        if code == ALREADY:
            return None
        if code == "RATELIMIT":
            return Verdict(kind=RateLimited, detail=said, wait_s=_wait_s(answer, said))
        kind, what, fix = _CODES.get(code, (Rejected, "", ""))
        if code in _BANNED:
            kind, what, fix = _CODES["SUBREDDIT_NOTALLOWED"]
        return Verdict(kind=kind, detail=said, what=what, fix=fix)
    return None


def judge_store(_request: Request, answer: Answer) -> Verdict | None:
    """Say what the store for files means; it answers as Amazon's does."""
    if answer.status == 400 and b"<Code>EntityTooLarge</Code>" in answer.body:
        return Verdict(
            kind=Rejected, detail="EntityTooLarge",
            what=mark("{network} takes no file as large as one of channel {channel}'s post."),
            fix=mark("Nothing was published. The post's owner saves it smaller, and sets the post ready again."),
        )  # fmt: skip
    return None


def _wait_s(answer: Answer, said: str) -> float:
    """Return how long Reddit asks to wait: in a number, or in its sentence."""
    told = answer.fields.inside("json").values.get("ratelimit")
    if isinstance(told, int | float) and not isinstance(told, bool):
        return float(told)
    found = _WAIT.search(said)
    return int(found[1]) * _SECONDS[found[2].lower()] if found else _USUAL_WAIT_S
