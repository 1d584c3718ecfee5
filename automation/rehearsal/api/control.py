"""The trainer's side: faults by name, the clock, comments in somebody's name, and what is in force now.

These paths are ours, not Mastodon's. A form sent by the page is answered with a redirect back to
it, anything else with JSON.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from automation.rehearsal.api.routing import Arguments
from automation.rehearsal.call import Answer, Call, Form, Json, Refusal, json_answer, missing
from automation.rehearsal.clock import iso
from automation.rehearsal.commenting import comment
from automation.rehearsal.fault_catalogue import CATALOGUE, nearest_name
from automation.rehearsal.faults import Effect, Fault
from automation.rehearsal.limits import Limits
from automation.rehearsal.pages.words import language_of
from automation.rehearsal.world import World

_LIMIT_NAMES = frozenset(Limits.__dataclass_fields__)


def list_faults(world: World, _call: Call, _: Arguments) -> Answer:
    """GET /rehearsal/faults."""
    known: list[Json] = [
        {"name": one.name, "en": one.en, "id": one.id} for one in CATALOGUE.values()
    ]
    return json_answer(
        {"armed": [_shown(world, key) for key in world.faults.armed], "catalogue": known}
    )


def add_fault(world: World, call: Call, _: Arguments) -> Answer:
    """POST /rehearsal/faults with a `name` of the catalogue or an `effect`, and changes to it."""
    key = world.faults.add(read_fault(call.form))
    return _back(call) if call.wants_page else json_answer(_shown(world, key), 201)


def clear_faults(world: World, call: Call, arguments: Arguments) -> Answer:
    """DELETE /rehearsal/faults or /rehearsal/faults/:id; POST /rehearsal/faults/clear from the page."""
    if not world.faults.clear(arguments.get("id")):
        raise missing()
    return _back(call) if call.wants_page else json_answer({})


def show_clock(world: World, _call: Call, _: Arguments) -> Answer:
    """GET /rehearsal/clock."""
    return json_answer({"now": iso(world.clock.now()), "stands_still": world.clock.is_set})


def set_clock(world: World, call: Call, _: Arguments) -> Answer:
    """POST /rehearsal/clock with `now` (ISO, empty to run again) or `advance_s` (seconds)."""
    try:
        if call.form.text("advance_s"):
            world.clock.advance(timedelta(seconds=float(call.form.text("advance_s"))))
        else:
            moment = call.form.text("now")
            world.clock.set(datetime.fromisoformat(moment) if moment else None)
    except (ValueError, OverflowError):
        raise Refusal(
            422, "now must be ISO 8601 with an offset, advance_s a number of seconds"
        ) from None
    world.catch_up()
    return _back(call) if call.wants_page else show_clock(world, call, {})


def add_comment(world: World, call: Call, _: Arguments) -> Answer:
    """POST /rehearsal/comments with the `post`'s id, a `text`, and in whose name (`account`)."""
    post = world.store.posts.get(call.form.text("post"))
    if post is None:
        raise missing()
    made = comment(world, post, call.form.text("text"), call.form.text("account"))
    if not call.wants_page:
        return json_answer({"id": made.id}, 201)
    author = world.store.accounts[post.account_id].username
    return _back(call, f"/@{author}/{post.id}")


def read_fault(form: Form) -> Fault:
    """Build a fault from parameters.

    Raises:
        Refusal: 422, an unknown name, effect, limit, or a number that is none.
    """
    fault = _base(form)
    try:
        return replace(
            fault,
            methods=form.text("methods", fault.methods),
            path=form.text("path", fault.path),
            account=form.text("account", fault.account),
            count=_count(form, fault),
            status=int(form.text("status", str(fault.status))),
            delay_s=float(form.text("delay_s", str(fault.delay_s))),
            location=form.text("location", fault.location),
            headers=tuple(_group(form, "headers").items()) or fault.headers,
            limits={name: int(value) for name, value in _group(form, "limits").items()}
            or fault.limits,
        )
    except ValueError:
        raise Refusal(422, "count, status, delay_s and limits are numbers") from None


def _back(call: Call, page: str = "/rehearsal") -> Answer:
    """Return to a page, in the language it was shown in."""
    language = language_of(call.form.text("lang"), call.accept_language)
    return Answer(status=303, headers=(("Location", f"{page}?lang={language}"),))


def _base(form: Form) -> Fault:
    wrong_limits = set(_group(form, "limits")) - _LIMIT_NAMES
    if wrong_limits:
        raise Refusal(422, f"unknown limits: {', '.join(sorted(wrong_limits))}")
    name = form.text("name")
    if name:
        if name not in CATALOGUE:
            raise Refusal(422, f"unknown fault {name}; did you mean {nearest_name(name)}?")
        return CATALOGUE[name].fault
    try:
        return Fault(effect=Effect(form.text("effect")))
    except ValueError:
        raise Refusal(422, f"name a fault, or an effect: {', '.join(Effect)}") from None


def _count(form: Form, fault: Fault) -> int | None:
    sent = form.text("count", "" if fault.count is None else str(fault.count))
    return int(sent) if sent else None


def _group(form: Form, name: str) -> dict[str, str]:
    """Return the parameters `name[key]` as a mapping."""
    prefix = f"{name}["
    keys = (one for one in form.values if one.startswith(prefix) and one.endswith("]"))
    return {key[len(prefix) : -1]: form.text(key) for key in keys}


def _shown(world: World, key: str) -> dict[str, Json]:
    fault = world.faults.armed[key]
    return {
        "id": key, "name": fault.name, "effect": str(fault.effect), "methods": fault.methods,
        "path": fault.path, "account": fault.account, "left": world.faults.left[key],
    }  # fmt: skip
