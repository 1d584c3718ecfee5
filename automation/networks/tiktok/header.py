"""TikTok's header: its limits, how one signs in, and how a channel's address is read. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from automation.domain.content.media import MediaKind
from automation.domain.content.text import Unit
from automation.domain.publishing.limits import (
    Bounds,
    Field,
    MediaLimit,
    RateLimit,
    Span,
    TextLimit,
)
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import (
    ApiVersion,
    Ask,
    Challenge,
    OAuth,
    SignIn,
    TokenCall,
)
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

PAGES = "https://www.tiktok.com"
API = "https://open.tiktokapis.com"

_CHECKED = date(2026, 11, 21)
_DOCS = "https://developers.tiktok.com/doc"
_GUIDE = f"{_DOCS}/content-posting-api-media-transfer-guide"
_PHOTOS = f"{_DOCS}/content-posting-api-reference-photo-post"
_TOKEN = f"{API}/v2/oauth/token/"

SPEC = NetworkSpec(
    name="tiktok",
    title="TikTok",
    text=TextLimit(
        max=2200, unit=Unit.UTF16, source=f"{_DOCS}/content-posting-api-reference-direct-post", checked=_CHECKED,
    ),
    photo_fields={  # a film has no title
        Field.TITLE: TextLimit(max=90, unit=Unit.UTF16, source=_PHOTOS, checked=date(2026, 11, 22)),
        Field.CAPTION: TextLimit(max=4000, unit=Unit.UTF16, source=_PHOTOS, checked=date(2026, 11, 22)),
    },
    media=MediaLimit(
        images_max=35, image_max_bytes=20_000_000, image_types=frozenset({"image/jpeg", "image/webp"}), alt_text_max=None,
        video_max_bytes=4_000_000_000, video_types=frozenset({"video/mp4", "video/webm", "video/quicktime"}),
        required=True, video_alt_text=False, by_address=frozenset({MediaKind.PICTURE}),
        videos=Bounds(
            width=Span(360, 4096), height=Span(360, 4096), seconds=Span(most=600), frame_rate=Span(23, 60),
            codecs=frozenset({"h264", "hevc", "vp8", "vp9"}), source=_GUIDE, checked=_CHECKED,
        ),  # each account has a shorter length of its own, asked before every post
        source=_GUIDE, checked=_CHECKED,
    ),
    rate=RateLimit(
        requests=6, per_s=60, source=f"{_DOCS}/content-posting-api-reference-direct-post", checked=_CHECKED,
    ),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.VISIBILITY, Capability.FIND_OWN_POSTS, Capability.SNAPSHOT,
    }),
    idempotency=Idempotency.UPLOAD,
    staged=True,
    settle_after=timedelta(hours=1),  # as long as an upload's address lives
    numbers=frozenset({"likes", "replies", "shares", "video_views"}),
    secrets=("TIKTOK_TOKEN",),
    verified=Verified.WIRE_FAKE,
    verified_against="a fake written from its documentation",
    sign_in=SignIn(
        page="https://developers.tiktok.com/apps",
        steps=(
            mark("Make an app with “Login Kit” for desktop and the “Content Posting API”, and write http://127.0.0.1:*/ as its redirect address."),
            mark("Until TikTok has examined the app, set the account to private: its posts are shown to nobody else anyway."),
            mark("Sign in as the brand in the browser that opens, and agree to everything asked."),
        ),
        oauth=OAuth(
            authorize=f"{PAGES}/v2/auth/authorize/", token=_TOKEN, revoke=f"{API}/v2/oauth/revoke/",
            scopes=("user.info.basic", "user.info.stats", "video.list", "video.publish", "video.upload"),
            separator=",", client_field="client_key", challenge=Challenge.HEX, renewal=TokenCall(address=_TOKEN),
        ),
        asks=(
            Ask(name="TIKTOK_CLIENT_KEY", title="Client key", hidden=False),
            Ask(name="TIKTOK_CLIENT_SECRET", title="Client secret"),
        ),
        access_lifetime=timedelta(hours=24), refresh_lifetime=timedelta(days=365), keeps=("open_id", "scope"),
        source=f"{_DOCS}/login-kit-desktop/", checked=date(2026, 11, 22),
        unverified="how long the tokens live, which rests on other clients' code",
    ),
    api=ApiVersion(name="v2", source=f"{_DOCS}/changelog", checked=_CHECKED),
    options={"visibility": frozenset({"public", "private"})},
)  # fmt: skip

_ADDRESS = re.compile(r"(?:https?://)?(?:(?:www\.|m\.)?tiktok\.com/)?@(?P<name>[\w.]+)/?(?:\?\S*)?")
_REHEARSAL = re.compile(r"https?://[^/@]+(?:/(?:@(?P<name>[\w.]+))?)?/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an account is: the servers of the API and of the pages, and its name, if told."""

    api: str
    pages: str
    name: str


def place_of(channel: Channel) -> Place:
    """Return where an account is. Its address is `https://www.tiktok.com/@name` or `@name`.

    Raises:
        ConfigError: it is none of these. It is not shown, since it may hold a password.
    """
    address, here = channel.address.strip(), channel.is_rehearsal
    found = (_REHEARSAL if here else _ADDRESS).fullmatch(address)
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a TikTok account."),
            mark("Whoever manages the channel writes it as https://www.tiktok.com/@name in the channels tab."),
            channel=channel.id,
        )  # fmt: skip
    return Place(
        api=channel.server if here else API,
        pages=channel.server if here else PAGES,
        name=found["name"] or "",
    )
