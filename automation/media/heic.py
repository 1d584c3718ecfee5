"""Lets Pillow read the photos of phones (HEIC), where the extra `lembar[heic]` is installed.

By pillow-heif (libheif in a wheel, for Linux, macOS and Windows). Its wheel brings an encoder under
the GPL too, which is never used here: so it is an extra, and no part of Lembar. Without it such a
photo is known by its first bytes only, and goes out as it is, to networks that take it.
"""

from functools import cache
from importlib.util import find_spec

HEIC = frozenset({"image/heic", "image/heif"})


def can_read_heic() -> bool:
    """Say whether the extra that reads such photos is installed."""
    return find_spec("pillow_heif") is not None


@cache
def let_pillow_read_heic() -> None:
    """Tell Pillow how; a photo comes upright then, as its own boxes say."""
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
