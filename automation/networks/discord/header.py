"""Discord's two headers, for a bot and for a webhook, and how a channel's address is read. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from automation.domain.content.text import Unit
from automation.domain.publishing.limits import Grade, MediaLimit, RateLimit, TextLimit
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import ApiVersion, Ask, SignIn
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

_CHECKED = date(2026, 11, 21)
_DOCS = "https://docs.discord.com/developers"

_TEXT = TextLimit(
    max=2000, unit=Unit.UTF16, grade=Grade.SECOND_HAND,  # 2000 is documented; in which unit is not
    source=f"{_DOCS}/resources/message#create-message", checked=_CHECKED,
)  # fmt: skip
_MEDIA = MediaLimit(
    images_max=10, videos_max=10, files_max=10, mixed=True, alt_text_max=1024,
    image_max_bytes=10 * 1024**2, image_types=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"}),
    video_max_bytes=10 * 1024**2, video_types=frozenset({"video/mp4", "video/quicktime", "video/webm"}),
    source=f"{_DOCS}/reference#uploading-files", checked=_CHECKED,
)  # fmt: skip
_RATE = RateLimit(requests=50, per_s=1, source=f"{_DOCS}/topics/rate-limits", checked=_CHECKED)
_API = ApiVersion(name="v10", source=f"{_DOCS}/reference#api-versioning", checked=_CHECKED)

BOT = NetworkSpec(
    name="discord", title="Discord", text=_TEXT, media=_MEDIA, rate=_RATE, api=_API,
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.THREAD, Capability.FIRST_COMMENT,
        Capability.FIND_OWN_POSTS, Capability.SNAPSHOT, Capability.DELETE, Capability.EDIT,
        Capability.MESSAGES, Capability.REPLY,
    }),
    idempotency=Idempotency.KEY,  # for a few minutes
    settle_after=timedelta(minutes=5),
    numbers=frozenset({"likes"}),
    secrets=("DISCORD_TOKEN",),
    verified=Verified.WIRE_FAKE, verified_against="a fake written from Discord's API specification",
    sign_in=SignIn(
        page="https://discord.com/developers/applications",
        steps=(
            mark("Make an application, open Bot, and copy the token."),
            mark("Switch on “Message Content Intent” there, to read what people write."),
            mark("Open OAuth2, choose “bot” with View Channels, Send Messages, Attach Files and Read Message History, and invite the bot to the server by the address it shows."),
        ),
        asks=(Ask(name="DISCORD_TOKEN", title="Token"),),
        source=f"{_DOCS}/quick-start/getting-started", checked=_CHECKED,
    ),
)  # fmt: skip

WEBHOOK = NetworkSpec(
    name="discord_webhook", title="Discord webhook", text=_TEXT, media=_MEDIA, rate=_RATE, api=_API,
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.DELETE, Capability.EDIT,
    }),
    idempotency=Idempotency.NONE,
    settle_after=timedelta(minutes=5),
    secrets=("DISCORD_WEBHOOK_SECRET",),
    verified=Verified.WIRE_FAKE, verified_against="a fake written from Discord's API specification",
    sign_in=SignIn(
        page="https://support.discord.com/hc/en-us/articles/228383668",
        steps=(
            mark("Open the channel's settings in Discord, then Integrations, Webhooks, New Webhook."),
            mark("Press “Copy Webhook URL”."),
        ),
        asks=(Ask(name="DISCORD_WEBHOOK_SECRET", title="Webhook URL"),),
        source=f"{_DOCS}/resources/webhook", checked=_CHECKED,
    ),
)  # fmt: skip

_SITE = "https://discord.com"
_IDS = r"/channels/(?P<guild>\d{5,20})/(?P<channel>\d{5,20})"
_ADDRESS = re.compile(rf"(?:https://)?(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com{_IDS}/?")
_REHEARSAL = re.compile(rf"https?://[^/@?#]+{_IDS}/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a channel is: the server that takes requests, the guild's id and the channel's."""

    server: str
    guild: str
    channel: str

    @property
    def api(self) -> str:
        """The beginning of every request's address."""
        return f"{self.server}/api/v10"

    def url_of(self, message: str) -> str:
        """Return the address of one message."""
        return f"{self.server}/channels/{self.guild}/{self.channel}/{message}"

    def message_at(self, address: str) -> str:
        """Return the id of the message at an address in this channel; else an empty text."""
        start = re.escape(self.url_of(""))
        found = re.fullmatch(rf"{start}(\d{{5,20}})/?(?:\?[^#]*)?", address.strip())
        return found[1] if found else ""


def place_of(channel: Channel) -> Place:
    """Return where a channel is: `https://discord.com/channels/{server}/{channel}`.

    Raises:
        ConfigError: it is none. It is not shown, since it may be a webhook's secret address.
    """
    found = (_REHEARSAL if channel.is_rehearsal else _ADDRESS).fullmatch(channel.address.strip())
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a Discord channel."),
            mark("Whoever manages the channel copies the channel's link in Discord, https://discord.com/channels/…/…, into the channels tab. A webhook's address is secret and does not belong there."),
            channel=channel.id,
        )  # fmt: skip
    server = channel.server if channel.is_rehearsal else _SITE
    return Place(server=server, guild=found["guild"], channel=found["channel"])
