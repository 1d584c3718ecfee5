"""What YouTube's refusals mean: of a request, by its reason, and of a video once it was taken. Pure.

Source: https://developers.google.com/youtube/v3/docs/errors and …/docs/videos#status.uploadStatus
(the reasons as open-source clients list them, read 2026-11-21).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from automation.errors import NetworkError, RateLimited, Rejected, Unauthorized
from automation.http import Answer, Fields, Request, Verdict
from automation.language import Sentence, mark

_PACIFIC = ZoneInfo("America/Los_Angeles")

_NO_CHANNEL = (
    mark("The Google account of channel {channel} has no {network} channel."),
    mark("Whoever manages the channel makes one at youtube.com, or connects again and chooses the right one. {advice}"),
)  # fmt: skip
_NO_RIGHT = (
    mark("The credential of channel {channel} lacks a right on {network}: {detail}."),
    mark("Whoever manages the channel connects it again and agrees to everything asked. {advice}"),
)
_CLOSED = (
    mark("{network} has suspended or closed the account of channel {channel}: {detail}."),
    mark("Whoever manages the channel signs in at youtube.com and follows what it says there; until then nothing goes out."),
)  # fmt: skip
_NOT_ENABLED = (
    mark("The YouTube Data API is not enabled in the Google Cloud project of channel {channel}: {detail}."),
    mark("Whoever set up the project enables the YouTube Data API v3 there; the next run tries again."),
)  # fmt: skip
_DAY_USED_UP = (
    mark("The Google Cloud project of channel {channel} has used up what {network} allows it in a day."),
    mark("Nothing to do: nothing was published, and the first run after {until} tries again. If it happens often, whoever set up the project asks Google for more."),
)  # fmt: skip
_UPLOADS_USED_UP = (
    mark("Channel {channel} may upload no more videos to {network} for now."),
    mark("Nothing to do: nothing was published, and later runs try again, within a day as a rule. A channel that is verified by telephone may upload more."),
)  # fmt: skip
_NO_COMMENTS = (
    mark("The video on channel {channel} takes no comments: {detail}."),
    mark("The post's owner removes the first comment, or whoever manages the channel allows comments on {network}."),
)  # fmt: skip

_REASONS: Mapping[str, tuple[type[NetworkError], tuple[str, str]]] = {
    "youtubeSignupRequired": (Unauthorized, _NO_CHANNEL),
    "authenticatedUserNotChannel": (Unauthorized, _NO_CHANNEL),
    "insufficientPermissions": (Unauthorized, _NO_RIGHT),
    "insufficientScopes": (Unauthorized, _NO_RIGHT),
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": (Unauthorized, _NO_RIGHT),
    "authenticatedUserAccountSuspended": (Unauthorized, _CLOSED),
    "authenticatedUserAccountClosed": (Unauthorized, _CLOSED),
    "channelSuspended": (Unauthorized, _CLOSED),
    "channelClosed": (Unauthorized, _CLOSED),
    "accountSuspended": (Unauthorized, _CLOSED),
    "accessNotConfigured": (Unauthorized, _NOT_ENABLED),
    "SERVICE_DISABLED": (Unauthorized, _NOT_ENABLED),
    "quotaExceeded": (RateLimited, _DAY_USED_UP),
    "dailyLimitExceeded": (RateLimited, _DAY_USED_UP),
    "rateLimitExceeded": (RateLimited, ("", "")),
    "userRateLimitExceeded": (RateLimited, ("", "")),
    "uploadLimitExceeded": (RateLimited, _UPLOADS_USED_UP),
    "uploadRateLimitExceeded": (RateLimited, _UPLOADS_USED_UP),
    "commentsDisabled": (Rejected, _NO_COMMENTS),
    "forbiddenPrivacySetting": (Rejected, ("", "")),
    "forbiddenLicenseSetting": (Rejected, ("", "")),
}
_OF_A_DAY = frozenset({"quotaExceeded", "dailyLimitExceeded"})


def judge(request: Request, answer: Answer, now: datetime) -> Verdict | None:
    """Return what a refusal means by its reasons; None leaves it to its status."""
    if answer.status < 400:
        return None
    error = answer.fields.inside("error")
    told = [one.text("reason") for one in [*error.items("errors"), *error.items("details")]]
    reason = next((one for one in told if one in _REASONS), "")
    if not reason:
        is_refusal = answer.status == 400 and request.method != "GET"
        return Verdict(kind=Rejected, detail=error.text("message")) if is_refusal else None
    kind, (what, fix) = _REASONS[reason]
    return Verdict(
        kind=kind, detail=error.text("message") or reason, what=what, fix=fix,
        wait_s=_until_reset_s(now) if reason in _OF_A_DAY else None,
    )  # fmt: skip


def _until_reset_s(now: datetime) -> float:
    """Return the seconds to the next midnight in California, when the day's quota begins anew."""
    there = now.astimezone(_PACIFIC)
    midnight = (there + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight.timestamp() - now.timestamp()


_LOST: Mapping[str, str] = {
    "duplicate": mark("it is the same as a video that is there already"),
    "copyright": mark("it holds what belongs to somebody else (copyright)"),
    "claim": mark("somebody claims what it holds as theirs"),
    "trademark": mark("it holds somebody else's trademark"),
    "legal": mark("of a legal demand"),
    "inappropriate": mark("it goes against the network's rules on what may be shown"),
    "termsOfUse": mark("it goes against the terms of use"),
    "length": mark("it is longer than this channel may upload; a channel verified by telephone may upload longer ones"),
    "uploaderAccountSuspended": mark("the account was suspended"),
    "uploaderAccountClosed": mark("the account was closed"),
    "codec": mark("the way it is packed is not supported"),
    "conversion": mark("it could not be converted"),
    "emptyFile": mark("the file is empty"),
    "invalidFile": mark("the file is damaged or no video"),
    "tooSmall": mark("the file is too small"),
    "uploadAborted": mark("the upload was broken off"),
}  # fmt: skip


def lost_because(status: Fields) -> Sentence | str:
    """Say why a video that was taken is not shown; empty when nothing is wrong with it."""
    if status.text("uploadStatus") not in {"rejected", "failed", "deleted"}:
        return ""
    reason = status.text("rejectionReason") or status.text("failureReason")
    known = _LOST.get(reason)
    return Sentence(known) if known else reason or Sentence(mark("no reason was given"))
