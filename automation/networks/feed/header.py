"""The feed's header, and how a channel's address is read. Pure."""

from datetime import date, timedelta
from pathlib import Path

from automation.domain.content.text import Unit
from automation.domain.publishing.limits import Field, Grade, MediaLimit, RateLimit, TextLimit
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.language import mark

_CHECKED = date(2026, 11, 22)
_ATOM = "https://www.rfc-editor.org/rfc/rfc4287"
_JSON_FEED = "https://www.jsonfeed.org/version/1.1/"

SPEC = NetworkSpec(
    name="feed",
    title="Feed",
    text=TextLimit(  # ours: neither form has a limit, and readers fetch all entries at once
        max=100_000, unit=Unit.CODE_POINTS, grade=Grade.UNVERIFIED, source=_ATOM, checked=_CHECKED,
    ),
    fields={Field.TITLE: TextLimit(  # ours
        max=1000, unit=Unit.CODE_POINTS, grade=Grade.UNVERIFIED, source=_ATOM, checked=_CHECKED,
    )},
    media=MediaLimit(
        images_max=None, videos_max=None, mixed=True, alt_text_max=None, video_alt_text=False,
        image_max_bytes=None, image_types=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"}),
        video_max_bytes=None, video_types=frozenset({"video/mp4", "video/quicktime", "video/webm"}),
        grade=Grade.UNVERIFIED, source=_JSON_FEED, checked=_CHECKED,
    ),
    rate=RateLimit(requests=600, per_s=60, grade=Grade.UNVERIFIED, source=_ATOM, checked=_CHECKED),  # ours: nobody counts
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.FIND_OWN_POSTS, Capability.DELETE,
        Capability.EDIT,
    }),
    idempotency=Idempotency.RECORD_KEY,
    settle_after=timedelta(minutes=1),
    secrets=(),
    is_file=True,
    verified=Verified.FILES,
    verified_against="files on a disk, read back with parsers of their own, and once by feedparser 6.0.14 (2026-11-22)",
)  # fmt: skip


def path_of(channel: Channel) -> Path:
    """Return where the Atom file lies.

    Raises:
        ConfigError: the address names no such file.
    """
    path = Path(channel.address)
    if "://" in channel.address or path.suffix.casefold() not in {".xml", ".atom"}:
        raise ConfigError(
            mark("The address of channel {channel} is not that of a feed's file."),
            mark("Whoever manages the channel writes a file beside the workbook, such as feed/kopi.xml, in the channels tab. A web server shows it at its https address; nothing is sent there."),
            channel=channel.id,
        )  # fmt: skip
    return path
