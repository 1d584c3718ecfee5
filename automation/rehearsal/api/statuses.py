"""Posting, reading, editing, deleting, and what other accounts do to a post.

Source: https://docs.joinmastodon.org/methods/statuses/ (checked 2026-11-21)
"""

from dataclasses import replace

from automation.rehearsal.api.paging import links, page
from automation.rehearsal.api.routing import Arguments
from automation.rehearsal.call import Answer, Call, invalid, json_answer, missing
from automation.rehearsal.drafts import check_schedule, read_draft
from automation.rehearsal.entities import Entities, ancestors_of, descendants_of
from automation.rehearsal.posting import edit, may_see, own, post_once, remove, visible
from automation.rehearsal.records import Post, Scheduled
from automation.rehearsal.world import World


def create(world: World, call: Call, _: Arguments) -> Answer:
    """POST /api/v1/statuses."""
    made = post_once(world, call.signed_in, call.form, call.idempotency_key)
    entities = _entities(world, call)
    return json_answer(
        entities.status(made) if isinstance(made, Post) else entities.scheduled(made)
    )


def show(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /api/v1/statuses/:id."""
    return json_answer(_entities(world, call).status(visible(world, arguments["id"], call.account)))


def show_many(world: World, call: Call, _: Arguments) -> Answer:
    """GET /api/v1/statuses?id[]=…: what is gone or hidden is left out."""
    found = (world.store.posts.get(one) for one in dict.fromkeys(call.form.texts("id")))
    seen = [one for one in found if one is not None and may_see(world, one, call.account)]
    return json_answer([_entities(world, call).status(one) for one in seen])


def update(world: World, call: Call, arguments: Arguments) -> Answer:
    """PUT /api/v1/statuses/:id."""
    post = own(world, arguments["id"], call.signed_in)
    return json_answer(_entities(world, call).status(edit(world, post, call.signed_in, call.form)))


def delete(world: World, call: Call, arguments: Arguments) -> Answer:
    """DELETE /api/v1/statuses/:id: the last sight of it, with its plain text."""
    post = own(world, arguments["id"], call.signed_in)
    last = {**_entities(world, call).status(post), "text": post.text}
    remove(world, post, with_media=call.form.flag("delete_media"))
    return json_answer(last)


def context(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /api/v1/statuses/:id/context."""
    post = visible(world, arguments["id"], call.account)
    entities = _entities(world, call)
    above = [entities.status(one) for one in ancestors_of(world, post, call.account)]
    below = [entities.status(one) for one in descendants_of(world, post, call.account)]
    return json_answer({"ancestors": above, "descendants": below})


def source(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /api/v1/statuses/:id/source: the text as it was typed."""
    post = own(world, arguments["id"], call.signed_in)
    return json_answer({"id": post.id, "text": post.text, "spoiler_text": post.spoiler_text})


def favourite(world: World, call: Call, arguments: Arguments) -> Answer:
    """POST /api/v1/statuses/:id/favourite: twice counts once."""
    post, me = visible(world, arguments["id"], call.account), call.signed_in
    if me.id not in post.favourited_by:
        post = replace(post, favourited_by=(*post.favourited_by, me.id))
        world.store.put_post(post)
        world.notify(world.store.accounts[post.account_id], "favourite", me, post)
    return _changed(world, call, post)


def unfavourite(world: World, call: Call, arguments: Arguments) -> Answer:
    """POST /api/v1/statuses/:id/unfavourite."""
    post, me = visible(world, arguments["id"], call.account), call.signed_in
    post = replace(post, favourited_by=tuple(one for one in post.favourited_by if one != me.id))
    world.store.put_post(post)
    return _changed(world, call, post)


def reblog(world: World, call: Call, arguments: Arguments) -> Answer:
    """POST /api/v1/statuses/:id/reblog: returns the boost, which wraps the post."""
    post, me = visible(world, arguments["id"], call.account), call.signed_in
    if post.visibility not in ("public", "unlisted") and post.account_id != me.id:
        raise missing()
    boost = next((one for one in world.store.boosts_of(post.id) if one.account_id == me.id), None)
    if boost is None:
        now = world.clock.now()
        boost = Post(
            id=world.ids.next(now), account_id=me.id, created_at=now, text="", reblog_of_id=post.id
        )
        world.publish(boost)
        world.notify(world.store.accounts[post.account_id], "reblog", me, post)
    return _changed(world, call, boost)


def unreblog(world: World, call: Call, arguments: Arguments) -> Answer:
    """POST /api/v1/statuses/:id/unreblog: returns the post."""
    post, me = visible(world, arguments["id"], call.account), call.signed_in
    for boost in [one for one in world.store.boosts_of(post.id) if one.account_id == me.id]:
        world.store.remove_post(boost)
    return _changed(world, call, post)


def scheduled_list(world: World, call: Call, _: Arguments) -> Answer:
    """GET /api/v1/scheduled_statuses."""
    mine = [one for one in world.store.scheduled.values() if one.account_id == call.signed_in.id]
    shown = page(sorted(mine, key=lambda one: int(one.id), reverse=True), call)
    return json_answer(
        [_entities(world, call).scheduled(one) for one in shown], headers=links(call, shown)
    )


def scheduled_show(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /api/v1/scheduled_statuses/:id."""
    return json_answer(_entities(world, call).scheduled(_own_scheduled(world, call, arguments)))


def scheduled_update(world: World, call: Call, arguments: Arguments) -> Answer:
    """PUT /api/v1/scheduled_statuses/:id: only the moment can change."""
    moment = read_draft(call.form, call.signed_in).scheduled_at
    if moment is None:
        raise invalid("Scheduled at can't be blank")
    check_schedule(moment, world.clock.now())
    scheduled = replace(_own_scheduled(world, call, arguments), at=moment)
    world.schedule(scheduled)
    return json_answer(_entities(world, call).scheduled(scheduled))


def scheduled_delete(world: World, call: Call, arguments: Arguments) -> Answer:
    """DELETE /api/v1/scheduled_statuses/:id."""
    scheduled = _own_scheduled(world, call, arguments)
    del world.store.scheduled[scheduled.id]
    for media_id in scheduled.draft.media_ids:
        world.put_media(replace(world.store.media[media_id], post_id=None))
    world.changes += 1
    return json_answer({})


def _own_scheduled(world: World, call: Call, arguments: Arguments) -> Scheduled:
    scheduled = world.store.scheduled.get(arguments["id"])
    if scheduled is None or scheduled.account_id != call.signed_in.id:
        raise missing()
    return scheduled


def _changed(world: World, call: Call, post: Post) -> Answer:
    world.changes += 1
    return json_answer(_entities(world, call).status(post))


def _entities(world: World, call: Call) -> Entities:
    return Entities(world, call.base_url, call.account)
