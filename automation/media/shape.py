"""What was read off a file besides its type and bytes."""

from dataclasses import dataclass

from automation.domain.content.media import Trait


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A part of a MediaFile, in its words: see there. Width and height are as people see them."""

    width: int | None = None
    height: int | None = None
    frame_count: int = 1
    duration_s: float | None = None
    frame_rate: float | None = None
    video_codec: str = ""
    audio_codec: str = ""
    has_audio: bool | None = None
    traits: frozenset[Trait] = frozenset()
