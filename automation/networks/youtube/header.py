"""YouTube's header: its limits, how one signs in, and how a channel's address is read. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from automation.domain.content.text import Unit
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
from automation.domain.publishing.sign_in import ApiVersion, Ask, OAuth, SignIn, TokenCall
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

PAGES = "https://www.youtube.com"
API = "https://www.googleapis.com"
SHORT_MAX_S = 180.0
"""The longest Short, in seconds; second-hand, and only used to name a video's address."""

_CHECKED = date(2026, 11, 21)
_DOCS = "https://developers.google.com/youtube/v3"
_TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address

SPEC = NetworkSpec(
    name="youtube",
    title="YouTube",
    text=TextLimit(
        max=5000, unit=Unit.UTF8_BYTES, refused="<>", source=f"{_DOCS}/docs/videos", checked=_CHECKED,
    ),
    fields={Field.TITLE: TextLimit(
        max=100, unit=Unit.CODE_POINTS,  # "characters", without saying which
        refused="<>", required=True, source=f"{_DOCS}/docs/videos", checked=_CHECKED,
    )},
    media=MediaLimit(
        images_max=0, image_max_bytes=None, image_types=frozenset(), alt_text_max=None,
        video_max_bytes=274_877_906_944,
        video_types=frozenset({"video/mp4", "video/quicktime", "video/webm"}),  # of `video/*`, what we can tell
        required=True, video_alt_text=False,
        videos=Bounds(seconds=Span(most=43_200), grade=Grade.UNVERIFIED),  # unverified channels: 15 minutes
        source=f"{_DOCS}/docs/videos/insert", checked=_CHECKED,
    ),
    rate=RateLimit(
        requests=10_000, per_s=86_400,  # units, besides 100 uploads a day
        source=f"{_DOCS}/determine_quota_cost", checked=_CHECKED,
    ),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.FIRST_COMMENT, Capability.VISIBILITY, Capability.FIND_OWN_POSTS,
        Capability.SNAPSHOT, Capability.DELETE, Capability.EDIT, Capability.MESSAGES, Capability.REPLY, Capability.HIDE,
    }),
    idempotency=Idempotency.UPLOAD,
    staged=True,
    settle_after=timedelta(minutes=15),
    numbers=frozenset({"likes", "replies", "video_views"}),
    secrets=("YOUTUBE_TOKEN",),
    verified=Verified.WIRE_FAKE,
    verified_against="a fake written from its documentation",
    sign_in=SignIn(
        page="https://console.cloud.google.com/apis/credentials",
        steps=(
            mark("In a Google Cloud project, enable the YouTube Data API v3 and make an OAuth client of type “Desktop app”."),
            mark("Put the project into production: while it is in testing, access ends after seven days."),
            mark("Videos of a project that Google has not examined stay private; ask for that there."),
            mark("Sign in as the brand in the browser that opens, choose its channel, and agree to everything asked."),
        ),
        oauth=OAuth(
            authorize="https://accounts.google.com/o/oauth2/v2/auth", token=_TOKEN,
            revoke="https://oauth2.googleapis.com/revoke",
            scopes=("https://www.googleapis.com/auth/youtube.upload", "https://www.googleapis.com/auth/youtube.force-ssl"),
            extra={"access_type": "offline", "prompt": "consent"}, renewal=TokenCall(address=_TOKEN),
        ),
        asks=(
            Ask(name="YOUTUBE_CLIENT_ID", title="Client ID", hidden=False),
            Ask(name="YOUTUBE_CLIENT_SECRET", title="Client secret"),
        ),
        access_lifetime=timedelta(hours=1), rotates=False,
        source="https://developers.google.com/identity/protocols/oauth2/native-app", checked=_CHECKED,
        unverified="that access of a project in testing ends after seven days",
    ),
    api=ApiVersion(name="v3", source=f"{_DOCS}/revision_history", checked=_CHECKED),
    options={"visibility": frozenset({"public", "unlisted", "private"})},
)  # fmt: skip

_OWN_PAGE = re.compile(
    r"(?:https?://)?(?:(?:www\.|m\.)?youtube\.com)/"
    r"(?:@(?P<handle>[\w.·-]+)|channel/(?P<id>UC[\w-]+)|(?:c|user)/[\w.-]+)(?:/(?:videos|shorts|featured|about)?)?(?:\?\S*)?"
)
_REHEARSAL = re.compile(
    r"https?://[^/@]+(?:/(?:@(?P<handle>[\w.-]+)|channel/(?P<id>UC[\w-]+))?)?/?"
)
_HANDLE = re.compile(r"@(?P<handle>[\w.·-]+)(?P<id>)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a channel is: the servers of the API and of the pages, and its handle or id, if told."""

    api: str
    pages: str
    handle: str = ""
    id: str = ""


def place_of(channel: Channel) -> Place:
    """Return where a channel is.

    Its address is `https://www.youtube.com/@handle`, `…/channel/UC…`, `…/c/name` or a bare
    `@handle`.

    Raises:
        ConfigError: it is none of these. It is not shown, since it may hold a password.
    """
    address = channel.address.strip()
    here = channel.is_rehearsal
    found = _REHEARSAL.fullmatch(address) if here else _OWN_PAGE.fullmatch(address) or _HANDLE.fullmatch(address)  # fmt: skip
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a YouTube channel."),
            mark("Whoever manages the channel writes it as https://www.youtube.com/@name in the channels tab."),
            channel=channel.id,
        )  # fmt: skip
    return Place(
        api=channel.server if here else API,
        pages=channel.server if here else PAGES,
        handle=found["handle"] or "",
        id=found["id"] or "",
    )
