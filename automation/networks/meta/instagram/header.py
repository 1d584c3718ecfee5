"""Instagram's header: its limits, its rights and how it is connected. Pure."""

from datetime import date, timedelta

from automation.domain.content.media import MediaKind
from automation.domain.content.text import Kind, Unit
from automation.domain.publishing.network import (
    Bounds,
    Capability,
    Grade,
    Idempotency,
    MediaLimit,
    Moving,
    NetworkSpec,
    RateLimit,
    Span,
    TextLimit,
    Verified,
)
from automation.domain.publishing.sign_in import (
    ApiVersion,
    Ask,
    OAuth,
    Redirect,
    SignIn,
    TokenCall,
)
from automation.language import mark

VERSION = "v25.0"
"""The newest Graph API version whose end is announced."""
HOST = "https://graph.instagram.com"
FACEBOOK_HOST = "https://graph.facebook.com"
"""Where the same calls go for an account that is connected through its Facebook Page."""
SITES = frozenset({"instagram.com"})
RIGHTS = (
    "instagram_business_basic",
    "instagram_business_content_publish",
    "instagram_business_manage_comments",
    "instagram_business_manage_insights",
)
PUBLISHING_RIGHT = {HOST: RIGHTS[1], FACEBOOK_HOST: "instagram_content_publish"}

_CHECKED = date(2026, 11, 21)
_DOCS = "https://developers.facebook.com/docs/instagram-platform"
_MEDIA_PAGE = f"{_DOCS}/instagram-graph-api/reference/ig-user/media"

SPEC = NetworkSpec(
    name="instagram",
    title="Instagram",
    text=TextLimit(
        max=2200, unit=Unit.CODE_POINTS, most={Kind.HASHTAG: 30, Kind.MENTION: 20},
        grade=Grade.UNVERIFIED,  # the number is official; what a "character" is, is not told
        source=_MEDIA_PAGE, checked=_CHECKED,
    ),
    media=MediaLimit(
        images_max=10, image_max_bytes=8_000_000, image_types=frozenset({"image/jpeg"}), alt_text_max=1000,
        video_max_bytes=300_000_000, video_types=frozenset({"video/mp4", "video/quicktime"}),
        videos_max=10, files_max=10, mixed=True, required=True, moving=Moving.REFUSED, video_alt_text=False,
        images=Bounds(ratio=Span(0.8, 1.91)),
        videos=Bounds(
            width=Span(None, 1920), ratio=Span(0.01, 10), seconds=Span(3, 900), frame_rate=Span(23, 60),
            codecs=frozenset({"h264", "hevc"}), audio_codecs=frozenset({"aac"}),
        ),
        by_address=frozenset({MediaKind.PICTURE, MediaKind.VIDEO}),
        source=_MEDIA_PAGE, checked=_CHECKED,
    ),
    rate=RateLimit(requests=50, per_s=86_400, source=f"{_DOCS}/content-publishing", checked=_CHECKED),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.FIRST_COMMENT, Capability.FIND_OWN_POSTS,
        Capability.SNAPSHOT, Capability.MESSAGES, Capability.REPLY, Capability.HIDE,
    }),
    idempotency=Idempotency.NONE,
    staged=True,
    settle_after=timedelta(minutes=15),
    numbers=frozenset({"impressions", "reach", "likes", "replies", "shares", "saves"}),
    secrets=("INSTAGRAM_TOKEN",),
    verified=Verified.WIRE_FAKE,
    verified_against="a fake written from Meta's documents; nothing was tried on Instagram",
    api=ApiVersion(
        name=VERSION, retires_on=date(2028, 7, 29),
        source="https://developers.facebook.com/docs/graph-api/changelog", checked=_CHECKED,
    ),
    sign_in=SignIn(
        page="https://developers.facebook.com/apps",
        steps=(
            mark("Make the Instagram account a professional one, if it is not: in its app, under Settings, “Account type and tools”."),
            mark("Make an app of type Business there, and add Instagram, “API setup with Instagram login”."),
            mark("Under “Business login settings” write an https address of your own as redirect address: {redirect}"),
            mark("Add the account under “App roles” as Instagram Tester, and accept that in the account's settings."),
            mark("Copy the Instagram app id and the Instagram app secret, which are not those of the app itself."),
        ),
        oauth=OAuth(
            authorize="https://www.instagram.com/oauth/authorize",
            token="https://api.instagram.com/oauth/access_token",  # noqa: S106 - an address
            scopes=RIGHTS, separator=",", pkce=False, redirect=Redirect.PASTED,
            exchange=TokenCall(
                address=f"{HOST}/access_token", grant_type="ig_exchange_token", token_field="access_token",  # noqa: S106
                method="GET", from_access=True,
            ),
            renewal=TokenCall(
                address=f"{HOST}/refresh_access_token", grant_type="ig_refresh_token", token_field="access_token",  # noqa: S106
                method="GET", from_access=True, names_client=False,
            ),
        ),
        asks=(
            Ask(name="INSTAGRAM_APP_ID", title="Instagram app ID", hidden=False),
            Ask(name="INSTAGRAM_APP_SECRET", title="Instagram app secret"),
        ),
        access_lifetime=timedelta(days=60), renewable_after=timedelta(hours=24), rotates=False,
        source=f"{_DOCS}/instagram-api-with-instagram-login/business-login", checked=date(2026, 11, 22),
        unverified="that a token must be 24 hours old to be renewed",
    ),
)  # fmt: skip
