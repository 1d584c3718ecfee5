"""WordPress's header: what a blog takes, and how a channel's address is read. Pure."""

import re
from datetime import date, timedelta

from automation.domain.content.text import Unit
from automation.domain.publishing.limits import Field, Grade, MediaLimit, RateLimit, TextLimit
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import Ask, SignIn
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

RIGHTS = ("publish_posts", "upload_files", "moderate_comments")
"""What the user must be allowed to do; an editor is, an author may not moderate
(https://wordpress.org/documentation/article/roles-and-capabilities/, read 2026-11-22)."""

_CHECKED = date(2026, 11, 22)
_REFERENCE = "https://developer.wordpress.org/rest-api/reference"

SPEC = NetworkSpec(
    name="wordpress",
    title="WordPress",
    text=TextLimit(
        # WordPress has no limit; a host takes 8 MB at once unless it was told otherwise (PHP's post_max_size).
        max=1_000_000, unit=Unit.CODE_POINTS, grade=Grade.UNVERIFIED,
        source="https://www.php.net/manual/en/ini.core.php#ini.post-max-size", checked=_CHECKED,
    ),
    fields={
        Field.TITLE: TextLimit(
            max=65_535 // 4, unit=Unit.CODE_POINTS, required=True, grade=Grade.SECOND_HAND,  # the width of its column
            source="https://github.com/WordPress/wordpress-develop/blob/trunk/src/wp-admin/includes/schema.php", checked=_CHECKED,
        ),
        Field.COMMENT: TextLimit(
            max=65_525, unit=Unit.UTF8_BYTES,
            source="https://developer.wordpress.org/reference/functions/wp_get_comment_fields_max_lengths/", checked=_CHECKED,
        ),
    },
    media=MediaLimit(
        images_max=None, image_max_bytes=None, alt_text_max=None,  # the host sets how large a file may be
        image_types=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"}),
        video_max_bytes=None, video_types=frozenset({"video/mp4", "video/quicktime", "video/webm"}),
        videos_max=None, mixed=True, video_alt_text=False,
        source=f"{_REFERENCE}/media/", checked=_CHECKED,
    ),
    rate=RateLimit(  # none of its own; hosts and plug-ins answer 429 when it is too much for them
        requests=300, per_s=300, source="https://developer.wordpress.org/rest-api/", checked=_CHECKED,
    ),
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.FIRST_COMMENT, Capability.FIND_OWN_POSTS,
        Capability.SNAPSHOT, Capability.DELETE, Capability.EDIT, Capability.MESSAGES, Capability.REPLY, Capability.HIDE,
    }),
    idempotency=Idempotency.RECORD_KEY,
    settle_after=timedelta(minutes=5),
    numbers=frozenset({"replies"}),
    secrets=("WORDPRESS_PASSWORD",),
    staged=True,
    verified=Verified.REAL_SERVER,
    verified_against="WordPress 6.1.9 as Debian packs it (tests/real), and a fake that words its answers",
    sign_in=SignIn(
        page="{server}/wp-admin/profile.php",
        steps=(
            mark("Sign in to the blog as an editor, and click your name at the top right."),
            mark("Under Application Passwords write Lembar, add it, and copy the password that is shown."),
            mark("What is asked for next is the name you signed in with, a colon, and that password, such as kopi:abcd efgh ijkl."),
        ),
        asks=(Ask(name="WORDPRESS_PASSWORD", title="Name, a colon, and the application password"),),
        source="https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/", checked=_CHECKED,
    ),
)  # fmt: skip

_HOST = r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?"
_ADDRESS = re.compile(rf"(?P<site>https?://{_HOST}(?:/[\w.@~%-]+)*?)(?:/wp-json|/wp-admin)?/?")


def site_of(channel: Channel) -> str:
    """Return the address of a channel's blog without a closing slash; it may lie in a folder.

    Raises:
        ConfigError: it is no web address. It is not shown, since it may hold a password.
    """
    found = _ADDRESS.fullmatch(channel.address.strip())
    if found is None:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a WordPress blog."),
            mark("Whoever manages the channel writes it as https://blog.example in the channels tab."),
            channel=channel.id,
        )  # fmt: skip
    return found["site"]
