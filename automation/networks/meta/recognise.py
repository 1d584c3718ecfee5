"""Recognising our own post among those a Graph API lists, newest first."""

from collections.abc import Iterable, Set
from datetime import datetime, timedelta
from typing import NamedTuple

from automation.domain.content.likeness import NEARLY, likeness, skeleton
from automation.domain.publishing.publication import Receipt
from automation.http import Fields
from automation.networks.meta.graph import Graph

SKEW = timedelta(minutes=2)
"""How far Meta's clock may differ from ours beyond what its answers show."""


class Names(NamedTuple):
    """What one network calls a post's text, address and time."""

    text: str
    url: str
    at: str

    @property
    def fields(self) -> str:
        """What to ask for to make a receipt of it."""
        return f"id,{self.text},{self.url},{self.at}"


def receipt_of(post: Fields, names: Names) -> Receipt | None:
    """Return what proves a published post; None when it lacks something."""
    post_id, url, at = post.text("id"), post.text(names.url), post.time(names.at)
    return Receipt(network_id=post_id, url=url, published_at=at) if post_id and url and at else None


def recognised(
    graph: Graph,
    posts: Iterable[Fields],
    names: Names,
    text: str,
    *,
    since: datetime,
    known: Set[str],
) -> Receipt | None:
    """Return the receipt of the post with that text since then; ids in `known` are other posts'.

    Raises:
        OutcomeUnknown: only one much like it is there, or one that has no text either: a person
            must look.
    """
    wanted, nearest = skeleton(text), None
    floor = since - graph.ahead - SKEW
    for post in posts:
        if (post.time(names.at) or floor) < floor:
            break
        if post.text("id") in known:
            continue
        alike = likeness(wanted, skeleton(post.text(names.text)))
        if wanted and alike == 1 and (receipt := receipt_of(post, names)):
            return receipt
        if alike >= NEARLY:
            nearest = post
    if nearest:
        graph.refuse_alike(nearest.text(names.url))
    return None
