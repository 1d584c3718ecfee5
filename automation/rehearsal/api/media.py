"""Uploading pictures and videos, and serving them.

Pictures are ready at once; large ones and videos answer 202 and are ready when asked again.

Source: https://docs.joinmastodon.org/methods/media/ (checked 2026-11-21)
"""

import re
from dataclasses import replace

from automation.rehearsal.api.routing import Arguments
from automation.rehearsal.call import Answer, Call, Refusal, invalid, json_answer, missing
from automation.rehearsal.drafts import check_description
from automation.rehearsal.entities import Entities, Entity
from automation.rehearsal.faults import Effect
from automation.rehearsal.pictures import look_at
from automation.rehearsal.records import Media
from automation.rehearsal.world import World

_SLOW_POLLS = 3


def upload(world: World, call: Call, _: Arguments) -> Answer:
    """POST /api/v2/media."""
    media = _keep(world, call)
    return json_answer(_entity(world, call, media), 202 if media.polls_left else 200)


def upload_and_wait(world: World, call: Call, _: Arguments) -> Answer:
    """POST /api/v1/media: the old way, which answers when all is done."""
    media = world.put_media(replace(_keep(world, call), polls_left=0))
    return json_answer(_entity(world, call, media))


def show(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /api/v1/media/:id: 206 while it is being processed."""
    media = _own(world, call, arguments)
    answer = json_answer(_entity(world, call, media), 206 if media.polls_left else 200)
    if media.polls_left and not _condition(world, call, Effect.MEDIA_STUCK):
        world.put_media(replace(media, polls_left=media.polls_left - 1))
    return answer


def update(world: World, call: Call, arguments: Arguments) -> Answer:
    """PUT /api/v1/media/:id: alternative text and focus, before it is posted."""
    media = _described(call, _own(world, call, arguments), world)
    world.put_media(media)
    return json_answer(_entity(world, call, media), 206 if media.polls_left else 200)


def delete(world: World, call: Call, arguments: Arguments) -> Answer:
    """DELETE /api/v1/media/:id."""
    media = _own(world, call, arguments)
    del world.store.media[media.id]
    world.store.files.pop(media.id, None)
    world.changes += 1
    return json_answer({})


def serve(world: World, _: Call, arguments: Arguments) -> Answer:
    """GET /media/:id/:file: the bytes as they were uploaded."""
    media, body = world.store.media.get(arguments["id"]), world.store.files.get(arguments["id"])
    if media is None or body is None:
        raise missing()
    return Answer(
        body=body, content_type=media.mime, headers=(("X-Content-Type-Options", "nosniff"),)
    )


def _keep(world: World, call: Call) -> Media:
    sent = call.files.get("file")
    if sent is None:
        raise invalid("File can't be blank")
    limits = world.limits
    look = look_at(sent.body, limits)
    takes_time = (
        look.is_animated
        or look.mime.startswith("video/")
        or len(sent.body) > limits.slow_image_bytes
    )
    slow = _condition(world, call, Effect.MEDIA_SLOW) or _condition(world, call, Effect.MEDIA_STUCK)
    media = Media(
        id=world.ids.next(world.clock.now()),
        account_id=call.signed_in.id,
        mime=look.mime,
        width=look.width,
        height=look.height,
        is_animated=look.is_animated,
        polls_left=_SLOW_POLLS
        if slow
        else int(takes_time or _condition(world, call, Effect.MEDIA_FAILED)),
    )
    media = _described(call, media, world)
    world.store.files[media.id] = sent.body
    return world.put_media(media)


def _described(call: Call, media: Media, world: World) -> Media:
    description, focus = call.form.text("description"), call.form.text("focus")
    check_description(description, world.limits)
    if focus and not re.fullmatch(r"-?[01](\.\d+)?,-?[01](\.\d+)?", focus):
        raise invalid("Focus is invalid")
    return replace(
        media,
        description=(description or None) if call.form.has("description") else media.description,
        focus=focus or media.focus,
    )


def _own(world: World, call: Call, arguments: Arguments) -> Media:
    media = world.store.media.get(arguments["id"])
    if media is None or media.account_id != call.signed_in.id or media.post_id is not None:
        raise missing()
    if media.polls_left and _condition(world, call, Effect.MEDIA_FAILED):
        raise Refusal(422, "Error processing thumbnail for uploaded media")
    return media


def _entity(world: World, call: Call, media: Media) -> Entity:
    return Entities(world, call.base_url, call.account).media(media, ready=not media.polls_left)


def _condition(world: World, call: Call, effect: Effect) -> bool:
    return world.faults.holds(effect, call.signed_in.username)
