"""Telegram's header: its limits, how a bot is made, and how a channel's address is read. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from automation.domain.content.text import Unit
from automation.domain.publishing.limits import (
    Bounds,
    Field,
    MediaLimit,
    Moving,
    RateLimit,
    Span,
    TextLimit,
)
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import Ask, SignIn
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

_CHECKED = date(2026, 11, 21)
_API = "https://core.telegram.org/bots/api"

SPEC = NetworkSpec(
    name="telegram",
    title="Telegram",
    text=TextLimit(max=4096, unit=Unit.UTF16, source=f"{_API}#sendmessage", checked=_CHECKED),
    fields={Field.CAPTION: TextLimit(max=1024, unit=Unit.UTF16, source=f"{_API}#sendphoto", checked=_CHECKED)},
    media=MediaLimit(
        images_max=10, videos_max=10, files_max=10, mixed=True, alt_text_max=None,
        image_max_bytes=10_000_000, image_types=frozenset({"image/jpeg", "image/png"}),
        images=Bounds(max_sum=10_000, ratio=Span(1 / 20, 20)), moving=Moving.REFUSED,
        video_max_bytes=50_000_000, video_types=frozenset({"video/mp4"}),
        source=f"{_API}#sendphoto", checked=_CHECKED,
    ),
    rate=RateLimit(
        requests=20, per_s=60,  # what a group takes; a channel takes one a second
        source="https://core.telegram.org/bots/faq#broadcasting-to-users", checked=_CHECKED,
    ),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.THREAD, Capability.FIRST_COMMENT, Capability.DELETE,
        Capability.EDIT, Capability.MESSAGES, Capability.REPLY,
    }),
    idempotency=Idempotency.NONE,
    settle_after=timedelta(minutes=5),
    secrets=("TELEGRAM_TOKEN",),
    verified=Verified.WIRE_FAKE,
    verified_against="a fake written from the Bot API's documentation; that a bot is shown the copy of its own post, which a comment answers, is nobody's word",
    sign_in=SignIn(
        page="https://t.me/BotFather",
        steps=(
            mark("Open a chat with @BotFather in Telegram, send /newbot, and answer its questions."),
            mark("Make the bot an administrator of the channel that may post messages, and of its discussion group if it has one."),
            mark("Copy the token that @BotFather gives."),
        ),
        asks=(Ask(name="TELEGRAM_TOKEN", title="Token to access the HTTP API"),),
        source="https://core.telegram.org/bots/features#botfather", checked=_CHECKED,
    ),
)  # fmt: skip

_API_HOST = "https://api.telegram.org"
_PAGES = "https://t.me"
_NAME = r"(?P<name>[A-Za-z][A-Za-z0-9_]{3,31})"
_INSIDE = r"c/(?P<number>\d{5,15})"
_TO_POST = r"(?:/(?P<post>\d{1,12}))?/?(?:\?[^#]*)?"
_SITE = r"(?:https?://)?(?:www\.)?(?:t|telegram)\.me/"
_ADDRESS = re.compile(
    rf"(?:{_SITE}(?:s/)?@?|@){_NAME}/?|{_SITE}{_INSIDE}/?|-100(?P<chat>\d{{5,15}})"
)
_REHEARSAL = re.compile(rf"https?://[^/@?#]+/(?:@?{_NAME}|{_INSIDE})/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a channel is: the server that takes requests, its pages, and the chat's id there.

    `chat` is `@name` of a public channel, or the number of one without a name.
    """

    server: str
    pages: str
    chat: str

    def url_of(self, post: str) -> str:
        """Return the address of one post; of a channel without a name only its readers can open it."""
        chat = self.chat
        path = chat[1:] if chat.startswith("@") else f"c/{chat.removeprefix('-100')}"
        return f"{self.pages}/{path}/{post}"

    def post_at(self, address: str) -> str:
        """Return the id of the post at an address, if it is of this channel; else an empty text."""
        found = re.fullmatch(rf"{re.escape(self.pages)}/(?:{_NAME}|{_INSIDE}){_TO_POST}", address)
        if found is None:
            return ""
        chat = f"@{found['name']}" if found["name"] else f"-100{found['number']}"
        return (found["post"] or "") if chat.casefold() == self.chat.casefold() else ""


def place_of(channel: Channel) -> Place:
    """Return where a channel is.

    Its address is `https://t.me/name` or `@name`; of one without a name `https://t.me/c/1234567890`
    or the chat's number `-1001234567890`.

    Raises:
        ConfigError: it is none of these. It is not shown, since it may hold a token.
    """
    address = channel.address.strip()
    rehearsal = channel.is_rehearsal
    found = (_REHEARSAL if rehearsal else _ADDRESS).fullmatch(address)
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a Telegram channel."),
            mark("Whoever manages the channel writes it as https://t.me/name in the channels tab; of a channel without a name it is the beginning of a post's address, https://t.me/c/1234567890."),
            channel=channel.id,
        )  # fmt: skip
    facts = found.groupdict()
    number = facts["number"] or facts.get("chat")
    return Place(
        server=channel.server if rehearsal else _API_HOST,
        pages=channel.server if rehearsal else _PAGES,
        chat=f"-100{number}" if number else f"@{facts['name']}",
    )
