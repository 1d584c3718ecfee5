"""What a network takes: lengths of texts, what may be attached, how often it may be called.

A limit is number + unit + source + date checked, or it is not written: None is “the network does
not tell”, and nothing is refused for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from automation.domain.content.media import MediaFile, MediaKind
from automation.domain.content.text import Finder, Kind, Unit


class Grade(StrEnum):
    """How sure a fact is; one that nobody has confirmed is a default, to be replaced when known."""

    OFFICIAL = "official"
    SECOND_HAND = "second_hand"
    UNVERIFIED = "unverified"


class Field(StrEnum):
    """A text that may have a limit of its own, besides the post's."""

    TITLE = "title"
    CAPTION = "caption"
    """The post's text when it stands below pictures or a video."""
    COMMENT = "comment"
    ALT_TEXT = "alt_text"
    TOPIC = "topic"
    """What the network files a post under, by one name: a flair, a topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLimit:
    """The longest text, in `unit`. `url_length` is what any link counts, None = its own length."""

    max: int
    unit: Unit
    also: Mapping[Unit, int] = field(default_factory=dict)
    """Further limits of the same text, such as 3000 bytes beside 300 graphemes."""
    url_length: int | None = None
    local_mentions: bool = False
    """Whether of `@user@server` only `@user` counts."""
    counts_warning: bool = False
    """Whether the content warning counts too."""
    finder: Finder = Finder.PLAIN
    """By whose rules links, names and tags are found."""
    most: Mapping[Kind, int] = field(default_factory=dict)
    """The most links, names or tags."""
    same_once: bool = False
    """Whether the same link, name or tag counts once, however often it stands there."""
    refused: str = ""
    """Signs the network does not take, one after the other."""
    required: bool = False
    """Whether a post may not go without it, even with pictures."""
    grade: Grade = Grade.OFFICIAL
    source: str
    checked: date


class Moving(StrEnum):
    """What a network does with a picture that moves, such as an animated GIF."""

    LIKE_PICTURES = "like_pictures"
    ALONE = "alone"
    """It takes one, and nothing beside it."""
    REFUSED = "refused"
    STANDS_STILL = "stands_still"
    """It takes it, and shows its first picture only."""


class Span(NamedTuple):
    """The least and the most of something, both allowed; None where there is no such end."""

    least: float | None = None
    most: float | None = None

    def holds(self, value: float) -> bool:
        """Say whether a value lies within."""
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )


UNBOUNDED = Span()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one file must keep to, beyond its type and largest size. Empty is “anything”.

    A fact we could not read off a file (a film where no probe is installed) is not held against it.
    """

    min_bytes: int | None = None
    max_bytes: int | None = None
    """Where it differs from that of pictures or films in general, as for a GIF."""
    width: Span = UNBOUNDED
    """In pixels, as people see it: turned upright."""
    height: Span = UNBOUNDED
    max_sum: int | None = None
    """The most that width and height may be together, in pixels."""
    max_pixels: int | None = None
    """The area of one frame, where it differs from that of pictures in general."""
    ratio: Span = UNBOUNDED
    """Width divided by height: 0.8 is 4:5, 1.91 is a wide one."""
    seconds: Span = UNBOUNDED
    frame_rate: Span = UNBOUNDED
    """In frames a second."""
    max_frames: int | None = None
    codecs: frozenset[str] = frozenset()
    """How pictures may be packed, by FFmpeg's names: `h264`, `hevc`, `vp9`."""
    audio_codecs: frozenset[str] = frozenset()
    grade: Grade = Grade.OFFICIAL
    source: str = ""
    """Empty: that of the MediaLimit it stands in."""
    checked: date | None = None


ANY = Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLimit:
    """What may be attached to one post. Sizes in bytes, areas in pixels, alt text in characters."""

    images_max: int | None
    """0: the network takes no pictures."""
    image_max_bytes: int | None
    image_max_pixels: int | None = None
    image_types: frozenset[str]
    alt_text_max: int | None
    video_max_bytes: int | None
    video_types: frozenset[str]
    videos_max: int | None = 1
    files_max: int | None = None
    """The most pictures and films together, where they may be mixed."""
    mixed: bool = False
    """Whether pictures and video may stand in one post."""
    required: bool = False
    """Whether a post may not go without a picture or film."""
    moving: Moving = Moving.LIKE_PICTURES
    images: Bounds = ANY
    gifs: Bounds | None = None
    """Of pictures that move; None: as for all pictures."""
    videos: Bounds = ANY
    video_alt_text: bool = True
    """Whether a film may have an alt text too."""
    by_address: frozenset[MediaKind] = frozenset()
    """Kinds that the network fetches from a public address, and takes no other way."""
    lasting_address: bool = False
    """Whether that address must last: it is handed on to readers, or must lie under our own name."""
    grade: Grade = Grade.OFFICIAL
    source: str
    checked: date

    def takes(self, file: MediaFile) -> bool:
        """Say whether a file's type is one it takes; `image/*` stands for every picture."""
        types = self.image_types | self.video_types
        return file.mime in types or f"{file.mime.partition('/')[0]}/*" in types

    def max_bytes_of(self, kind: MediaKind, *, moves: bool = False) -> int | None:
        """Return how large a file may be; None where the network does not tell."""
        own = self.bounds_of(kind, moves=moves).max_bytes
        if own is not None:
            return own
        return self.image_max_bytes if kind is MediaKind.PICTURE else self.video_max_bytes

    def bounds_of(self, kind: MediaKind, *, moves: bool = False) -> Bounds:
        """Return what a file of a kind must keep to."""
        if kind is MediaKind.PICTURE:
            return self.gifs if moves and self.gifs else self.images
        return self.videos


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """How many requests a network takes in how many seconds, per account."""

    requests: int
    per_s: int
    grade: Grade = Grade.OFFICIAL
    source: str
    checked: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a network charges for each message it publishes, in US dollars; one with a link may cost more."""

    message: Decimal
    with_link: Decimal
    grade: Grade = Grade.OFFICIAL
    source: str
    checked: date
