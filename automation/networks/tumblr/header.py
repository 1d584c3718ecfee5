"""Tumblr's header: what a post takes, how one signs in, and which blog an address names. Pure."""

import re
from datetime import date, timedelta

from automation.domain.content.text import Kind, Unit
from automation.domain.publishing.limits import (
    Bounds,
    Field,
    Grade,
    MediaLimit,
    RateLimit,
    Span,
    TextLimit,
)
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import ApiVersion, Ask, OAuth, Redirect, SignIn, TokenCall
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

API = "https://api.tumblr.com"
PAGES = "https://www.tumblr.com"

_CHECKED = date(2026, 11, 22)
_DOCS = "https://github.com/tumblr/docs/blob/master"
_TOKEN = f"{API}/v2/oauth2/token"

SPEC = NetworkSpec(
    name="tumblr",
    title="Tumblr",
    text=TextLimit(  # of one paragraph; a post of many may be longer, and is held to it all the same
        max=4096, unit=Unit.CODE_POINTS, most={Kind.LINK: 100}, source=f"{_DOCS}/npf-spec.md", checked=_CHECKED,
    ),
    fields={
        Field.TITLE: TextLimit(max=4096, unit=Unit.CODE_POINTS, source=f"{_DOCS}/npf-spec.md", checked=_CHECKED),
        Field.ALT_TEXT: TextLimit(max=4096, unit=Unit.CODE_POINTS, source=f"{_DOCS}/npf-spec.md", checked=_CHECKED),
    },
    media=MediaLimit(
        images_max=30, image_types=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"}), alt_text_max=4096,
        image_max_bytes=10_000_000, images=Bounds(grade=Grade.UNVERIFIED),  # told for posts of the older form only
        video_max_bytes=500_000_000, video_types=frozenset({"video/mp4", "video/quicktime"}),
        videos=Bounds(seconds=Span(most=600)), mixed=True, video_alt_text=False,
        source=f"{_DOCS}/npf-spec.md", checked=_CHECKED,
    ),
    rate=RateLimit(requests=1000, per_s=3600, source=f"{_DOCS}/api.md#rate-limits", checked=_CHECKED),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.FIND_OWN_POSTS, Capability.SNAPSHOT,
        Capability.DELETE, Capability.EDIT, Capability.MESSAGES,
    }),
    idempotency=Idempotency.NONE,
    settle_after=timedelta(minutes=15),
    numbers=frozenset({"likes", "shares"}),
    secrets=("TUMBLR_TOKEN",),
    verified=Verified.WIRE_FAKE,
    verified_against="a fake written from Tumblr's own documentation of 2024",
    sign_in=SignIn(
        page="https://www.tumblr.com/oauth/apps",
        steps=(
            mark("Register an app there, and enter {redirect} as its OAuth2 redirect address."),
            mark("Sign in as the brand, and agree to what Lembar asks for."),
        ),
        oauth=OAuth(
            authorize=f"{PAGES}/oauth2/authorize", token=_TOKEN, pkce=False, redirect=Redirect.FIXED_PORT,
            scopes=("basic", "write", "offline_access"), renewal=TokenCall(address=_TOKEN),
        ),
        asks=(
            Ask(name="TUMBLR_CONSUMER_KEY", title="OAuth consumer key", hidden=False),
            Ask(name="TUMBLR_CONSUMER_SECRET", title="Secret key"),
        ),
        access_lifetime=timedelta(minutes=42), source=f"{_DOCS}/api.md#oauth2-authorization", checked=_CHECKED,
        unverified="that a redirect to 127.0.0.1 is taken; how long a refresh token lives",
    ),
    api=ApiVersion(name="v2", source=f"{_DOCS}/api.md", checked=_CHECKED),
)  # fmt: skip

_HERE = r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?"
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"(?:https?://(?:(?:www\.)?tumblr\.com/(?:blog/|@)?(?P<path>{_NAME})"
    rf"|(?!www\.)(?P<host>{_NAME})\.tumblr\.com|{_HERE}/(?P<here>[\w-]+)))/?"
)


def blog_of(channel: Channel) -> str:
    """Return the short name of the blog that a channel's address names.

    Raises:
        ConfigError: it names none. It is not shown, since it may hold a password.
    """
    found = _ADDRESS.fullmatch(channel.address.strip())
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a Tumblr blog."),
            mark("Whoever manages the channel writes it as https://www.tumblr.com/name in the channels tab."),
            channel=channel.id,
        )  # fmt: skip
    return found["path"] or found["host"] or found["here"]
