"""Accounts, their posts, notifications and reading marks.

Source: https://docs.joinmastodon.org/methods/accounts/ and …/notifications/ (checked 2026-11-21)
"""

from automation.rehearsal.api.paging import links, page
from automation.rehearsal.api.routing import Arguments
from automation.rehearsal.call import Answer, Call, Json, Refusal, json_answer, missing
from automation.rehearsal.clock import iso
from automation.rehearsal.entities import Entities
from automation.rehearsal.posting import may_see
from automation.rehearsal.records import Account, Notice, Post
from automation.rehearsal.store import Marker
from automation.rehearsal.world import World


def verify_credentials(world: World, call: Call, _: Arguments) -> Answer:
    """GET /api/v1/accounts/verify_credentials."""
    return json_answer(_entities(world, call).credential_account(call.signed_in))


def lookup(world: World, call: Call, _: Arguments) -> Answer:
    """GET /api/v1/accounts/lookup?acct=NAME."""
    name, _at, domain = call.form.text("acct").removeprefix("@").partition("@")
    account = world.store.account_named(name)
    if account is None or (domain and domain not in call.base_url):
        raise missing()
    return json_answer(_entities(world, call).account(account))


def show(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /api/v1/accounts/:id."""
    return json_answer(_entities(world, call).account(_account(world, arguments)))


def statuses(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /api/v1/accounts/:id/statuses."""
    posts = world.store.posts_of(_account(world, arguments).id)
    shown = page([one for one in posts if _is_wanted(world, call, one)], call)
    entities = _entities(world, call)
    return json_answer([entities.status(one) for one in shown], headers=links(call, shown))


def notifications(world: World, call: Call, _: Arguments) -> Answer:
    """GET /api/v1/notifications."""
    wanted, unwanted = call.form.texts("types"), call.form.texts("exclude_types")
    notices = [
        one
        for one in world.store.notices_for(call.signed_in.id)
        if (not wanted or one.kind in wanted) and one.kind not in unwanted
    ]
    shown = page(notices, call, default=40, maximum=80)
    entities = _entities(world, call)
    return json_answer([entities.notice(one) for one in shown], headers=links(call, shown))


def notification(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /api/v1/notifications/:id."""
    return json_answer(_entities(world, call).notice(_own_notice(world, call, arguments)))


def dismiss(world: World, call: Call, arguments: Arguments) -> Answer:
    """POST /api/v1/notifications/:id/dismiss."""
    del world.store.notices[_own_notice(world, call, arguments).id]
    world.changes += 1
    return json_answer({})


def markers(world: World, call: Call, _: Arguments) -> Answer:
    """GET /api/v1/markers?timeline[]=NAME."""
    kept = (
        world.store.markers.get((call.signed_in.id, one)) for one in call.form.texts("timeline")
    )
    return json_answer({one.timeline: _marker(one) for one in kept if one is not None})


def set_markers(world: World, call: Call, _: Arguments) -> Answer:
    """POST /api/v1/markers with `notifications[last_read_id]` or `home[last_read_id]`."""
    changed: dict[str, Json] = {}
    for timeline in ("home", "notifications"):
        last = call.form.text(f"{timeline}[last_read_id]")
        if not last:
            continue
        before = world.store.markers.get((call.signed_in.id, timeline))
        marker = Marker(
            account_id=call.signed_in.id,
            timeline=timeline,
            last_read_id=last,
            version=before.version + 1 if before else 1,
            updated_at=world.clock.now(),
        )
        world.store.markers[marker.account_id, timeline] = marker
        world.changes += 1
        changed[timeline] = _marker(marker)
    if not changed:
        raise Refusal(400, "param is missing or the value is empty: last_read_id")
    return json_answer(changed)


def _is_wanted(world: World, call: Call, post: Post) -> bool:
    form = call.form
    if form.flag("exclude_reblogs") and post.reblog_of_id:
        return False
    if form.flag("exclude_replies") and _answers_another(world, post):
        return False
    if form.flag("only_media") and not post.media_ids:
        return False
    return may_see(world, post, call.account)


def _answers_another(world: World, post: Post) -> bool:
    """Whether a post answers somebody else: a thread of one's own is not a reply."""
    parent = world.store.posts.get(post.in_reply_to_id or "")
    return post.in_reply_to_id is not None and (
        parent is None or parent.account_id != post.account_id
    )


def _account(world: World, arguments: Arguments) -> Account:
    account = world.store.accounts.get(arguments["id"])
    if account is None:
        raise missing()
    return account


def _own_notice(world: World, call: Call, arguments: Arguments) -> Notice:
    notice = world.store.notices.get(arguments["id"])
    if notice is None or notice.account_id != call.signed_in.id:
        raise missing()
    return notice


def _marker(marker: Marker) -> dict[str, Json]:
    return {
        "last_read_id": marker.last_read_id,
        "version": marker.version,
        "updated_at": iso(marker.updated_at),
    }


def _entities(world: World, call: Call) -> Entities:
    return Entities(world, call.base_url, call.account)
