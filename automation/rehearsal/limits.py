"""The numbers the rehearsal network enforces and announces in its instance document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Mastodon's defaults; a count of 0 requests means no limit.

    Source: https://docs.joinmastodon.org/methods/instance/ and
    https://docs.joinmastodon.org/api/rate-limits/ (checked 2026-11-21)
    """

    max_characters: int = 500  # grapheme clusters of text and content warning together
    characters_reserved_per_url: int = 23
    max_media_attachments: int = 4
    description_limit: int = 1500  # characters of alternative text
    image_size_limit: int = 16 * 1024 * 1024  # bytes
    image_matrix_limit: int = 33_177_600  # pixels
    video_size_limit: int = 103_809_024  # bytes
    slow_image_bytes: int = 8 * 1024 * 1024  # larger pictures answer 202 and are asked for again
    requests: int = 300  # per account and window
    window_s: int = 300
    uploads: int = 30  # per account and slow window
    deletions: int = 30
    slow_window_s: int = 1800


IMAGE_TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp")
VIDEO_TYPES = ("video/mp4", "video/quicktime", "video/webm")
