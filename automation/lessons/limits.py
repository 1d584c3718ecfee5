"""What a network takes, in words for people: from its header, with the team's own word on it. Pure."""

from collections.abc import Iterable
from fractions import Fraction

from automation.domain.content.media_check import megabytes
from automation.domain.content.text import Unit
from automation.domain.publishing.limits import Field, Grade, Span
from automation.domain.publishing.network import Capability, NetworkSpec
from automation.language import Sentence, mark
from automation.lessons.scene import Scene
from automation.networks import NETWORKS

KNOWN = (
    "instagram", "facebook", "tiktok", "youtube", "threads", "x", "linkedin", "pinterest",
    "telegram", "google_business", "mastodon", "bluesky",
)  # fmt: skip
"""The networks a gallery shows besides the team's own, in the order people ask about them."""
UNSURE = "°"
"""Stands behind limits that the network itself did not confirm."""
NEAR = 0.005
"""How far a ratio of small numbers may lie beside a picture's own."""
UNITS = {Unit.WEIGHTED: mark("{max} points"), Unit.UTF8_BYTES: mark("{max} bytes")}
"""What a text is counted in where it is not plain characters."""
NOT_TOLD = Sentence(mark("not told"))
DASH = Sentence("–")


def networks_of(scene: Scene, more: Iterable[str] = ()) -> dict[str, NetworkSpec]:
    """Return the networks of the team's active channels, then others, by name."""
    channels = scene.figures.desk.channels.values()
    own = (channel.network for channel in channels if channel.active)
    names = dict.fromkeys((*own, *more))
    return {name: scene.spec_of(name) for name in names if name in NETWORKS}


def sign_of(spec: NetworkSpec) -> str:
    """Return the sign of limits that nobody confirmed, else nothing."""
    is_sure = spec.text.grade is Grade.OFFICIAL is spec.media.grade
    return "" if is_sure else UNSURE


def text_room(spec: NetworkSpec) -> Sentence:
    """Say how long a text may be."""
    told = Sentence(UNITS.get(spec.text.unit, mark("{max} characters")), {"max": spec.text.max})
    below = spec.fields.get(Field.CAPTION)
    if below is None:
        return told
    return Sentence(mark("{text}; {below} below a picture"), {"text": told, "below": below.max})


def picture_room(spec: NetworkSpec) -> Sentence:
    """Say how many pictures a post may have."""
    most = spec.media.images_max
    if Capability.MEDIA not in spec.can or most == 0:
        return Sentence(mark("none; films only")) if spec.media.required else Sentence(mark("none"))
    if most is None:
        return NOT_TOLD
    if spec.media.required:
        return Sentence(mark("1 to {most}, or a film"), {"most": most})
    return Sentence(mark("up to {most}"), {"most": most})


def shape_room(spec: NetworkSpec) -> Sentence:
    """Say which shapes of pictures are taken."""
    if spec.media.images_max == 0:
        return DASH
    ratio = spec.media.images.ratio
    if ratio.least is None or ratio.most is None:
        return Sentence(mark("every shape"))
    facts = {"narrow": shape_name(ratio.least), "wide": shape_name(ratio.most)}
    return Sentence(mark("from {narrow} to {wide}"), facts)


def file_room(spec: NetworkSpec) -> Sentence:
    """Say how large a picture's file may be."""
    if spec.media.images_max == 0:
        return DASH
    most = spec.media.image_max_bytes
    return NOT_TOLD if most is None else megabytes(most)


def alt_room(spec: NetworkSpec) -> Sentence:
    """Say how long an alt text may be, or that there is none."""
    if spec.media.images_max == 0:
        return DASH
    if Capability.ALT_TEXT not in spec.can:
        return Sentence(mark("takes none"))
    own = spec.fields.get(Field.ALT_TEXT)
    most = own.max if own else spec.media.alt_text_max
    return NOT_TOLD if most is None else Sentence(mark("up to {most}"), {"most": most})


def shape_name(ratio: float) -> str:
    """Write width divided by height as people say it: 4:5, 16:9, or 1.91:1 where no such pair is near."""
    near = Fraction(ratio).limit_denominator(20)
    if abs(float(near) - ratio) <= NEAR and near.numerator <= 20:
        return f"{near.numerator}:{near.denominator}"
    return f"{ratio:.2f}:1"


def refuses(spec: NetworkSpec, ratio: float) -> bool:
    """Say whether a network takes pictures, but none of this shape (width divided by height)."""
    limit: Span = spec.media.images.ratio
    return spec.media.images_max != 0 and not limit.holds(round(ratio, 2))
