"""How a part is written for TikTok, and how its answers are read. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from automation.domain.content.draft import Part
from automation.http import Fields, Json

PIECE = 10_000_000
"""Bytes of one piece: between the 5 and 64 MB that TikTok takes, by either meaning of MB."""
PRIVACY: Mapping[str, str] = {"": "PUBLIC_TO_EVERYONE", "public": "PUBLIC_TO_EVERYONE", "private": "SELF_ONLY"}  # fmt: skip
"""The calendar's word for who may see a post, and TikTok's; everybody where the row does not say."""
FACTS = "id,title,create_time,share_url"
NUMBERS = "id,view_count,like_count,comment_count,share_count"
_POST = re.compile(r"/@(?P<name>[\w.]+)/(?:video|photo)/(?P<id>\d{1,20})/?(?:[?#].*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Chunks:
    """The pieces of a film of `size` bytes: the last one takes what is over."""

    size: int

    @property
    def number(self) -> int:
        """How many pieces."""
        return max(1, self.size // PIECE)

    @property
    def piece(self) -> int:
        """How large each but the last is; a film of a single piece is as large as that."""
        return self.size if self.number == 1 else PIECE

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Yield where each piece starts and ends."""
        for nth in range(self.number):
            is_last = nth == self.number - 1
            yield nth * self.piece, self.size if is_last else (nth + 1) * self.piece


def is_film(part: Part) -> bool:
    """Say whether a part is a video; else it is photos."""
    return not part.attachments[0].file.is_image


def is_public(part: Part) -> bool:
    """Say whether everybody may see it."""
    return PRIVACY.get(part.visibility) == PRIVACY["public"]


def source_of(size: int) -> dict[str, Json]:
    """Return how a film of that many bytes will be sent."""
    chunks = Chunks(size)
    return {
        "source": "FILE_UPLOAD", "video_size": size,
        "chunk_size": chunks.piece, "total_chunk_count": chunks.number,
    }  # fmt: skip


def film_of(part: Part, creator: Fields) -> dict[str, Json]:
    """Return a video's words and rights; what the account has switched off stays off."""
    return {
        "title": part.text, **_rights(part, creator),
        "disable_duet": creator.values.get("duet_disabled") is True,
        "disable_stitch": creator.values.get("stitch_disabled") is True,
    }  # fmt: skip


def photos_of(part: Part, creator: Fields | None, addresses: Sequence[str]) -> dict[str, Json]:
    """Return a whole photo post; without what the creator allows it is a draft for the inbox."""
    title = {"title": part.headline} if part.headline else {}
    info: dict[str, Json] = {**title, "description": part.text}
    return {
        "media_type": "PHOTO",
        "post_mode": "DIRECT_POST" if creator else "MEDIA_UPLOAD",
        "post_info": info | (_rights(part, creator) if creator else {}),
        "source_info": {
            "source": "PULL_FROM_URL", "photo_images": list(addresses), "photo_cover_index": 0,
        },
    }  # fmt: skip


def _rights(part: Part, creator: Fields) -> dict[str, Json]:
    return {
        "privacy_level": PRIVACY[part.visibility],
        "disable_comment": creator.values.get("comment_disabled") is True,
    }


def post_id(status: Fields) -> str:
    """Return the id of a post that everybody can see; TikTok spells the field so."""
    value = status.values.get("publicaly_available_post_id")
    ids = value if isinstance(value, Sequence) and not isinstance(value, str) else []
    return next((str(one) for one in ids if isinstance(one, str | int) and str(one).isdigit()), "")


def is_post(network_id: str) -> bool:
    """Say whether an id is a post's; else it is the `publish_id` of one that has none yet."""
    return network_id.isdigit()


def address_of(pages: str, name: str, own: str, *, photos: bool = False) -> str:
    """Return a post's address; that of the account while the post has no id."""
    if not own:
        return f"{pages}/@{name}"
    return f"{pages}/@{name}/{'photo' if photos else 'video'}/{own}"


def id_in(address: str, pages: str, name: str) -> str:
    """Return the id in the address of one of our posts; empty when it is none."""
    found = _POST.fullmatch(address.strip().removeprefix(pages))
    is_ours = address.strip().startswith(f"{pages}/") and found is not None
    return found["id"] if found and is_ours and found["name"].casefold() == name.casefold() else ""


def time_of(video: Fields) -> datetime | None:
    """Return when a post was made; None where that is not told."""
    made = video.count("create_time")
    return datetime.fromtimestamp(made, UTC) if made else None
