"""How posts are named in sentences."""

from collections.abc import Iterable

from automation.domain.content.post import Post


def titles_of(posts: Iterable[Post]) -> str:
    """Name posts for a sentence."""
    return ", ".join(f"“{title_of(post)}”" for post in posts)


def title_of(post: Post) -> str:
    """Name one post for a sentence, on one line."""
    return " ".join(post.label.split())
