"""A card: what a linked page says of itself, shown below a post where the network leaves that to us."""

from dataclasses import dataclass

from automation.domain.content.media import MediaFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One page's title, and its description and picture where it gives them.

    The words are the page's own at the moment it was read: plain text, on one line.
    """

    address: str
    title: str
    description: str = ""
    picture: MediaFile | None = None
