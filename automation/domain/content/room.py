"""How much room a network leaves for one still picture, for those who make pictures fit. Pure."""

import math
from dataclasses import dataclass

from automation.domain.content.media import MediaFile, Trait
from automation.domain.publishing.limits import MediaLimit

HARMFUL = frozenset(Trait)
"""What is mended in a picture even where it would be taken as it is."""
_PHONES_OWN = frozenset({"image/heic", "image/heif"})
"""Types that are known by their first bytes only, unless the extra that reads them is installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The most that a still picture may be; None is “any”. `types` may hold `image/*`."""

    types: frozenset[str]
    max_bytes: int | None = None
    max_pixels: int | None = None
    max_width: float | None = None
    max_height: float | None = None
    max_sum: int | None = None

    def takes_type(self, mime: str) -> bool:
        """Say whether a type is taken."""
        return mime in self.types or "image/*" in self.types

    def scale(self, width: int, height: int) -> float:
        """Return by how much a picture must shrink to be taken: 1 for one that need not."""
        area = width * height
        return min(
            1.0,
            (self.max_width or width) / width,
            (self.max_height or height) / height,
            (self.max_sum or width + height) / (width + height),
            math.sqrt((self.max_pixels or area) / area),
        )

    def suits(self, file: MediaFile) -> bool:
        """Say whether a picture can be sent as it is."""
        if file.traits & HARMFUL or not self.takes_type(file.mime):
            return False
        fits = file.width is None or file.height is None or self.scale(file.width, file.height) == 1
        return fits and (self.max_bytes is None or file.byte_count <= self.max_bytes)


def room_in(limit: MediaLimit) -> Room:
    """Return a network's room for a still picture."""
    bounds = limit.images
    return Room(
        types=limit.image_types,
        max_bytes=bounds.max_bytes or limit.image_max_bytes,
        max_pixels=bounds.max_pixels or limit.image_max_pixels,
        max_width=bounds.width.most,
        max_height=bounds.height.most,
        max_sum=bounds.max_sum,
    )


def may_be_fitted(file: MediaFile) -> bool:
    """Say whether it is a picture that can be made to fit; a moving one only loses its metadata."""
    return file.is_image and (file.mime not in _PHONES_OWN or file.width is not None)
