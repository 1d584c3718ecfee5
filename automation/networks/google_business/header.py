"""Google Business Profile's header: its limits, how one signs in, how an address is read. Pure."""

import re
from datetime import date, timedelta

from automation.domain.content.media import MediaKind
from automation.domain.content.text import Unit
from automation.domain.publishing.limits import (
    Bounds,
    Grade,
    MediaLimit,
    Moving,
    RateLimit,
    Span,
    TextLimit,
)
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import ApiVersion, Ask, OAuth, SignIn, TokenCall
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

API = "https://mybusiness.googleapis.com"

_CHECKED = date(2026, 11, 21)
_DOCS = "https://developers.google.com/my-business"
_POSTS = f"{_DOCS}/reference/rest/v4/accounts.locations.localPosts"
_TOKEN = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address

SPEC = NetworkSpec(
    name="google_business",
    title="Google Business Profile",
    text=TextLimit(
        max=1500, unit=Unit.CODE_POINTS, required=True, grade=Grade.SECOND_HAND,  # "characters", without saying which
        source=_POSTS, checked=_CHECKED,
    ),
    media=MediaLimit(
        images_max=1, image_max_bytes=5_000_000, image_types=frozenset({"image/jpeg", "image/png"}), alt_text_max=None,
        video_max_bytes=None, video_types=frozenset(), moving=Moving.REFUSED, by_address=frozenset({MediaKind.PICTURE}),
        images=Bounds(min_bytes=10_000, width=Span(250), height=Span(250), grade=Grade.SECOND_HAND),
        grade=Grade.SECOND_HAND, source=_POSTS, checked=_CHECKED,
    ),
    rate=RateLimit(requests=10, per_s=60, source=f"{_DOCS}/content/limits", checked=_CHECKED),  # edits of one profile
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.FIND_OWN_POSTS, Capability.DELETE, Capability.EDIT,
        Capability.MESSAGES, Capability.REPLY,
    }),
    idempotency=Idempotency.NONE,
    settle_after=timedelta(minutes=15),
    secrets=("GOOGLE_BUSINESS_TOKEN",),
    verified=Verified.WIRE_FAKE,
    verified_against="a fake written from its reference pages and other clients' code",
    sign_in=SignIn(
        page="https://console.cloud.google.com/apis/credentials",
        steps=(
            mark("In a Google Cloud project, ask Google for access to the Business Profile APIs; until it is given, every request is refused."),
            mark("Enable the Google My Business API there, and make an OAuth client of type “Desktop app”."),
            mark("Sign in as an owner or manager of the location in the browser that opens, and agree."),
        ),
        oauth=OAuth(
            authorize="https://accounts.google.com/o/oauth2/v2/auth", token=_TOKEN,
            revoke="https://oauth2.googleapis.com/revoke", scopes=("https://www.googleapis.com/auth/business.manage",),
            extra={"access_type": "offline", "prompt": "consent"}, renewal=TokenCall(address=_TOKEN),
        ),
        asks=(
            Ask(name="GOOGLE_BUSINESS_CLIENT_ID", title="Client ID", hidden=False),
            Ask(name="GOOGLE_BUSINESS_CLIENT_SECRET", title="Client secret"),
        ),
        access_lifetime=timedelta(hours=1), rotates=False,
        source="https://developers.google.com/identity/protocols/oauth2/native-app", checked=_CHECKED,
    ),
    api=ApiVersion(name="v4", source=f"{_DOCS}/content/sunset-dates", checked=_CHECKED),
)  # fmt: skip

_PLACE = re.compile(
    r"(?:https?://[^/@?#]+/)?(?:v4/)?(?P<path>accounts/\d{1,30}/locations/\d{1,30})/?", re.ASCII
)


def location_of(channel: Channel) -> str:
    """Return a channel's location, as `accounts/1/locations/2`.

    Its address is that name, bare or at the end of `https://business.google.com/…`.

    Raises:
        ConfigError: it is not. It is not shown, since it may hold a password.
    """
    address = channel.address.strip()
    found = _PLACE.fullmatch(address)
    host = re.match(r"https?://([^/]+)/", address)
    is_google = host is None or host[1].endswith(".google.com") or host[1].endswith(".googleapis.com")  # fmt: skip
    if found is None or not (is_google or channel.is_rehearsal):
        raise ConfigError(
            mark("The address of channel {channel} is not that of a location on Google."),
            mark("Whoever manages the channel writes it as https://business.google.com/accounts/1/locations/2 in the channels tab, with the numbers that the Business Profile API tells."),
            channel=channel.id,
        )  # fmt: skip
    return found["path"]
