"""Comments on LinkedIn: ours below our posts, and what people wrote there."""

from collections.abc import Callable, Set
from datetime import datetime, timedelta

from automation.domain.content.draft import Part
from automation.domain.content.likeness import skeleton
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.publication import Receipt
from automation.http import Fields, Json, Repeat
from automation.networks.linkedin.author import Author
from automation.networks.linkedin.posts import (
    comment_place,
    comment_urn,
    in_path,
    moment_of,
    page_of,
)
from automation.networks.linkedin.wire import Rest

SKEW = timedelta(minutes=2)
"""How far LinkedIn's clock may differ from ours beyond what its answers show."""
_MOST = 100


class Comments:
    """Comments of one author, and on its posts. `pages` is where people see them."""

    def __init__(
        self, line: Rest, author: Author, clock: Callable[[], datetime], pages: str
    ) -> None:
        self._line = line
        self._author = author
        self._clock = clock
        self._pages = pages

    def send(self, operation: str, target: str, text: str) -> Receipt:
        """Write a comment below a post, or below another comment.

        Raises:
            OutcomeUnknown: it left, and what came back is no comment.
        """
        place = comment_place(target)
        post = place[0] if place else target
        body: dict[str, Json] = {
            "actor": self._author.urn, "object": post, "message": {"text": text},
            **({"parentComment": target} if place else {}),
        }  # fmt: skip
        answer = self._line.rest(
            operation, "POST", f"/socialActions/{in_path(target)}/comments",
            repeat=Repeat.ONCE, plain=True, json=body,
        )  # fmt: skip
        urn = comment_urn(answer.fields, post)
        if not urn:
            urn = comment_urn(Fields({"id": self._line.id_of(answer, operation)}), post)
        at = moment_of(answer.fields.inside("created").count("time")) or self._clock()
        return Receipt(network_id=urn, url=page_of(post, self._pages), published_at=at)

    def find(self, part: Part, post: str, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look for a comment of ours below a post, made since the attempt began."""
        floor = attempt.begun_at - self._line.ahead - SKEW
        for comment in self.below(post):
            urn, at = comment_urn(comment, post), moment_of(comment.inside("created").count("time"))
            same = skeleton(comment.inside("message").text("text")) == skeleton(part.text)
            ours = comment.text("actor") == self._author.urn
            if ours and same and urn not in known and at is not None and at >= floor:
                return Receipt(network_id=urn, url=page_of(post, self._pages), published_at=at)
        return None

    def below(self, post: str) -> list[Fields]:
        """Read the comments below a post.

        Raises:
            Unavailable: what came is no list; it must not pass for an empty one.
        """
        path = f"/socialActions/{in_path(post)}/comments?start=0&count={_MOST}"
        return self._line.elements("read comments", path)
