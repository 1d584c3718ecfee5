"""The webhook's header, and how a channel's address is read. Pure."""

import re
from datetime import date, timedelta

from automation.domain.content.media import MediaKind
from automation.domain.content.text import Unit
from automation.domain.publishing.limits import Grade, MediaLimit, RateLimit, TextLimit
from automation.domain.publishing.network import Capability, Idempotency, NetworkSpec, Verified
from automation.domain.publishing.sign_in import Ask, SignIn
from automation.domain.team.channel import Channel, web_host
from automation.errors import ConfigError
from automation.http import is_public
from automation.language import mark

_CHECKED = date(2026, 11, 21)
_SPECIFICATION = (
    "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"
)

SPEC = NetworkSpec(
    name="webhook",
    title="Webhook",
    text=TextLimit(
        max=15_000, unit=Unit.UTF8_BYTES, grade=Grade.UNVERIFIED,  # ours: receivers want small events
        source=_SPECIFICATION, checked=_CHECKED,
    ),
    media=MediaLimit(
        images_max=None, videos_max=None, mixed=True, alt_text_max=None,
        image_max_bytes=None, image_types=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"}),
        video_max_bytes=None, video_types=frozenset({"video/mp4", "video/quicktime", "video/webm"}),
        by_address=frozenset({MediaKind.PICTURE, MediaKind.VIDEO}),
        grade=Grade.UNVERIFIED, source=_SPECIFICATION, checked=_CHECKED,
    ),
    rate=RateLimit(requests=60, per_s=60, grade=Grade.UNVERIFIED, source=_SPECIFICATION, checked=_CHECKED),  # ours
    can=frozenset({
        Capability.PUBLISH, Capability.MEDIA, Capability.ALT_TEXT, Capability.THREAD, Capability.FIRST_COMMENT,
        Capability.CONTENT_WARNING, Capability.DELETE, Capability.EDIT,
    }),
    idempotency=Idempotency.RECORD_KEY,
    settle_after=timedelta(minutes=5),
    secrets=("WEBHOOK_SECRET",),
    verified=Verified.WIRE_FAKE,
    verified_against="a receiver that checks signatures, itself checked by the specification's example",
    sign_in=SignIn(
        page=_SPECIFICATION,
        steps=(
            mark("Let the receiver make a secret; it begins with whsec_."),
            mark("While it is being changed, write the new and the old one with a blank between."),
        ),
        asks=(Ask(name="WEBHOOK_SECRET", title="Signing secret"),),
        source=_SPECIFICATION, checked=_CHECKED,
    ),
)  # fmt: skip

_ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?(?:[/?][^\s#@]*)?")
_NUMBER = re.compile(r"[\d.]+|.*:.*")


def address_of(channel: Channel) -> str:
    """Return where events are sent.

    Raises:
        ConfigError: it is no web address, or a number inside somebody's own network. It is not shown.
    """
    address = channel.address.strip()
    found = _ADDRESS.fullmatch(address)
    host = web_host(address) if found else ""
    inside = _NUMBER.fullmatch(host) and not is_public(host) and not channel.is_rehearsal
    if not host or inside:
        raise ConfigError(
            mark("The address of channel {channel} is not one that events can be sent to."),
            mark("Whoever manages the channel writes the receiver's address, https://…, in the channels tab."),
            channel=channel.id,
        )  # fmt: skip
    return address
