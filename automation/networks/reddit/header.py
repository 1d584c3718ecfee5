"""Reddit's header: its limits, how one signs in, and how a channel's address is read. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from automation.domain.content.text import Unit
from automation.domain.publishing.limits import Field, Grade, MediaLimit, RateLimit, TextLimit
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import Ask, OAuth, Redirect, SignIn, TokenCall
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

API = "https://oauth.reddit.com"
PAGES = "https://www.reddit.com"
_CHECKED = date(2026, 11, 21)
_DOCS = "https://www.reddit.com/dev/api"
_PRAW = "https://praw.readthedocs.io/en/latest/code_overview/models/subreddit.html"
_TOKEN = f"{PAGES}/api/v1/access_token"


def _limit(most: int, *, required: bool = False) -> TextLimit:
    return TextLimit(
        max=most, unit=Unit.UTF16, required=required, grade=Grade.UNVERIFIED, source=_DOCS, checked=_CHECKED,
    )  # fmt: skip


SPEC = NetworkSpec(
    name="reddit",
    title="Reddit",
    text=_limit(40_000),
    fields={
        Field.TITLE: _limit(300, required=True), Field.COMMENT: _limit(10_000),
        Field.TOPIC: _limit(64),  # a post's flair; communities choose which there are
    },
    media=MediaLimit(  # Reddit tells no sizes; more than one picture is a gallery, which has no alt texts
        images_max=20, image_max_bytes=None, alt_text_max=None,
        image_types=frozenset({"image/jpeg", "image/png", "image/gif"}),
        video_max_bytes=None, video_types=frozenset({"video/mp4", "video/quicktime"}), videos_max=1,
        grade=Grade.SECOND_HAND, source=_PRAW, checked=date(2026, 11, 22),
    ),
    rate=RateLimit(requests=1000, per_s=600, source=_DOCS, checked=_CHECKED),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.FIRST_COMMENT, Capability.FIND_OWN_POSTS, Capability.SNAPSHOT,
        Capability.DELETE, Capability.EDIT, Capability.MESSAGES, Capability.REPLY,
    }),
    idempotency=Idempotency.NONE,
    settle_after=timedelta(minutes=30),  # how long a film may be in work, which nobody tells
    numbers=frozenset({"likes", "replies", "shares"}),
    secrets=("REDDIT_TOKEN",),
    staged=True,
    verified=Verified.WIRE_FAKE,
    verified_against="a fake made after recordings of Reddit's answers (praw's, 2020 to 2025) and other clients' code; Reddit's own pages were not readable",
    sign_in=SignIn(
        page="https://www.reddit.com/prefs/apps",
        steps=(
            mark("Reddit lets in only apps it has approved: ask for one first, for the team's own posts (Reddit Help, “Responsible Builder Policy”). Without its approval this channel cannot be used."),
            mark("Write {redirect} as the app's redirect uri, and copy its ID and secret."),
            mark("Sign in to Reddit as the brand in the browser that opens, and agree."),
        ),
        oauth=OAuth(
            authorize=f"{PAGES}/api/v1/authorize", token=_TOKEN, revoke=f"{PAGES}/api/v1/revoke_token",
            scopes=("identity", "submit", "read", "edit", "flair", "history", "privatemessages"),
            pkce=False, basic=True, extra={"duration": "permanent"}, redirect=Redirect.FIXED_PORT,
            renewal=TokenCall(address=_TOKEN, names_client=False),
        ),
        asks=(Ask(name="REDDIT_CLIENT_ID", title="Client ID"), Ask(name="REDDIT_CLIENT_SECRET", title="secret")),
        access_lifetime=timedelta(hours=24),
        source=_DOCS, checked=_CHECKED, unverified="everything but the names of the endpoints",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a channel's posts stand: a community, or with `owner` that account's own page.

    `flair` is that of posts whose row names none.
    """

    community: str
    owner: str = ""
    flair: str = ""


def address_of(channel: Channel) -> Address:
    """Read a channel's address: `https://www.reddit.com/r/name`, or `…/user/name`.

    A community filtered by a flair, as Reddit's own links to flairs do it
    (`…/r/name?f=flair_name:"Resep"`), names the flair of all its posts.

    Raises:
        ConfigError: it is neither. It is not shown, since it may hold a password.
    """
    path = channel.path_on("reddit.com")
    found = re.fullmatch(r"(r|u|user)/([\w-]{2,23})", path or "", re.ASCII)
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a community or an account on Reddit."),
            mark("Whoever manages the channel writes it as https://www.reddit.com/r/name or https://www.reddit.com/u/name in the channels tab."),
            channel=channel.id,
        )  # fmt: skip
    if found[1] == "r":
        return Address(community=found[2], flair=_flair_in(channel.address))
    return Address(community=f"u_{found[2]}", owner=found[2])


def _flair_in(address: str) -> str:
    asked = parse_qs(urlsplit(address.strip()).query).get("f", [""])[0]
    found = re.fullmatch(r'flair_name:"?([^"]{1,64})"?', asked.strip())
    return found[1].strip() if found else ""
