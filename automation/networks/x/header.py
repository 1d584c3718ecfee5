"""X's header: its limits, its price, how one signs in, and how a channel's address is read. Pure."""

import re
from datetime import date, timedelta
from decimal import Decimal

from automation.domain.content.text import Finder, Kind, Unit
from automation.domain.publishing.limits import (
    Bounds,
    MediaLimit,
    Moving,
    Price,
    RateLimit,
    Span,
    TextLimit,
)
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import Ask, OAuth, Redirect, SignIn, TokenCall
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

API = "https://api.x.com"
PAGES = "https://x.com"
"""Where people see posts."""
_CHECKED = date(2026, 11, 21)
_DOCS = "https://docs.x.com"
_TOKEN = f"{API}/2/oauth2/token"

SPEC = NetworkSpec(
    name="x",
    title="X",
    text=TextLimit(  # an account that pays may write more (how much is unverified); nothing announces it
        max=280, unit=Unit.WEIGHTED, url_length=23, finder=Finder.X, most={Kind.CASHTAG: 1}, refused="\ufffe\ufeff\uffff",
        source=f"{_DOCS}/fundamentals/counting-characters", checked=_CHECKED,
    ),
    media=MediaLimit(  # whether the sizes are decimal or binary is unverified; the smaller is taken
        images_max=4, image_max_bytes=5_000_000, alt_text_max=1000, moving=Moving.ALONE, video_alt_text=False,
        image_types=frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"}),
        video_max_bytes=512_000_000, video_types=frozenset({"video/mp4"}),
        gifs=Bounds(max_bytes=15_000_000, width=Span(most=1280), height=Span(most=1080), max_frames=350),
        videos=Bounds(
            width=Span(32, 1280), height=Span(32, 1024), ratio=Span(1 / 3, 3), frame_rate=Span(most=60),
            seconds=Span(0.5, 140), codecs=frozenset({"h264"}),
        ),
        source=f"{_DOCS}/x-api/media/quickstart/best-practices", checked=_CHECKED,
    ),
    rate=RateLimit(requests=100, per_s=900, source=f"{_DOCS}/x-api/fundamentals/rate-limits", checked=_CHECKED),
    price=Price(
        message=Decimal("0.015"), with_link=Decimal("0.20"),
        source=f"{_DOCS}/x-api/getting-started/pricing", checked=_CHECKED,
    ),
    unsure=frozenset({  # whether the reply rule of 2026-02-23 spares answers to our own posts
        Capability.THREAD, Capability.FIRST_COMMENT,
    }),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.THREAD, Capability.FIRST_COMMENT,
        Capability.FIND_OWN_POSTS, Capability.SNAPSHOT, Capability.DELETE,
        Capability.MESSAGES, Capability.REPLY, Capability.HIDE,
    }),
    idempotency=Idempotency.NONE,
    settle_after=timedelta(minutes=5),
    numbers=frozenset({"likes", "replies", "shares", "quotes", "saves", "clicks", "impressions", "video_views"}),
    secrets=("X_TOKEN",),
    staged=True,
    verified=Verified.WIRE_FAKE,
    verified_against="a fake made after X's own documentation",
    sign_in=SignIn(
        page="https://console.x.com",
        steps=(
            mark("Sign in at console.x.com with the account that pays for the app, and make an app of the type “Web App” that may read and write."),
            mark("Write {redirect} as its callback address, and copy its client ID and secret."),
            mark("Sign in to X as the brand in the browser that opens, and agree."),
        ),
        oauth=OAuth(
            authorize=f"{PAGES}/i/oauth2/authorize", token=_TOKEN, revoke=f"{API}/2/oauth2/revoke",
            scopes=("tweet.read", "tweet.write", "tweet.moderate.write", "users.read", "media.write", "offline.access"),
            basic=True, redirect=Redirect.FIXED_PORT, renewal=TokenCall(address=_TOKEN, names_client=False),
        ),
        asks=(Ask(name="X_CLIENT_ID", title="Client ID"), Ask(name="X_CLIENT_SECRET", title="Client Secret")),
        access_lifetime=timedelta(hours=2),
        source=f"{_DOCS}/fundamentals/authentication/oauth-2-0/authorization-code", checked=_CHECKED,
        unverified="that a refresh token is spent by its use",
    ),
)  # fmt: skip

_NAME = re.compile(r"@?(?P<name>\w{1,15})", re.ASCII)


def name_of(channel: Channel) -> str:
    """Return the account's name. The address is `https://x.com/name` or `@name`.

    Raises:
        ConfigError: it is neither. It is not shown, since it may hold a password.
    """
    address = channel.address.strip()
    path = address if address.startswith("@") else channel.path_on("x.com", "twitter.com")
    found = _NAME.fullmatch(path or "")
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of an account on X."),
            mark(
                "Whoever manages the channel writes it as https://x.com/name in the channels tab."
            ),
            channel=channel.id,
        )
    return found["name"]
