"""Rows whose id was lost, told by what they say: it went out already, as a post no row has. Pure.

Somebody empties an ID cell, or two machines name a new row at once: read again, the published row
would be a new post, held back for good as the copy of one that stands nowhere.
"""

from collections.abc import Mapping

from automation.domain.desk import Desk
from automation.domain.ids import PostId
from automation.domain.publishing.publication import Said, said_by
from automation.domain.publishing.review import Review, has_revision


def lost_ids(desk: Desk, reviews: Mapping[PostId, Review]) -> Mapping[PostId, PostId]:
    """Return the ids to give back, by the id each row has now.

    A row has lost its id when it says, to the letter, on a channel what such a post said there,
    planned for no later time. One that has sent anything itself keeps its id; of several rows that
    say the same, the first takes it.
    """
    rows = {post.id for post in desk.posts}
    sent = said_by(one for one in desk.ledger.values() if one.post not in rows)
    if not sent:
        return {}
    named = {post for post, _ in desk.ledger}
    found: dict[PostId, PostId] = {}
    for review in filter(has_revision, reviews.values()):
        former = _former(review, sent)
        if former is not None and review.post.id not in named and former not in found.values():
            found[review.post.id] = former
    return found


def _former(review: Review, sent: Said) -> PostId | None:
    """Return the one post that said the same for the same time; None when there is none, or two."""
    planned = review.post.publish_at
    said = [sent.get((channel, review.revision)) for channel in review.post.channels]
    posts = {post for at, post in filter(None, said) if planned is not None and at >= planned}
    return posts.pop() if len(posts) == 1 else None
