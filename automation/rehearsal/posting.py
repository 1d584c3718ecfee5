"""Posting, editing and deleting on the rehearsal network, with the rules about keys and owners."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from automation.rehearsal.call import Form, Refusal, missing
from automation.rehearsal.drafts import check_description, check_draft, check_schedule, read_draft
from automation.rehearsal.faults import Effect
from automation.rehearsal.records import Account, Draft, Media, Post, Scheduled
from automation.rehearsal.store import KeptKey
from automation.rehearsal.text import mentions
from automation.rehearsal.world import World

KEY_KEPT = timedelta(hours=1)
_EDITABLE = (
    "status",
    "spoiler_text",
    "sensitive",
    "language",
    "media_ids[]",
    "media_attributes[][id]",
)


def post_once(world: World, author: Account, form: Form, key: str) -> Post | Scheduled:
    """Publish or schedule what a form asks, or return what its key already stands for.

    The body of a repeat is not compared, as on Mastodon. If what the key stands for was deleted
    since, the repeat finds nothing.

    Raises:
        Refusal: 422 for a draft that breaks a rule, 404 for a reply to nothing or a spent key.
    """
    counts = bool(key) and not world.faults.holds(Effect.IGNORE_KEYS, author.username)
    kept = world.store.keys.get((author.id, key))
    if counts and kept is not None and kept.until > world.clock.now():
        return _recall(world, kept.id)
    made = _post(world, author, read_draft(form, author))
    if counts:
        until = world.clock.now() + KEY_KEPT
        world.store.keys[author.id, key] = KeptKey(
            account_id=author.id, key=key, id=made.id, until=until
        )
    return made


def edit(world: World, post: Post, author: Account, form: Form) -> Post:
    """Replace a post of one's own; media the form does not name again are taken off, as on Mastodon.

    Raises:
        Refusal: 422 for a draft that breaks a rule.
    """
    draft = _edited_draft(post, form, author)
    mine = _uploads(world, author, draft.media_ids)
    check_draft(draft, limits=world.limits, media=mine, attached_to=post.id)
    _describe(world, form, mine, post)
    for media_id in post.media_ids:
        if media_id not in draft.media_ids:
            world.put_media(replace(world.store.media[media_id], post_id=None))
    edited = replace(
        post,
        text=draft.text,
        spoiler_text=draft.spoiler_text,
        sensitive=draft.sensitive,
        language=draft.language,
        media_ids=draft.media_ids,
        edited_at=world.clock.now(),
    )
    for media_id in edited.media_ids:
        world.put_media(replace(world.store.media[media_id], post_id=post.id))
    world.store.put_post(edited)
    world.changes += 1
    return edited


def remove(world: World, post: Post, *, with_media: bool) -> None:
    """Delete a post; its media can be used again unless they are to go too."""
    for media_id in post.media_ids:
        if with_media:
            del world.store.media[media_id]
            world.store.files.pop(media_id, None)
        else:
            world.put_media(replace(world.store.media[media_id], post_id=None))
    world.store.remove_post(post)
    world.changes += 1


def visible(world: World, post_id: str, viewer: Account | None) -> Post:
    """Return a post that this viewer may see.

    Raises:
        Refusal: 404, as Mastodon hides the difference between private and absent.
    """
    post = world.store.posts.get(post_id)
    if post is None or not may_see(world, post, viewer):
        raise missing()
    return post


def may_see(world: World, post: Post, viewer: Account | None) -> bool:
    """Whether a post is public enough for this viewer; nobody follows anybody here."""
    if post.visibility in ("public", "unlisted"):
        return True
    if viewer is None:
        return False
    return viewer.id == post.account_id or viewer.username.lower() in mentions(post.text)


def own(world: World, post_id: str, account: Account) -> Post:
    """Return a post of one's own.

    Raises:
        Refusal: 404, also for other people's posts.
    """
    post = world.store.posts.get(post_id)
    if post is None or post.account_id != account.id:
        raise missing()
    return post


def _post(world: World, author: Account, draft: Draft) -> Post | Scheduled:
    if draft.in_reply_to_id is not None:
        parent = world.store.posts.get(draft.in_reply_to_id)
        if parent is None or not may_see(world, parent, author):
            raise Refusal(404, "The post you are trying to reply to does not appear to exist.")
    check_draft(draft, limits=world.limits, media=_uploads(world, author, draft.media_ids))
    now = world.clock.now()
    if draft.scheduled_at is None:
        return world.publish(
            world.post_from(Scheduled(id="", account_id=author.id, at=now, draft=draft))
        )
    check_schedule(draft.scheduled_at, now)
    scheduled = Scheduled(
        id=world.ids.next(now), account_id=author.id, at=draft.scheduled_at, draft=draft
    )
    for media_id in draft.media_ids:
        world.put_media(replace(world.store.media[media_id], post_id=scheduled.id))
    world.schedule(scheduled)
    return scheduled


def _recall(world: World, made_id: str) -> Post | Scheduled:
    made = world.store.posts.get(made_id) or world.store.scheduled.get(made_id)
    if made is None:
        raise missing()
    return made


def _uploads(world: World, author: Account, ids: tuple[str, ...]) -> Mapping[str, Media]:
    """Return those uploads that are the author's; a stuck or failed one counts as unfinished."""
    stuck = any(
        world.faults.holds(effect, author.username)
        for effect in (Effect.MEDIA_STUCK, Effect.MEDIA_FAILED)
    )
    known = (world.store.media.get(one) for one in ids)
    mine = [one for one in known if one is not None and one.account_id == author.id]
    return {
        one.id: replace(one, polls_left=1) if stuck and not one.post_id else one for one in mine
    }


def _edited_draft(post: Post, form: Form, author: Account) -> Draft:
    asked = read_draft(form, author)
    return replace(
        asked,
        visibility=post.visibility,
        language=form.text("language") or post.language,
        in_reply_to_id=post.in_reply_to_id,
        media_ids=asked.media_ids or form.texts("media_attributes[][id]"),
        scheduled_at=None,
    )


def _describe(world: World, form: Form, mine: Mapping[str, Media], post: Post) -> None:
    ids, texts = form.texts("media_attributes[][id]"), form.texts("media_attributes[][description]")
    for media_id, description in zip(ids, texts, strict=False):
        if media_id in mine and mine[media_id].post_id in (None, post.id):
            check_description(description, world.limits)
            world.put_media(replace(mine[media_id], description=description))
