"""Reddit for one account and one community, on this machine.

It checks the token, that the app names itself, required fields, lengths and links that stand there
already, and tells most refusals with a 200, as Reddit does. It does not play OAuth, approval of
apps, flairs, communities' own rules, votes, moderators, videos nor galleries.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from automation.domain.content.draft import Part
from automation.domain.publishing.publication import Receipt
from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import TEXT, FakeStage

ME, SOMEBODY = "kopi_senja", "pelanggan"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass
class Thing:
    """One post (`t3_…`), comment (`t1_…`) or letter (`t4_…`)."""

    name: str
    author: str
    body: str
    at: float
    title: str = ""
    kind: str = ""
    parent: str = ""
    url: str = ""


class RedditFake(Fake):
    """The server. `refuses` is the code and sentence of the next submissions' error."""

    def __init__(self) -> None:
        super().__init__()
        self.things: dict[str, Thing] = {}
        self.leases: dict[str, bytes] = {}
        self.refuses: tuple[str, str] | None = None
        self.suspended = False
        self.name = ME
        self.shown_after = 1
        self._number = 0

    def publishes(self, asked: Asked) -> bool:
        return (asked.method, asked.path) == ("POST", "/api/submit")

    def unauthorized(self) -> Told:
        return Told({"message": "Unauthorized", "error": 401}, 401)

    def forbidden(self) -> Told:
        return Told(
            {"message": "Forbidden", "error": 403, "explanation": "insufficient scope"}, 403
        )

    def refused(self) -> Told:
        return _errors("NO_SELFS", "This community doesn't allow text posts")

    def limited(self) -> Told:
        return _errors(
            "RATELIMIT",
            "Looks like you've been doing that a lot. Take a break for 1 minute before trying again.",
        )

    def broken(self, status: int) -> Told:
        return Told({"message": "Internal Server Error", "error": status}, status)

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/store":
            return self._store(asked)
        if asked.headers.get("authorization") != "Bearer reddit-secret":
            return self.unauthorized()
        if not re.match(r"server:lembar:v\d+ \(for r/\w+\)$", asked.headers.get("user-agent", "")):
            return Told({"message": "Too Many Requests", "error": 429}, 429)
        for method, pattern, play in self._routes():
            found = re.fullmatch(pattern, asked.path)
            if found and asked.method == method:
                told = play(asked, *found.groups())
                left = {"X-Ratelimit-Remaining": "98.0", "X-Ratelimit-Reset": "321"}
                return Told(told.body, told.status, {**left, **told.headers})
        return Told({"message": "Not Found", "error": 404}, 404)

    def _routes(self) -> tuple[tuple[str, str, Callable[..., Told]], ...]:
        return (
            ("GET", "/api/v1/me", self._me),
            ("POST", "/api/submit", self._submit),
            ("POST", "/api/comment", self._comment),
            ("POST", "/api/del", self._delete),
            ("POST", "/api/editusertext", self._edit),
            ("POST", "/api/media/asset.json", self._lease),
            ("GET", "/api/info", self._info),
            ("GET", rf"/user/{ME}/(submitted|comments)", self._own),
            ("GET", "/message/inbox", self._inbox),
        )

    def add(self, prefix: str, author: str, body: str, **more: str) -> Thing:
        """Keep a thing."""
        self._number += 1
        thing = Thing(
            name=f"{prefix}_{self._number:x}a", author=author, body=body, at=time.time(), **more
        )
        self.things[thing.name] = thing
        return thing

    def _me(self, _asked: Asked) -> Told:
        return Told(
            {
                "name": self.name,
                "id": "9x",
                "is_suspended": self.suspended,
                "subreddit": {"subscribers": 77},
            }
        )

    def _submit(self, asked: Asked) -> Told:
        form = asked.form
        if refusal := self.refuses or self._refusal_of(form):
            return _errors(*refusal)
        text, kind = form.get("text", ""), form["kind"]
        thing = self.add("t3", ME, text, title=form["title"], kind=kind, url=form.get("url", ""))
        if kind == "image":
            return _told({"websocket_url": "wss://ws-05.example/rte_images/x"})
        return _told(
            {"url": f"{self.url}{_permalink(thing)}", "id": thing.name[3:], "name": thing.name}
        )

    def _refusal_of(self, form: Mapping[str, str]) -> tuple[str, str] | None:
        """Return the code and sentence Reddit refuses a submission with."""
        url, kind = form.get("url", ""), form.get("kind")
        links = {one.url for one in self.things.values() if one.kind == "link"}
        long = len(form.get("title", "")) > 300 or len(_plain(form.get("text", ""))) > 40_000
        known = kind != "image" or url.rpartition("/")[2] in self.leases
        twice = kind == "link" and form.get("resubmit") != "true" and url in links
        refusals = {
            ("SUBREDDIT_NOEXIST", "that subreddit doesn't exist"): form.get("sr") != "kopisenja",
            ("NO_TEXT", "we need something here"): not form.get("title"),
            ("TOO_LONG", "this is too long (max: 40000)"): long,
            ("ALREADY_SUB", "that link has already been submitted"): twice,
            ("BAD_URL", "you should check that url"): not known or form.get("api_type") != "json",
        }
        return next((refusal for refusal, holds in refusals.items() if holds), None)

    def _comment(self, asked: Asked) -> Told:
        form = asked.form
        if form["thing_id"] not in self.things or len(form["text"]) > 10_000:
            return _errors("DELETED_LINK", "the link you are commenting on has been deleted")
        thing = self.add("t1", ME, form["text"], parent=form["thing_id"])
        return _told({"things": [{"kind": "t1", "data": _shown(thing)}]})

    def _delete(self, asked: Asked) -> Told:
        self.things.pop(asked.form["id"], None)
        return Told({})

    def _edit(self, asked: Asked) -> Told:
        thing = self.things[asked.form["thing_id"]]
        thing.body = asked.form["text"]
        return _told({"things": [{"kind": "t3", "data": _shown(thing)}]})

    def _lease(self, asked: Asked) -> Told:
        if not asked.form["mimetype"].startswith("image/"):
            return _errors("BAD_MIME", "no")
        self._number += 1
        key = f"rte{self._number}"
        fields = [{"name": "key", "value": key}, {"name": "policy", "value": "p"}]
        return Told(
            {"args": {"action": f"{self.url}/store", "fields": fields}, "asset": {"asset_id": key}}
        )

    def _store(self, asked: Asked) -> Told:
        if "authorization" in asked.headers or asked.form.get("policy") != "p":
            return Told("<Error>AccessDenied</Error>", 403)
        self.leases[asked.form["key"]] = asked.files["file"].body
        return Told("<PostResponse/>", 201)

    def _info(self, asked: Asked) -> Told:
        thing = self.things.get(asked.query["id"])
        return _listing([thing] if thing else [])

    def _own(self, asked: Asked, which: str) -> Told:
        kind = {"submitted": "t3", "comments": "t1"}[which]
        mine = [
            one for one in self.things.values() if one.author == ME and one.name.startswith(kind)
        ]
        pictures = any(one.kind == "image" for one in mine)
        self.shown_after -= pictures
        hidden = pictures and self.shown_after >= 0
        return _listing([one for one in reversed(mine) if not (hidden and one.kind == "image")])

    def _inbox(self, _asked: Asked) -> Told:
        theirs = [one for one in reversed(self.things.values()) if one.author != ME]
        return _listing(theirs)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _permalink(thing: Thing) -> str:
    return f"/r/kopisenja/comments/{thing.name[3:]}/kopi/"


