"""Bluesky's header: its limits, how one signs in, and how a channel's address is read. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from automation.domain.content.text import Unit
from automation.domain.content.text.identifiers import is_did, is_handle
from automation.domain.publishing.limits import (
    Bounds,
    Field,
    Grade,
    MediaLimit,
    Moving,
    RateLimit,
    Span,
    TextLimit,
)
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import Ask, Session, SignIn
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

PAGES = "https://bsky.app"
"""Where people see posts, whichever server keeps the account."""
_ENTRY = "https://bsky.social"
_CHECKED = date(2026, 11, 21)
_LEXICONS = "https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky"

SPEC = NetworkSpec(
    name="bluesky",
    title="Bluesky",
    text=TextLimit(
        max=300, unit=Unit.GRAPHEMES, also={Unit.UTF8_BYTES: 3000},
        source=f"{_LEXICONS}/feed/post.json", checked=_CHECKED,
    ),
    fields={Field.ALT_TEXT: TextLimit(
        max=2000, unit=Unit.GRAPHEMES, grade=Grade.SECOND_HAND,  # the app's own limit; the lexicon has none
        source="https://github.com/bluesky-social/social-app/blob/main/src/lib/constants.ts", checked=date(2026, 11, 22),
    )},
    media=MediaLimit(
        images_max=4, image_max_bytes=2_000_000, alt_text_max=None,
        image_types=frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"}), moving=Moving.STANDS_STILL,
        video_max_bytes=300_000_000, video_types=frozenset({"video/mp4"}),
        videos=Bounds(seconds=Span(most=180), grade=Grade.UNVERIFIED, checked=_CHECKED),
        source=f"{_LEXICONS}/embed/images.json", checked=_CHECKED,
    ),
    rate=RateLimit(
        requests=3000, per_s=300, source="https://docs.bsky.app/docs/advanced-guides/rate-limits", checked=_CHECKED,
    ),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.THREAD, Capability.FIRST_COMMENT,
        Capability.FIND_OWN_POSTS, Capability.SNAPSHOT, Capability.DELETE,
        Capability.MESSAGES, Capability.REPLY, Capability.HIDE,
    }),
    makes_cards=True,  # https://docs.bsky.app/docs/advanced-guides/posts#website-card-embeds (read 2026-11-22)
    idempotency=Idempotency.RECORD_KEY,
    settle_after=timedelta(minutes=5),
    numbers=frozenset({"likes", "replies", "shares", "quotes", "saves"}),
    secrets=("BLUESKY_TOKEN",),
    verified=Verified.REAL_SERVER,
    verified_against="Bluesky's own server (PDS 0.4.217, make test-real), and numbers, messages and hiding on the whole network (AppView 0.0.221, make test-real-network); videos on a fake alone",
    sign_in=SignIn(
        page="https://bsky.app/settings/app-passwords",
        steps=(
            mark("Sign in to Bluesky as the brand, and open Settings, Privacy and security, App passwords."),
            mark("Add an app password, and copy it."),
        ),
        session=Session(
            create="{server}/xrpc/com.atproto.server.createSession",
            renew="{server}/xrpc/com.atproto.server.refreshSession",
            end="{server}/xrpc/com.atproto.server.deleteSession",
        ),
        servers={"": _ENTRY, "bsky.app": _ENTRY, "www.bsky.app": _ENTRY},
        asks=(
            Ask(name="BLUESKY_HANDLE", title="Handle", hidden=False),
            Ask(name="BLUESKY_APP_PASSWORD", title="App password"),
        ),
        access_lifetime=timedelta(hours=2), refresh_lifetime=timedelta(days=90),
        source="https://docs.bsky.app/docs/api/com-atproto-server-create-session", checked=_CHECKED,
    ),
)  # fmt: skip

_HOST = r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?"
_ADDRESS = re.compile(rf"https?://{_HOST}(?:/(?:(?:profile/)?@?(?P<name>[\w.:-]+))?)?/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a channel's account is: the server to ask first, its pages, and its handle or DID."""

    server: str
    pages: str
    name: str


def place_of(channel: Channel) -> Place:
    """Return where a channel's account is; `name` is empty when the address does not say.

    Its address is `https://bsky.app/profile/handle`, a bare handle, or `https://host/@handle` of
    a server that keeps its own accounts.

    Raises:
        ConfigError: it is none of these. It is not shown, since it may hold a password.
    """
    address = channel.address.strip()
    found = _ADDRESS.fullmatch(address)
    bare = address.removeprefix("@")
    if SPEC.sign_in is None or not (found or is_handle(bare) or is_did(bare)):
        raise ConfigError(
            mark("The address of channel {channel} is not that of a Bluesky account."),
            mark("Whoever manages the channel writes it as {example} in the channels tab."),
            channel=channel.id, example=f"{PAGES}/profile/name.bsky.social",
        )  # fmt: skip
    return Place(
        server=SPEC.sign_in.server_of(channel),
        pages=channel.server if channel.is_rehearsal else PAGES,
        name=(found["name"] or "") if found else bare,
    )
