"""A comment that a trainer writes in somebody's name, so that there is something to answer."""

from automation.rehearsal.call import Form, invalid
from automation.rehearsal.drafts import check_draft, read_draft
from automation.rehearsal.records import Account, Post
from automation.rehearsal.world import World


def writers_to(world: World, post: Post) -> list[Account]:
    """Return in whose names a comment may be written below a post: the customer's first."""
    others = [one for one in world.store.accounts.values() if one.id != post.account_id]
    return sorted(others, key=lambda one: (not one.is_customer, not one.is_audience))


def comment(world: World, post: Post, text: str, name: str = "") -> Post:
    """Write a comment below a post in a name, the customer's when none is given.

    Raises:
        Refusal: 422, nobody else has that name, or the text is none.
    """
    writers = writers_to(world, post)
    wanted = name.removeprefix("@").lower()
    person = next((one for one in writers if one.username.lower() == wanted or not name), None)
    if person is None:
        raise invalid(f"Nobody but the author is called {name}")
    draft = read_draft(Form({"status": [text.strip()]}), person)
    check_draft(draft, limits=world.limits, media={})
    now = world.clock.now()
    return world.publish(
        Post(
            id=world.ids.next(now), account_id=person.id, created_at=now, text=draft.text,
            visibility=post.visibility, language=draft.language, in_reply_to_id=post.id,
        )
    )  # fmt: skip