def _shown(thing: Thing) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": thing.name, "id": thing.name[3:], "author": thing.author, "created_utc": thing.at, "subreddit": "KopiSenja",
    }  # fmt: skip
    if thing.name.startswith("t3"):
        url = "https://i.redd.it/x.png" if thing.kind == "image" else thing.url
        told |= {
            "title": thing.title,
            "is_self": thing.kind == "self",
            "selftext": thing.body,
            "url": url,
        }
        return told | {
            "permalink": _permalink(thing),
            "score": 12,
            "num_comments": 3,
            "num_crossposts": 1,
        }
    return told | {
        "body": thing.body,
        "parent_id": thing.parent,
        "context": f"/r/kopisenja/comments/x/kopi/{thing.name[3:]}/",
    }


def _listing(things: list[Thing]) -> Told:
    children = [{"kind": one.name[:2], "data": _shown(one)} for one in things]
    return Told({"kind": "Listing", "data": {"children": children, "after": None}})


def _told(data: object) -> Told:
    return Told({"json": {"errors": [], "data": data}})


def _errors(code: str, said: str) -> Told:
    return Told({"json": {"errors": [[code, said, "ratelimit"]]}})


class RedditStage(FakeStage):
    """One community's stage."""

    secrets: Mapping[str, str] = {"REDDIT_TOKEN_BRAND": "reddit-secret"}

    def __init__(self) -> None:
        self.server = RedditFake()
        super().__init__(self.server)
        self.address = f"{self.fake.url}/r/kopisenja"

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        return Part(headline="Menu baru", text=text, length=length, language="id")

    def texts(self) -> list[str]:
        mine = [one for one in self.server.things.values() if one.author == ME]
        return [_plain(one.body) for one in mine]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        self.server.add("t1", SOMEBODY, text, parent=receipt.network_id)
        return SOMEBODY


def stage() -> RedditStage:
    return RedditStage()
