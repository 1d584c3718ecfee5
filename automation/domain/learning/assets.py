"""What the team's assets have been used for: one good thing made, many posts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from automation.domain.content.post import Post, Status
from automation.domain.learning.figures import Figures


def by_time(post: Post) -> tuple[float, str]:
    """Sort a post by its time; one without a time comes last."""
    return (post.publish_at.timestamp() if post.publish_at else float("inf"), post.id)


@dataclass(frozen=True, slots=True)
class AssetUse:
    """One asset, and the posts made of it, the earliest first. Named as it was first written."""

    name: str
    posts: Sequence[Post]

    @property
    def is_lonely(self) -> bool:
        """Whether it was used for one post only."""
        return len(self.posts) == 1


def asset_uses(figures: Figures) -> list[AssetUse]:
    """Return every asset of a post that was not cancelled, the most used first.

    The case of letters and blanks around a name do not matter.
    """
    posts: dict[str, list[Post]] = defaultdict(list)
    for post in figures.posts.values():
        if post.asset.strip() and post.status is not Status.CANCELLED:
            posts[" ".join(post.asset.split()).casefold()].append(post)
    uses = []
    for found in posts.values():
        found.sort(key=by_time)
        uses.append(AssetUse(" ".join(found[0].asset.split()), found))
    return sorted(uses, key=lambda use: (-len(use.posts), use.name.casefold()))
