"""LinkedIn's header: its limits, how one signs in, and how a channel's address is read. Pure."""

import re
from dataclasses import dataclass, replace
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
from automation.domain.publishing.sign_in import ApiVersion, Ask, OAuth, Redirect, SignIn
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

API = "https://api.linkedin.com"
PAGES = "https://www.linkedin.com"
_CHECKED = date(2026, 11, 21)
_DOCS = "https://learn.microsoft.com/en-us/linkedin"
_POSTS = f"{_DOCS}/marketing/community-management/shares/posts-api"

SPEC = NetworkSpec(
    name="linkedin",
    title="LinkedIn",
    text=TextLimit(  # 3000 is stated for the older interface; in which unit, nobody says
        max=3000, unit=Unit.UTF16, grade=Grade.SECOND_HAND, source=_POSTS, checked=_CHECKED,
    ),
    fields={Field.COMMENT: TextLimit(
        max=1250, unit=Unit.UTF16, grade=Grade.SECOND_HAND, source=_POSTS, checked=_CHECKED,
    )},
    media=MediaLimit(  # the alt text's limit is unverified
        images_max=20, image_max_bytes=5_000_000, image_max_pixels=36_152_320, alt_text_max=4086,
        image_types=frozenset({"image/jpeg", "image/png", "image/gif"}),
        video_max_bytes=500_000_000, video_types=frozenset({"video/mp4"}), video_alt_text=False,
        videos=Bounds(min_bytes=75_000, seconds=Span(3, 1800), grade=Grade.SECOND_HAND),
        grade=Grade.SECOND_HAND, source=_POSTS, checked=_CHECKED,
    ),
    rate=RateLimit(  # of an app in development; an approved one has more, and LinkedIn does not tell how many
        requests=100, per_s=86_400, source=f"{_DOCS}/shared/api-guide/concepts/rate-limits", checked=_CHECKED,
    ),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.FIRST_COMMENT, Capability.FIND_OWN_POSTS,
        Capability.SNAPSHOT, Capability.DELETE, Capability.EDIT, Capability.MESSAGES, Capability.REPLY,
    }),
    idempotency=Idempotency.NONE,
    settle_after=timedelta(minutes=10),
    numbers=frozenset({"likes", "replies", "shares", "clicks", "impressions", "reach"}),
    secrets=("LINKEDIN_TOKEN",),
    staged=True,
    verified=Verified.WIRE_FAKE,
    verified_against="a fake made after other clients' code and LinkedIn's own pages",
    api=ApiVersion(  # each version is kept for twelve months at least; the day is the earliest
        name="202608", retires_on=date(2027, 8, 15), grade=Grade.UNVERIFIED, source=f"{_DOCS}/marketing/versioning", checked=_CHECKED,
    ),
    sign_in=SignIn(
        page="https://www.linkedin.com/developers/apps",
        steps=(
            mark("Make an app at linkedin.com/developers/apps. For a page ask there for the product “Community Management API” (LinkedIn reviews it), for a member for “Share on LinkedIn” and “Sign In with LinkedIn using OpenID Connect”."),
            mark("Write {redirect} as its redirect address, and copy its client ID and secret."),
            mark("Sign in to LinkedIn as somebody who may publish for the brand, and agree."),
        ),
        oauth=OAuth(
            authorize=f"{PAGES}/oauth/v2/authorization", token=f"{PAGES}/oauth/v2/accessToken",
            scopes=("w_organization_social", "r_organization_social", "rw_organization_admin"),
            scopes_below={"in/": ("openid", "profile", "w_member_social")},
            pkce=False, redirect=Redirect.FIXED_PORT,
        ),
        asks=(Ask(name="LINKEDIN_CLIENT_ID", title="Client ID"), Ask(name="LINKEDIN_CLIENT_SECRET", title="Client Secret")),
        access_lifetime=timedelta(days=60),
        source=f"{_DOCS}/shared/authentication/authorization-code-flow", checked=_CHECKED,
        unverified="renewal, which LinkedIn gives to approved partners only",
    ),
)  # fmt: skip

MEMBER = replace(
    SPEC,
    can=SPEC.can - {Capability.FIND_OWN_POSTS, Capability.SNAPSHOT, Capability.MESSAGES, Capability.REPLY},
    numbers=frozenset(),
)  # fmt: skip
"""What an app may do for a member: write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Whose channel it is: an organisation's page or a member, by the name in the address."""

    is_page: bool
    name: str


def address_of(channel: Channel) -> Address:
    """Read a channel's address: `https://www.linkedin.com/company/name`, or `…/in/name`.

    Raises:
        ConfigError: it is neither. It is not shown, since it may hold a password.
    """
    path = channel.path_on("linkedin.com")
    found = re.fullmatch(r"(company|showcase|school|in)/([\w%.-]+)(?:/.*)?", path or "")
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a page or a member on LinkedIn."),
            mark("Whoever manages the channel writes it as https://www.linkedin.com/company/name or https://www.linkedin.com/in/name in the channels tab."),
            channel=channel.id,
        )  # fmt: skip
    return Address(is_page=found[1] != "in", name=found[2])
