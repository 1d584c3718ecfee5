"""Pinterest's header: what a pin takes, how one signs in, and which board an address names. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from automation.domain.content.text import Unit
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
from automation.domain.publishing.sign_in import ApiVersion, Ask, OAuth, Redirect, SignIn, TokenCall
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

API = "https://api.pinterest.com"
PAGES = "https://www.pinterest.com"
LINK_MAX = 2048
"""Characters of the address a pin leads to (openapi 5.23.0, schema PinCreate)."""

_CHECKED = date(2026, 11, 22)
_OPENAPI = "https://github.com/pinterest/api-description/blob/main/v5/openapi.yaml"
_DOCS = "https://developers.pinterest.com/docs"
_TOKEN = f"{API}/v5/oauth/token"

SPEC = NetworkSpec(
    name="pinterest",
    title="Pinterest",
    text=TextLimit(max=800, unit=Unit.CODE_POINTS, source=_OPENAPI, checked=_CHECKED),
    fields={
        Field.TITLE: TextLimit(max=100, unit=Unit.CODE_POINTS, source=_OPENAPI, checked=_CHECKED),
        Field.ALT_TEXT: TextLimit(max=500, unit=Unit.CODE_POINTS, source=_OPENAPI, checked=_CHECKED),
    },
    media=MediaLimit(
        images_max=5, image_types=frozenset({"image/jpeg", "image/png"}), alt_text_max=500, required=True,
        image_max_bytes=20_000_000, video_max_bytes=2_000_000_000,  # both second-hand
        images=Bounds(grade=Grade.UNVERIFIED), moving=Moving.REFUSED,
        video_types=frozenset({"video/mp4", "video/quicktime"}),
        videos=Bounds(seconds=Span(least=4, most=900), grade=Grade.UNVERIFIED),
        grade=Grade.SECOND_HAND, source=_OPENAPI, checked=_CHECKED,
    ),
    rate=RateLimit(requests=100, per_s=60, source=f"{_DOCS}/reference/rate-limits/", checked=_CHECKED),  # second-hand
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.FIND_OWN_POSTS, Capability.SNAPSHOT,
        Capability.DELETE, Capability.EDIT,
    }),
    idempotency=Idempotency.NONE,
    settle_after=timedelta(minutes=15),
    numbers=frozenset({"impressions", "clicks", "saves", "video_views", "likes", "replies"}),
    secrets=("PINTEREST_TOKEN",),
    staged=True,
    verified=Verified.WIRE_FAKE,
    verified_against="a fake that checks what the published interface description (openapi 5.23.0) demands",
    sign_in=SignIn(
        page="https://developers.pinterest.com/apps/",
        steps=(
            mark("Make an app at Pinterest's developer pages, and enter {redirect} as its redirect address."),
            mark("Ask there for Standard access: with Trial access Pinterest refuses every pin."),
            mark("Sign in as the brand, and agree to what Lembar asks for."),
        ),
        oauth=OAuth(
            authorize=f"{PAGES}/oauth/", token=_TOKEN, basic=True, pkce=False, separator=",",
            scopes=("boards:read", "boards:write", "pins:read", "pins:write", "user_accounts:read"),
            redirect=Redirect.FIXED_PORT, renewal=TokenCall(address=_TOKEN),
        ),
        asks=(
            Ask(name="PINTEREST_APP_ID", title="App ID", hidden=False),
            Ask(name="PINTEREST_APP_SECRET", title="App secret key"),
        ),
        access_lifetime=timedelta(days=30), refresh_lifetime=timedelta(days=60),
        source=f"{_DOCS}/getting-started/set-up-authentication-and-authorization/", checked=_CHECKED,
        unverified="that an access token lives 30 days, that a redirect to 127.0.0.1 is taken",
    ),
    api=ApiVersion(name="v5", source=f"{_DOCS}/api/v5/", checked=_CHECKED),
)  # fmt: skip

_HOSTS = r"(?:[\w-]+\.)?pinterest\.[a-z]{2,3}(?:\.[a-z]{2})?"
_HERE = r"(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?"
_ADDRESS = re.compile(
    rf"https?://(?:{_HOSTS}|{_HERE})/(?P<name>[\w.-]+)/(?P<board>[^/?#\s]+)/?(?:[?#].*)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Which board an address names: whose it is, and the last part of its address, or its number."""

    owner: str
    slug: str


def board_of(channel: Channel) -> Board:
    """Return the board that a channel's address names.

    Raises:
        ConfigError: it names none. It is not shown, since it may hold a password.
    """
    found = _ADDRESS.fullmatch(channel.address.strip())
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a Pinterest board."),
            mark("Whoever manages the channel writes it as https://www.pinterest.com/name/board/ in the channels tab."),
            channel=channel.id,
        )  # fmt: skip
    return Board(owner=found["name"], slug=found["board"])
