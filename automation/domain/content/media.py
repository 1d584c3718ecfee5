"""A media file as the planner sees it: what it is, by content. Bytes live elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """One file named in a media cell. `mime` is told by content; sizes in bytes and pixels."""

    address: str
    sha256: str
    mime: str
    byte_count: int
    width: int | None = None
    height: int | None = None
    frame_count: int = 1

    @property
    def is_image(self) -> bool:
        """Whether it is a picture (an animated one too)."""
        return self.mime.startswith("image/")

    @property
    def pixels(self) -> int:
        """The area of one frame; 0 when unknown."""
        return (self.width or 0) * (self.height or 0)
