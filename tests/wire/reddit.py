"""Reddit for one account and one community, on this machine.

It checks the token, that the app names itself, required fields, lengths, links that stand there
already, flairs, files (brought before, of the right kind, galleries of 2 to 20, a film's poster) and a
community's own rules where a submission asks for that, and tells most refusals with a 200, as Reddit
does. It does not play OAuth, approval of apps, votes, moderators and the work on films.
"""

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from automation.domain.content.draft import Part
from automation.domain.publishing.publication import Receipt
from tests.wire.fake import Asked, Fake, Told
from tests.wire.reddit_things import ME, Thing, errors, key, listing, permalink, plain, shown, told
from tests.wire.stage import TEXT, FakeStage

SOMEBODY = "pelanggan"


class RedditFake(Fake):
    """The server. `refuses` is the code and sentence of the next submissions' error."""

    def __init__(self) -> None:
        super().__init__()
        self.things: dict[str, Thing] = {}
        self.leases: dict[str, bytes] = {}
        self.mimes: dict[str, str] = {}
        self.flairs: dict[str, str] = {}
        """Those our account may use: text → id."""
        self.about: dict[str, Any] = {"submission_type": "any", "allow_galleries": True}
        self.rules: dict[str, Any] = {"is_flair_required": False, "title_text_max_length": None}
        self.tells_rules = True
        self.refuses: tuple[str, str] | None = None
        self.suspended = False
        self.name = ME
        self.shown_after = 1
        self._number = 0

    def publishes(self, asked: Asked) -> bool:
        paths = ("/api/submit", "/api/submit_gallery_post.json")
        return asked.method == "POST" and asked.path in paths

    def unauthorized(self) -> Told:
        return Told({"message": "Unauthorized", "error": 401}, 401)

    def forbidden(self) -> Told:
        return Told(
            {"message": "Forbidden", "error": 403, "explanation": "insufficient scope"}, 403
        )

    def suspension(self) -> Told:
        return errors("USER_BANNED", "You are banned from this community")

    def refused(self) -> Told:
        return errors("NO_SELFS", "This community doesn't allow text posts")

    def limited(self) -> Told:
        return errors(
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
                answer = play(asked, *found.groups())
                left = {"X-Ratelimit-Remaining": "98.0", "X-Ratelimit-Reset": "321"}
                return Told(answer.body, answer.status, {**left, **answer.headers})
        return Told({"message": "Not Found", "error": 404}, 404)

    def _routes(self) -> tuple[tuple[str, str, Callable[..., Told]], ...]:
        return (
            ("GET", "/api/v1/me", self._me),
            ("POST", "/api/submit", self._submit),
            ("POST", "/api/submit_gallery_post.json", self._submit_gallery),
            ("GET", "/r/kopisenja/about", lambda _: self._rule({"kind": "t5", "data": self.about})),
            ("GET", "/api/v1/kopisenja/post_requirements", lambda _: self._rule(self.rules)),
            ("POST", "/r/kopisenja/api/flairselector", self._flairs),
            ("POST", "/api/comment", self._comment),
            ("POST", "/api/del", self._delete),
            ("POST", "/api/editusertext", self._edit),
            ("POST", "/api/media/asset.json", self._lease),
            ("GET", "/api/info", self._info),
            ("GET", rf"/user/{ME}/(submitted|comments)", self._own),
            ("GET", "/message/inbox", self._inbox),
        )

    def add(self, prefix: str, author: str, body: str, **more: Any) -> Thing:
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

    def _rule(self, rule: Mapping[str, Any]) -> Told:
        return Told(rule) if self.tells_rules else self.forbidden()

    def _flairs(self, asked: Asked) -> Told:
        if asked.form.get("is_newlink") != "true":
            return self.forbidden()
        choices = [
            {"flair_text": text, "flair_template_id": number, "flair_text_editable": False}
            for text, number in self.flairs.items()
        ]
        return self._rule({"current": {"flair_text": None}, "choices": choices})

    def _submit(self, asked: Asked) -> Told:
        form = asked.form
        if refusal := self.refuses or self._refusal_of(form):
            return errors(*refusal)
        text, kind, url = form.get("text", ""), form["kind"], form.get("url", "")
        files = tuple(key(one) for one in (url, form.get("video_poster_url", "")) if one)
        about = {
            "title": form["title"],
            "kind": kind,
            "url": url,
            "flair": form.get("flair_id", ""),
        }
        if kind in {"image", "video"}:
            self.add("t3", ME, text, files=files, **about)
            return told({"user_submitted_page": "", "websocket_url": "wss://ws-05.example/x"})
        thing = self.add("t3", ME, text, **about)
        return told(
            {"url": f"{self.url}{permalink(thing)}", "id": thing.name[3:], "name": thing.name}
        )

    def _submit_gallery(self, asked: Asked) -> Told:
        given = asked.json
        files = tuple(one["media_id"] for one in given["items"])
        if not 2 <= len(files) <= 20 or not set(files) <= set(self.leases):
            return errors("INVALID_GALLERY", "a gallery has 2 to 20 pictures that were uploaded")
        said = {
            name: given.get(name, "") for name in ("title", "text", "sr", "api_type", "flair_id")
        }
        rules = {
            **said,
            "kind": "gallery",
            "validate_on_submit": str(given.get("validate_on_submit")),
        }
        if refusal := self.refuses or self._refusal_of(rules):
            return errors(*refusal)
        thing = self.add(
            "t3", ME, said["text"], title=said["title"], kind="gallery", flair=said["flair_id"],
            files=files,
        )  # fmt: skip
        return told({"url": f"{self.url}{permalink(thing)}", "id": thing.name})

    def _refusal_of(self, form: Mapping[str, str]) -> tuple[str, str] | None:
        """Return the code and sentence Reddit refuses a submission with."""
        url, kind, flair = form.get("url", ""), form.get("kind"), form.get("flair_id", "")
        links = {one.url for one in self.things.values() if one.kind == "link"}
        longest = self.rules["title_text_max_length"] or 300
        long = len(form.get("title", "")) > longest or len(plain(form.get("text", ""))) > 40_000
        wanted = {"image": "image/", "video": "video/"}.get(kind or "")
        known = not wanted or self.mimes.get(key(url), "").startswith(wanted)
        known = known and (kind != "video" or key(form.get("video_poster_url", "")) in self.leases)
        twice = kind == "link" and form.get("resubmit") != "true" and url in links
        asks = form.get("validate_on_submit", "").lower() == "true"
        bare = asks and self.rules["is_flair_required"] and not flair
        closed = kind == "gallery" and not self.about["allow_galleries"]
        refusals = {
            ("SUBREDDIT_NOEXIST", "that subreddit doesn't exist"): form.get("sr") != "kopisenja",
            ("NO_TEXT", "we need something here"): not form.get("title"),
            ("TOO_LONG", "this is too long (max: 40000)"): long,
            ("ALREADY_SUB", "that link has already been submitted"): twice,
            ("BAD_URL", "you should check that url"): not known or form.get("api_type") != "json",
            ("SUBMIT_VALIDATION_FLAIR_REQUIRED", "Your post must contain post flair."): bare,
            ("BAD_FLAIR_TEMPLATE_ID", "no such flair"): bool(flair) and flair not in self.flairs.values(),
            ("GALLERIES_DISABLED", "Gallery posts aren't allowed in this subreddit"): closed,
        }  # fmt: skip
        return next((refusal for refusal, holds in refusals.items() if holds), None)

    def _comment(self, asked: Asked) -> Told:
        form = asked.form
        if form["thing_id"] not in self.things or len(form["text"]) > 10_000:
            return errors("DELETED_LINK", "the link you are commenting on has been deleted")
        thing = self.add("t1", ME, form["text"], parent=form["thing_id"])
        return told({"things": [{"kind": "t1", "data": shown(thing)}]})

    def _delete(self, asked: Asked) -> Told:
        self.things.pop(asked.form["id"], None)
        return Told({})

    def _edit(self, asked: Asked) -> Told:
        thing = self.things[asked.form["thing_id"]]
        thing.body = asked.form["text"]
        return told({"things": [{"kind": "t3", "data": shown(thing)}]})

    def _lease(self, asked: Asked) -> Told:
        if (
            not asked.form["mimetype"].startswith(("image/", "video/"))
            or not asked.form["filepath"]
        ):
            return errors("BAD_MIME", "no")
        self._number += 1
        name = f"rte{self._number}"
        self.mimes[name] = asked.form["mimetype"]
        fields = [{"name": "key", "value": name}, {"name": "policy", "value": "p"}]
        return Told(
            {"args": {"action": f"{self.url}/store", "fields": fields}, "asset": {"asset_id": name}}
        )

    def _store(self, asked: Asked) -> Told:
        if "authorization" in asked.headers or asked.form.get("policy") != "p":
            return Told("<Error>AccessDenied</Error>", 403)
        self.leases[asked.form["key"]] = asked.files["file"].body
        return Told("<PostResponse/>", 201)

    def _info(self, asked: Asked) -> Told:
        thing = self.things.get(asked.query["id"])
        return listing([thing] if thing else [])

    def _own(self, asked: Asked, which: str) -> Told:
        kind = {"submitted": "t3", "comments": "t1"}[which]
        mine = [
            one for one in self.things.values() if one.author == ME and one.name.startswith(kind)
        ]
        slow = {"image", "video"}
        pictures = any(one.kind in slow for one in mine)
        self.shown_after -= pictures
        hidden = pictures and self.shown_after >= 0
        return listing([one for one in reversed(mine) if not (hidden and one.kind in slow)])

    def _inbox(self, _asked: Asked) -> Told:
        theirs = [one for one in reversed(self.things.values()) if one.author != ME]
        return listing(theirs)


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
        return [plain(one.body) for one in mine]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        self.server.add("t1", SOMEBODY, text, parent=receipt.network_id)
        return SOMEBODY


def stage() -> RedditStage:
    return RedditStage()
