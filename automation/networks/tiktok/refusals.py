"""What TikTok's error codes mean, of a request and of a post it was working on. Pure.

Source: the error tables of https://developers.tiktok.com/doc/content-posting-api-reference-direct-post
and …-get-video-status (copies of 2026-09-11, read 2026-11-22).
"""

from collections.abc import Mapping

from automation.errors import Gone, NetworkError, RateLimited, Rejected, Unauthorized, Unavailable
from automation.http import Answer, Failure, Request, Verdict
from automation.language import mark

EXPIRED = "access_token_invalid"
MISSING_RIGHT = "scope_not_authorized"
_MINUTE_S = 60.0

NO_RIGHT = (
    mark("The credential of channel {channel} lacks a right on {network}: {detail}."),
    mark("Whoever manages the channel connects it again and agrees to everything asked. {advice}"),
)
_TOO_MANY_POSTS = (
    mark("Channel {channel} has posted as often as {network} allows in a day."),
    mark("Nothing to do: nothing was published, and later runs try again."),
)
_INBOX_FULL = (
    mark("The {network} inbox of channel {channel} holds as many drafts as it takes in a day."),
    mark("Whoever manages the channel finishes or removes the drafts in the app; later runs try again."),
)  # fmt: skip
_BANNED = (
    mark("{network} lets the account of channel {channel} post no more: {detail}."),
    mark("Whoever manages the channel opens the app as the brand and follows what it says there; until then nothing goes out."),
)  # fmt: skip
_CAP = (
    mark(
        "The app that channel {channel} posts with serves as many accounts today as {network} allows it."
    ),
    mark("Nothing to do: nothing was published, and later runs try again."),
)
NOT_EXAMINED = (
    mark("{network} has not examined the app that channel {channel} posts with, so it posts only to private accounts, for nobody else to see."),
    mark("Whoever manages the channel asks TikTok to examine the app, or sets the account to private and the post's visibility to private."),
)  # fmt: skip
_URL = (
    mark("{network} fetches photos of channel {channel} only from an address whose domain is verified in its app."),
    mark("Whoever set up the app verifies the domain of LEMBAR_MEDIA_STORE there, under “URL properties”."),
)  # fmt: skip
WRONG_PRIVACY = (
    mark("The account of channel {channel} does not offer the visibility “{wanted}” on {network}."),
    mark("The post's owner chooses another visibility, or whoever manages the channel changes the account's settings."),
)  # fmt: skip
_USUAL = ("", "")

_CODES: Mapping[str, tuple[type[NetworkError], tuple[str, str]]] = {
    EXPIRED: (Unauthorized, _USUAL),
    MISSING_RIGHT: (Unauthorized, NO_RIGHT),
    "scope_permission_missed": (Unauthorized, NO_RIGHT),
    "token_not_authorized_for_specified_publish_id": (Unauthorized, _USUAL),
    "auth_removed": (Unauthorized, _USUAL),
    "spam_risk_too_many_posts": (RateLimited, _TOO_MANY_POSTS),
    "spam_risk_too_many_pending_share": (RateLimited, _INBOX_FULL),
    "spam_risk_user_banned_from_posting": (Unauthorized, _BANNED),
    "spam_risk_text": (Rejected, _USUAL),
    "spam_risk": (Rejected, _USUAL),
    "reached_active_user_cap": (RateLimited, _CAP),
    "unaudited_client_can_only_post_to_private_accounts": (Rejected, NOT_EXAMINED),
    "url_ownership_unverified": (Rejected, _URL),
    "privacy_level_option_mismatch": (Rejected, _USUAL),
    "rate_limit_exceeded": (RateLimited, _USUAL),
    "invalid_publish_id": (Gone, _USUAL),
    "invalid_param": (Rejected, _USUAL),
    "invalid_params": (Rejected, _USUAL),
    "internal_error": (Unavailable, _USUAL),
}


def judge(_request: Request, answer: Answer) -> Verdict | None:
    """Return what an answer means by its code, which may also be an error in a 200."""
    error = answer.fields.inside("error")
    code = error.text("code")
    if code not in _CODES or answer.status >= 500:
        return None
    kind, (what, fix) = _CODES[code]
    wait_s = _MINUTE_S if code == "rate_limit_exceeded" else None
    detail = error.text("message") or code
    return Verdict(kind=kind, detail=detail, what=what, fix=fix, wait_s=wait_s)


def says_expired(failure: Failure) -> bool:
    """Say whether a new token may help: TikTok answers 401 for a missing right, too."""
    answer = failure.answer
    told = answer.fields.inside("error").text("code") if answer else ""
    return failure.status == 401 and told in {EXPIRED, ""}


AGAIN = frozenset({"internal", "video_pull_failed", "photo_pull_failed"})
"""Reasons of a failed post that may be over the next time."""

FAILED: Mapping[str, str] = {
    "file_format_check_failed": mark("the way the file is packed is not supported"),
    "duration_check_failed": mark("the video is too short or too long for this account"),
    "frame_rate_check_failed": mark("the video's frame rate is not supported"),
    "picture_size_check_failed": mark("the width or height is not supported"),
    "publish_cancelled": mark("it was cancelled there"),
    "internal": mark("it had trouble of its own"),
    "video_pull_failed": mark("the video could not be fetched"),
    "photo_pull_failed": mark("the photos could not be fetched"),
    "auth_removed": mark("the account took the access back"),
    "spam_risk_too_many_posts": mark("the account has posted as often as is allowed in a day"),
    "spam_risk_user_banned_from_posting": mark("the account may post no more"),
    "spam_risk_text": mark("the text looks like spam to it"),
    "spam_risk": mark("the post looks like spam to it"),
}
"""Why a post that was taken came to nothing, by `fail_reason`."""
