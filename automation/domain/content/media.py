"""A media file as the planner sees it: what it is, by content. Bytes live elsewhere."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from automation.domain.content.card import Card


class MediaKind(StrEnum):
    """What a file is, to people and to networks."""

    PICTURE = "picture"
    """A moving picture too, such as an animated GIF."""
    VIDEO = "video"
    AUDIO = "audio"


class Trait(StrEnum):
    """What may surprise people about a picture."""

    CMYK = "cmyk"
    """It has the four colours of print, which screens show wrongly or not at all."""
    TURNED = "turned"
    """It lies on its side, and tells readers to turn it; some networks do not."""
    LOCATION = "location"
    """It tells where it was taken."""
    METADATA = "metadata"
    """It tells when, with what and by whom it was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """One file named in a media cell. `mime` is told by content; sizes in bytes and pixels.

    What is None was not told by the file, or could not be read off it; never 0.
    """

    address: str
    sha256: str
    mime: str
    byte_count: int
    width: int | None = None
    """As people see it: turned upright."""
    height: int | None = None
    frame_count: int = 1
    """Of a picture; 1 for a film, whose frames are not counted."""
    duration_s: float | None = None
    """Of a film, or of one round of a moving picture."""
    frame_rate: float | None = None
    """Frames a second, of a film."""
    video_codec: str = ""
    """FFmpeg's name of it, such as `h264`; empty when not known."""
    audio_codec: str = ""
    has_audio: bool | None = None
    """None: nobody could look into the film."""
    traits: frozenset[Trait] = frozenset()
    fitted_from: str = ""
    """The content it was made from to fit a network; empty for a file as people named it."""
    fitted_by: str = ""
    """The version of what made it: with the original and the network's room it tells every byte."""

    @property
    def kind(self) -> MediaKind:
        """Whether it is a picture (an animated one too), a film, or sound alone."""
        match self.mime.partition("/")[0]:
            case "image":
                return MediaKind.PICTURE
            case "audio":
                return MediaKind.AUDIO
            case _:
                return MediaKind.VIDEO

    @property
    def is_image(self) -> bool:
        """Whether it is a picture (an animated one too)."""
        return self.kind is MediaKind.PICTURE

    @property
    def is_animated(self) -> bool:
        """Whether it is a picture that moves."""
        return self.is_image and self.frame_count > 1

    @property
    def pixels(self) -> int:
        """The area of one frame; 0 when unknown."""
        return (self.width or 0) * (self.height or 0)

    @property
    def ratio(self) -> float | None:
        """Width divided by height; None when unknown."""
        return self.width / self.height if self.width and self.height else None


class MediaSource(Protocol):
    """Where a network gets the files of a Draft: exactly those that were checked."""

    def read(self, file: MediaFile) -> bytes:
        """Return a file's bytes.

        Raises:
            MediaError: the file has changed since it was checked, or is gone.
        """
        ...

    def open(self, file: MediaFile) -> AbstractContextManager[BinaryIO]:
        """Open a file for reading in pieces, for those too large to hold; it may be wound back.

        Raises:
            MediaError: as for `read`; also at the end, when it changed while it was read.
        """
        ...

    def address(self, file: MediaFile, *, lasting: bool = False) -> str:
        """Return an https address anybody can fetch the file from, for some hours at least.

        Networks that take media in no other way (`MediaLimit.by_address`) are told it. One that
        hands it on to its readers (`MediaLimit.lasting_address`) needs a lasting one. Ask before
        the request that publishes, and anew in each run.

        Raises:
            ConfigError: nobody said where such files may be put, or the place refused us.
            MediaError: it could not be put there now; nothing was sent.
        """
        ...

    def still(self, film: MediaFile) -> bytes | None:
        """Return a film's first picture, a JPEG; None where nobody here can take it.

        Raises:
            MediaError: the file has changed since it was checked, or is gone.
        """
        ...

    def card(self, address: str) -> "Card | None":
        """Return what the page at an address says of itself; None when that cannot be had soon.

        It never fails: a post may go without a card, and its picture is read like any file.
        """
        ...


class NoMedia:
    """A MediaSource without files, for calls that send none, such as a check."""

    def read(self, file: MediaFile) -> bytes:
        """Raise LookupError."""
        raise LookupError(file.address)

    def open(self, file: MediaFile) -> AbstractContextManager[BinaryIO]:
        """Raise LookupError."""
        raise LookupError(file.address)

    def address(self, file: MediaFile, *, lasting: bool = False) -> str:
        """Raise LookupError."""
        raise LookupError(file.address)

    def still(self, film: MediaFile) -> bytes | None:
        """Raise LookupError."""
        raise LookupError(film.address)

    def card(self, address: str) -> "Card | None":
        """Return none."""
        return None
