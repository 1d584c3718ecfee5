"""Threads' header: its limits, its rights and how it is connected. Pure."""

from datetime import date, timedelta

from automation.domain.content.media import MediaKind
from automation.domain.content.text import Kind, Unit
from automation.domain.publishing.network import (
    Bounds,
    Capability,
    Field,
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

VERSION = "v1.0"
HOST = "https://graph.threads.net"
SITES = frozenset({"threads.net", "threads.com"})
RIGHTS = (
    "threads_basic",
    "threads_content_publish",
    "threads_manage_insights",
    "threads_read_replies",
    "threads_manage_replies",
    "threads_delete",
)

_CHECKED = date(2026, 11, 21)
_DOCS = "https://developers.facebook.com/docs/threads"

SPEC = NetworkSpec(
    name="threads",
    title="Threads",
    text=TextLimit(
        max=500, unit=Unit.EMOJI_BYTES, most={Kind.LINK: 5}, same_once=True,
        source=f"{_DOCS}/posts", checked=_CHECKED,
    ),
    fields={
        Field.TOPIC: TextLimit(  # in which unit is not told
            max=50, unit=Unit.CODE_POINTS, refused=".&", source=f"{_DOCS}/posts", checked=_CHECKED,
        ),
    },
    media=MediaLimit(
        images_max=20, image_max_bytes=8_000_000, image_types=frozenset({"image/jpeg", "image/png"}), alt_text_max=1000,
        video_max_bytes=1_000_000_000, video_types=frozenset({"video/mp4", "video/quicktime"}),
        videos_max=20, files_max=20, mixed=True, moving=Moving.REFUSED,
        images=Bounds(ratio=Span(0.1, 10)),
        videos=Bounds(width=Span(None, 1920), seconds=Span(None, 300), frame_rate=Span(23, 60)),
        by_address=frozenset({MediaKind.PICTURE, MediaKind.VIDEO}),
        grade=Grade.SECOND_HAND,  # a digest of the official page; the alt text's limit is official
        source=f"{_DOCS}/overview", checked=_CHECKED,
    ),
    rate=RateLimit(requests=250, per_s=86_400, source=f"{_DOCS}/overview", checked=_CHECKED),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.THREAD, Capability.FIRST_COMMENT,
        Capability.FIND_OWN_POSTS, Capability.SNAPSHOT, Capability.DELETE, Capability.MESSAGES, Capability.REPLY,
        Capability.HIDE,
    }),
    idempotency=Idempotency.NONE,
    staged=True,
    settle_after=timedelta(minutes=15),
    numbers=frozenset({"impressions", "likes", "replies", "shares", "quotes"}),
    secrets=("THREADS_TOKEN",),
    verified=Verified.WIRE_FAKE,
    verified_against="a fake written from Meta's documents; nothing was tried on Threads",
    api=ApiVersion(name=VERSION, source=f"{_DOCS}/reference", checked=_CHECKED),
    sign_in=SignIn(
        page="https://developers.facebook.com/apps",
        steps=(
            mark("Make an app there with the use case “Access the Threads API”."),
            mark("In the use case's settings write an https address of your own as redirect address: {redirect}"),
            mark("Add the account under “App roles” as Threads Tester, and accept that in the account's settings."),
            mark("Copy the Threads app id and the Threads app secret, which are not those of the app itself."),
        ),
        oauth=OAuth(
            authorize="https://threads.com/oauth/authorize", token=f"{HOST}/oauth/access_token", scopes=RIGHTS,
            separator=",", pkce=False, redirect=Redirect.PASTED,
            exchange=TokenCall(
                address=f"{HOST}/access_token", grant_type="th_exchange_token", token_field="access_token",  # noqa: S106
                method="GET", from_access=True,
            ),
            renewal=TokenCall(
                address=f"{HOST}/refresh_access_token", grant_type="th_refresh_token", token_field="access_token",  # noqa: S106
                method="GET", from_access=True, names_client=False,
            ),
        ),
        asks=(
            Ask(name="THREADS_APP_ID", title="Threads App ID", hidden=False),
            Ask(name="THREADS_APP_SECRET", title="Threads App secret"),
        ),
        access_lifetime=timedelta(days=60), renewable_after=timedelta(hours=24), rotates=False,
        source=f"{_DOCS}/get-started/get-access-tokens-and-permissions", checked=date(2026, 11, 22),
        unverified="that the token of a private profile cannot be renewed",
    ),
)  # fmt: skip
