"""Answers browsers: the index, a profile, a post with its thread, a hashtag, the control room."""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from automation.rehearsal.api.oauth import asked_app
from automation.rehearsal.api.routing import Arguments
from automation.rehearsal.call import Answer, Call, html_answer, missing
from automation.rehearsal.commenting import writers_to
from automation.rehearsal.entities import ancestors_of, descendants_of
from automation.rehearsal.fault_catalogue import CATALOGUE
from automation.rehearsal.pages.views import Views, language_link
from automation.rehearsal.pages.words import BANNER, WORDS, language_of
from automation.rehearsal.records import Account, Post
from automation.rehearsal.text import hashtags
from automation.rehearsal.world import World

if TYPE_CHECKING:
    from tornado.template import Loader

_HERE = Path(__file__).parent
_SHOWN_POSTS = 60


def index(world: World, call: Call, _: Arguments) -> Answer:
    """GET /: accounts and the latest posts."""
    ours = _team(world)
    posts = (one for account in ours for one in world.store.posts_of(account.id))
    views = _views(world, call)
    return _page(
        "index.html",
        call,
        views,
        accounts=[views.account(one) for one in ours],
        posts=_latest(views, posts),
    )


def profile(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /@user."""
    account = _account(world, arguments)
    views = _views(world, call)
    posts = _latest(views, world.store.posts_of(account.id))
    return _page("profile.html", call, views, account=views.account(account), posts=posts)


def post_page(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /@user/ID: one post, what it answers, and its answers."""
    account, post = _account(world, arguments), world.store.posts.get(arguments["id"])
    if post is None or post.account_id != account.id or not _is_shown(post):
        raise missing()
    views = _views(world, call)
    above = [views.post(one) for one in ancestors_of(world, post, account)]
    below = [views.post(one) for one in descendants_of(world, post, account)]
    return _page(
        "post.html",
        call,
        views,
        opened=views.post(post),
        above=above,
        below=below,
        writers=[one.username for one in writers_to(world, post)],
    )


def tag(world: World, call: Call, arguments: Arguments) -> Answer:
    """GET /tags/TAG."""
    wanted = arguments["tag"].lower()
    posts = (
        one for one in world.store.posts.values() if wanted in map(str.lower, hashtags(one.text))
    )
    views = _views(world, call)
    return _page("tag.html", call, views, tag=wanted, posts=_latest(views, posts))


def control_room(world: World, call: Call, _: Arguments) -> Answer:
    """GET /rehearsal: the clock and the faults, for trainers."""
    views = _views(world, call)
    armed = [(fault, world.faults.left[key]) for key, fault in world.faults.armed.items()]
    return _page(
        "control.html",
        call,
        views,
        armed=armed,
        catalogue=CATALOGUE,
        accounts=[one.username for one in _team(world)],
        now=views.when(world.clock.now()),
        clock_is_set=world.clock.is_set,
    )


def authorize(world: World, call: Call, _: Arguments) -> Answer:
    """GET /oauth/authorize: an application asks, and a person chooses who agrees."""
    app = asked_app(world, call.form)
    parts = urlsplit(call.form.text("redirect_uri"))
    return _page(
        "authorize.html",
        call,
        _views(world, call),
        forms_to=f"{parts.scheme}://{parts.netloc}" if parts.netloc else "",
        app=app,
        asked={name: call.form.text(name) for name in call.form.values if name != "lang"},
        accounts=[one.username for one in _team(world)],
    )


def gone(world: World, call: Call) -> Answer:
    """Return the page for an address that leads nowhere."""
    return _page("gone.html", call, _views(world, call), status=404)


def style(_world: World, _call: Call, _: Arguments) -> Answer:
    """GET /style.css."""
    return Answer(body=_style(), content_type="text/css; charset=utf-8")


def avatar(_world: World, _call: Call, arguments: Arguments) -> Answer:
    """GET /avatars/NAME.svg: an initial on a colour of its own."""
    name = arguments["file"].removesuffix(".svg")
    hue = int.from_bytes(hashlib.sha256(name.encode()).digest()[4:8], "big") % 360
    letter = next((one for one in name.upper() if one.isalnum()), "·")
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><defs>'
        '<linearGradient id="g" x1="0" y1="0" x2="1" y2="1">'
        f'<stop offset="0" stop-color="hsl({hue} 62% 58%)"/>'
        f'<stop offset="1" stop-color="hsl({(hue + 40) % 360} 58% 38%)"/></linearGradient></defs>'
        '<rect width="96" height="96" fill="url(#g)"/><text x="48" y="65" text-anchor="middle" fill="#fff" '
        f'font-family="system-ui,sans-serif" font-size="46" font-weight="600">{letter}</text></svg>'
    )
    return Answer(body=drawing.encode(), content_type="image/svg+xml")


def _latest(views: Views, posts: Iterable[Post]) -> list[object]:
    shown = sorted(
        (one for one in posts if _is_shown(one)), key=lambda one: int(one.id), reverse=True
    )
    return [views.post(one) for one in shown[:_SHOWN_POSTS]]


def _is_shown(post: Post) -> bool:
    return post.visibility in ("public", "unlisted")


def _team(world: World) -> list[Account]:
    return [one for one in world.store.accounts.values() if not one.is_audience]


def _account(world: World, arguments: Arguments) -> Account:
    account = world.store.account_named(arguments["username"])
    if account is None:
        raise missing()
    return account


def _views(world: World, call: Call) -> Views:
    return Views(world, language_of(call.form.text("lang"), call.accept_language))


def _page(
    template: str,
    call: Call,
    views: Views,
    *,
    status: int = 200,
    forms_to: str = "",
    **values: object,
) -> Answer:
    language = views.language
    other = "en" if language == "id" else "id"
    body = (
        _templates()
        .load(template)
        .generate(
            banner=BANNER,
            words={name: one.say(language) for name, one in WORDS.items()},
            counted=lambda number, name: WORDS[name].counted(number, language),
            language=language,
            other=other,
            other_link=language_link(call, other),
            **values,
        )
    )
    return html_answer(body, status, forms_to)


@lru_cache(maxsize=1)
def _templates() -> "Loader":
    from tornado.template import Loader

    return Loader(str(_HERE), whitespace="oneline")


@lru_cache(maxsize=1)
def _style() -> bytes:
    return (_HERE / "style.css").read_bytes()
