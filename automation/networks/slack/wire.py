"""What Slack's refusals mean: a 200 with `ok: false` and a word, or a webhook's bare word.

Source: https://docs.slack.dev/reference/methods/chat.postMessage#errors and
…/messaging/sending-messages-using-incoming-webhooks#handling_errors (checked 2026-11-21).
"""

from automation.errors import (
    Gone,
    NetworkError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Unauthorized,
    Unavailable,
)
from automation.http import Answer, Request, Verdict
from automation.language import mark

_GONE = frozenset({"message_not_found", "thread_not_found", "file_not_found", "file_deleted"})
_TOKEN = frozenset({
    "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive", "invalid_token",
    "no_permission", "org_login_required", "ekm_access_denied",
})  # fmt: skip
_CLOSED = {
    "not_in_channel": (
        mark("The Slack app is not in channel {channel}."),
        mark("Whoever manages the channel writes /invite and the app's name there, then runs \"lembar doctor\"."),
    ),
    "channel_not_found": (
        mark("Slack has no channel at the address of channel {channel}, or does not show it to the app."),
        mark("Whoever manages the channel corrects the address in the channels tab, or invites the app there."),
    ),
    "is_archived": (
        mark("The Slack channel of {channel} is archived."),
        mark("Whoever manages the channel brings it back in Slack, or switches it off in the channels tab."),
    ),
    "missing_scope": (
        mark("The Slack app of channel {channel} lacks a right: {detail}."),
        mark("Whoever manages the channel adds the scope to the app, installs it again, and renews the token. {advice}"),
    ),
    "restricted_action": (
        mark("The workspace does not let the app write in channel {channel}."),
        mark("Whoever manages the workspace lets it post there."),
    ),
    "file_uploads_disabled": (
        mark("The workspace of channel {channel} takes no such files: {detail}."),
        mark("Nothing was published. Whoever manages the workspace allows files there, or the post's owner leaves them out."),
    ),
    "no_service": (
        mark("The webhook of channel {channel} was taken back in Slack."),
        mark("Whoever manages the channel makes a new webhook there. {advice}"),
    ),
}  # fmt: skip
_CLOSED["channel_is_archived"] = _CLOSED["is_archived"]
_CLOSED["action_prohibited"] = _CLOSED["restricted_action"]
_CLOSED["no_active_hooks"] = _CLOSED["no_service"]
for _word in (
    "file_uploads_except_images_disabled",
    "storage_limit_reached",
    "slack_connect_file_uploads_disabled",
):
    _CLOSED[_word] = _CLOSED["file_uploads_disabled"]
_BROKEN = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_BUSY = frozenset({"ratelimited", "rate_limited"})


def judge(request: Request, answer: Answer) -> Verdict | None:
    """Say what an answer of the Web API means; None when it is a yes, or its status says it."""
    told = answer.fields
    if told.values.get("ok") is not False:
        return None
    word = told.text("error")
    needed = told.text("needed")
    return _verdict(request, word, f"{word} ({needed})" if needed else word)


def judge_hook(request: Request, answer: Answer) -> Verdict | None:
    """Say what a webhook's answer means; None when it is a yes, or its status says it."""
    word = answer.body[:80].decode(errors="replace").strip()
    if answer.status < 400 or answer.status in request.takes | {429} or not word or answer.is_page:
        return None
    known = word in _CLOSED or word in _TOKEN
    return _verdict(request, word, word) if known or answer.status == 400 else None


def _verdict(request: Request, word: str, detail: str) -> Verdict:
    if word in _CLOSED:
        what, fix = _CLOSED[word]
        return Verdict(kind=Unauthorized, detail=detail, what=what, fix=fix)
    return Verdict(kind=_kind(request, word), detail=detail)


def _kind(request: Request, word: str) -> type[NetworkError]:
    """Say what kind of refusal a word is; after a fault of Slack's own a write may have arrived."""
    if word in _GONE:
        return Gone
    if word in _TOKEN:
        return Unauthorized
    if word in _BUSY:
        return RateLimited
    if word in _BROKEN:
        return Unavailable if request.method == "GET" else OutcomeUnknown
    return Rejected
