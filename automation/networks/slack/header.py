"""Slack's two headers, for a bot and for a webhook, and how a channel's address is read. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from automation.domain.content.media import MediaKind
from automation.domain.content.text import Unit
from automation.domain.publishing.limits import Field, Grade, MediaLimit, RateLimit, TextLimit
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import Ask, SignIn
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

RIGHTS = ("chat:write", "channels:history", "files:write", "files:read")
"""What the bot's token must be allowed to do; in a private channel `groups:history` instead."""

_CHECKED = date(2026, 11, 21)
_DOCS = "https://docs.slack.dev"

_TEXT = TextLimit(
    max=4000, unit=Unit.UTF16, grade=Grade.SECOND_HAND,  # advised; in which unit is not told
    source=f"{_DOCS}/reference/methods/chat.postMessage", checked=_CHECKED,
)  # fmt: skip
_FIELDS = {
    Field.CAPTION: TextLimit(
        max=3000, unit=Unit.UTF16, grade=Grade.SECOND_HAND,
        source=f"{_DOCS}/reference/block-kit/blocks/section-block", checked=_CHECKED,
    ),
}  # fmt: skip
_MEDIA = MediaLimit(
    images_max=49, videos_max=0, alt_text_max=2000, by_address=frozenset({MediaKind.PICTURE}),
    image_max_bytes=None, image_types=frozenset({"image/jpeg", "image/png", "image/gif"}),
    video_max_bytes=None, video_types=frozenset(), grade=Grade.SECOND_HAND,
    source=f"{_DOCS}/reference/block-kit/blocks/image-block", checked=_CHECKED,
)  # fmt: skip
_RATE = RateLimit(requests=1, per_s=1, source=f"{_DOCS}/apis/web-api/rate-limits", checked=_CHECKED)

_BOT_MEDIA = replace(
    _MEDIA, by_address=frozenset(), videos_max=1, video_alt_text=False,
    video_types=frozenset({"video/mp4", "video/quicktime", "video/webm"}),
    source=f"{_DOCS}/reference/methods/files.completeUploadExternal", checked=date(2026, 11, 22),
)  # fmt: skip

BOT = NetworkSpec(
    name="slack", title="Slack", text=_TEXT, fields=_FIELDS, media=_BOT_MEDIA, rate=_RATE, staged=True,
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.THREAD, Capability.FIRST_COMMENT,
        Capability.FIND_OWN_POSTS, Capability.SNAPSHOT, Capability.DELETE, Capability.EDIT,
        Capability.MESSAGES, Capability.REPLY,
    }),
    idempotency=Idempotency.NONE,
    settle_after=timedelta(minutes=15),  # how long Slack may be at work on a film, which nobody tells
    numbers=frozenset({"likes", "replies"}),
    secrets=("SLACK_TOKEN",),
    verified=Verified.WIRE_FAKE,
    verified_against="a fake written from Slack's documentation, and from what others met with files",
    sign_in=SignIn(
        page="https://api.slack.com/apps",
        steps=(
            mark("Make an app for the workspace, and open “OAuth & Permissions”."),
            mark("Add the bot scopes chat:write, channels:history, files:write, files:read and users:read, install the app, and copy the “Bot User OAuth Token”."),
            mark("Invite the app into the channel with /invite."),
        ),
        asks=(Ask(name="SLACK_TOKEN", title="Bot User OAuth Token"),),
        source=f"{_DOCS}/authentication/tokens", checked=_CHECKED,
    ),
)  # fmt: skip

WEBHOOK = NetworkSpec(
    name="slack_webhook", title="Slack webhook", text=_TEXT, fields=_FIELDS, media=_MEDIA, rate=_RATE,
    can=frozenset({Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT}),
    idempotency=Idempotency.NONE,
    settle_after=timedelta(minutes=5),
    secrets=("SLACK_WEBHOOK_SECRET",),
    verified=Verified.WIRE_FAKE, verified_against="a fake written from Slack's documentation",
    sign_in=SignIn(
        page="https://api.slack.com/apps",
        steps=(
            mark("Make an app for the workspace, and switch on “Incoming Webhooks”."),
            mark("Press “Add New Webhook to Workspace”, choose the channel, and copy the webhook's URL."),
        ),
        asks=(Ask(name="SLACK_WEBHOOK_SECRET", title="Webhook URL"),),
        source=f"{_DOCS}/messaging/sending-messages-using-incoming-webhooks", checked=_CHECKED,
    ),
)  # fmt: skip

_ID = r"/archives/(?P<channel>[CGD][A-Z0-9]{5,20})"
_ADDRESS = re.compile(rf"(?:https://)?(?P<host>[a-z0-9-]+(?:\.enterprise)?\.slack\.com){_ID}/?")
_REHEARSAL = re.compile(rf"https?://[^/@?#]+{_ID}/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a channel is: the API, where webhooks are, the workspace's pages, and the channel's id."""

    api: str
    hooks: str
    pages: str
    channel: str

    def url_of(self, ts: str) -> str:
        """Return the address of one message."""
        return f"{self.pages}/archives/{self.channel}/p{ts.replace('.', '')}"

    def message_at(self, address: str) -> str:
        """Return the id of the message at an address in this channel; else an empty text."""
        start = re.escape(f"{self.pages}/archives/{self.channel}/p")
        found = re.fullmatch(rf"{start}(\d{{10}})(\d{{6}})(?:\?[^#]*)?", address.strip())
        return f"{found[1]}.{found[2]}" if found else ""


def place_of(channel: Channel) -> Place:
    """Return where a channel is: `https://workspace.slack.com/archives/C0123456789`.

    Raises:
        ConfigError: it is none. It is not shown, since it may be a webhook's secret address.
    """
    rehearsal = channel.is_rehearsal
    found = (_REHEARSAL if rehearsal else _ADDRESS).fullmatch(channel.address.strip())
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a Slack channel."),
            mark("Whoever manages the channel copies the channel's link in Slack, https://….slack.com/archives/…, into the channels tab. A webhook's address is secret and does not belong there."),
            channel=channel.id,
        )  # fmt: skip
    here = channel.server
    return Place(
        api=f"{here}/api" if rehearsal else "https://slack.com/api",
        hooks=f"{here}/services" if rehearsal else "https://hooks.slack.com/services",
        pages=here if rehearsal else f"https://{found['host']}",
        channel=found["channel"],
    )
