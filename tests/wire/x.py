"""X's API v2 for one account, on this machine: posts, media in pieces, mentions, hidden answers.

It checks the token, the weighted length, the order of an upload's steps, its pieces and sizes,
that media ids are known and processed, and that a text does not stand there already. It words
refusals as X's documentation does. It does not play OAuth, quotes, polls, edits, other accounts'
timelines, plans and their prices, nor how long X remembers a text.
"""

import re
import time
from collections.abc import Callable, Mapping

from automation.domain.publishing.publication import Receipt
from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import FakeStage
from tests.wire.x_words import (
    EPOCH_MS,
    ERRORS,
    ME,
    SOMEBODY,
    Media,
    Post,
    about,
    iso,
    problem,
    shown,
    weight,
)


class XFake(Fake):
    """The server. `fails_media` and `checks` say how processing goes, `says` what a 403 says."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[str, Post] = {}
        self.media: dict[str, Media] = {}
        self.refuses_duplicates = True
        self.fails_media = ""
        self.checks = 1
        self.life_s = 86_400
        self.says = ""
        self.no_data = False
        self.shows_nothing = False
        self.refuses_app: tuple[int, str] | None = None
        self.dies_at_piece: int | None = None
        self.username = "kopi_senja"
        self._number = 0

    def publishes(self, asked: Asked) -> bool:
        return (asked.method, asked.path) == ("POST", "/2/tweets")

    def unauthorized(self) -> Told:
        return problem(401, "Unauthorized", "Unauthorized")

    def forbidden(self) -> Told:
        return problem(403, "Forbidden", "You are not permitted to perform this action.")

    def suspension(self) -> Told:
        said = "Your account is suspended and is not permitted to access this feature."
        return problem(403, "Forbidden", said)

    def refused(self) -> Told:
        return problem(
            400, "Invalid Request", "One or more parameters to your request was invalid."
        )

    def limited(self) -> Told:
        reset = {"x-rate-limit-remaining": "0", "x-rate-limit-reset": str(int(time.time()) + 60)}
        return Told(problem(429, "Too Many Requests", "Too Many Requests").body, 429, reset)

    def broken(self, status: int) -> Told:
        return problem(status, "Service Unavailable", "Service Unavailable")

    def answer(self, asked: Asked) -> Told:
        if asked.headers.get("authorization") != "Bearer x-secret":
            return self.unauthorized()
        if self.refuses_app and self.publishes(asked):
            status, kind = self.refuses_app
            return Told({**about("No", "No credits.", status), "type": f"{ERRORS}{kind}"}, status)
        for method, pattern, play in self._routes():
            found = re.fullmatch(pattern, asked.path)
            if found and asked.method == method:
                return play(asked, *found.groups())
        return problem(404, "Not Found", "The requested resource was not found.")

    def _routes(self) -> tuple[tuple[str, str, Callable[..., Told]], ...]:
        return (
            ("GET", "/2/users/me", self._me),
            ("POST", "/2/tweets", self._create),
            ("GET", r"/2/tweets/(\d+)", self._read),
            ("DELETE", r"/2/tweets/(\d+)", self._delete),
            ("PUT", r"/2/tweets/(\d+)/hidden", self._hide),
            ("GET", r"/2/users/(\d+)/(tweets|mentions)", self._list),
            ("POST", "/2/media/upload", self._upload),
            ("POST", "/2/media/upload/initialize", self._initialize),
            ("POST", r"/2/media/upload/(\d+)/append", self._append),
            ("POST", r"/2/media/upload/(\d+)/finalize", self._finalize),
            ("GET", "/2/media/upload", self._status),
            ("POST", "/2/media/metadata", self._describe),
        )

    def new_id(self) -> str:
        """Return an id that holds the time, as X's do."""
        self._number += 1
        return str(((int(time.time() * 1000) - EPOCH_MS) << 22) + self._number)

    def _me(self, _asked: Asked) -> Told:
        me = {
            "id": ME,
            "name": "Kopi Senja",
            "username": self.username,
            "public_metrics": {"followers_count": 812},
        }
        return Told({"data": me})

    def _create(self, asked: Asked) -> Told:
        body = asked.json
        post = Post(
            id=self.new_id(), text=body.get("text", ""), media=body.get("media", {}).get("media_ids", []),
            answers=body.get("reply", {}).get("in_reply_to_tweet_id", ""),
        )  # fmt: skip
        if detail := self._forbids(post):
            return problem(403, "Forbidden", detail)
        if detail := self._lacks(post):
            return problem(400, "Invalid Request", detail)
        self.posts[post.id] = post
        if self.no_data:
            error = {"title": "Internal", "detail": "partial", "type": "about:blank"}
            return Told({"errors": [error]}, 201)
        return Told({"data": {"id": post.id, "text": post.text}, "errors": []}, 201)

    def _forbids(self, post: Post) -> str:
        """Return why X does not allow a post, in its words."""
        ours = [(o.text, o.answers, o.media) for o in self.posts.values() if o.author == ME]
        if self.says:
            return self.says
        if weight(post.text) > 280:
            return "Your Tweet text is too long."
        if post.answers and post.answers not in self.posts:
            return "You attempted to reply to a Tweet that is deleted or not visible to you."
        if self.refuses_duplicates and (post.text, post.answers, post.media) in ours:
            return "You are not allowed to create a Tweet with duplicate content."
        return ""

    def _lacks(self, post: Post) -> str:
        """Return what is wrong with a post's media, in X's words."""
        known = [self.media[one] for one in post.media if one in self.media]
        ready = all(one.finished and not one.checks_left for one in known)
        alone = len(known) < 2 or all(one.kind == "tweet_image" for one in known)
        if not ready or len(known) < len(post.media):
            return "Your media IDs are invalid."
        whole = alone and len(known) <= 4 and (post.text or known)
        return "" if whole else "One or more parameters to your request was invalid."

    def _read(self, asked: Asked, post: str) -> Told:
        if post not in self.posts:
            detail = f"Could not find tweet with id: [{post}]."
            error = {
                "title": "Not Found Error",
                "type": f"{ERRORS}/resource-not-found",
                "detail": detail,
            }
            return Told({"errors": [error]})
        films = [one for one in self.posts[post].media if self.media[one].kind == "tweet_video"]
        told: dict[str, object] = {
            "data": shown(self.posts[post], asked.query.get("tweet.fields", ""))
        }
        if films:
            told["includes"] = {
                "media": [{"media_key": f"7_{films[0]}", "public_metrics": {"view_count": 90}}]
            }
        return Told(told)

    def _delete(self, _asked: Asked, post: str) -> Told:
        if self.posts.pop(post, None) is None:
            return problem(404, "Not Found Error", f"Could not find tweet with id: [{post}].")
        return Told({"data": {"deleted": True}})

    def _hide(self, asked: Asked, post: str) -> Told:
        self.posts[post].hidden = asked.json["hidden"] is True
        return Told({"data": {"hidden": self.posts[post].hidden}})

    def _list(self, asked: Asked, user: str, which: str) -> Told:
        since = asked.query["start_time"]
        if user != ME or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", since):
            return self.refused()
        theirs = {"tweets": {ME}, "mentions": {SOMEBODY}}[which]
        page = [
            one
            for one in reversed(self.posts.values())
            if one.author in theirs and iso(one.id) >= since
        ]
        page = [] if self.shows_nothing else page
        start = int(asked.query.get("pagination_token", "0"))
        size = min(int(asked.query["max_results"]), 100)
        posts = [shown(one, "") for one in page[start : start + size]]
        meta: dict[str, object] = {"result_count": len(posts)}
        if start + size < len(page):
            meta["next_token"] = str(start + size)
        users = [{"id": SOMEBODY, "username": "pelanggan", "name": "Pelanggan"}]
        return Told(
            {**({"data": posts} if posts else {}), "includes": {"users": users}, "meta": meta}
        )

    def _upload(self, asked: Asked) -> Told:
        body = asked.files["media"].body
        if asked.form.get("media_category") != "tweet_image" or not body or len(body) > 5_000_000:
            return self.refused()
        media = Media(id=self.new_id(), kind="tweet_image", total=len(body), finished=True)
        self.media[media.id] = media
        return Told(
            {"data": {"id": media.id, "expires_after_secs": self.life_s, "size": len(body)}}
        )

    def _initialize(self, asked: Asked) -> Told:
        kind, total = asked.json["media_category"], asked.json["total_bytes"]
        fits = {"tweet_gif": ("image/gif", 15_000_000), "tweet_video": ("video/mp4", 512_000_000)}
        mime, most = fits[kind]
        if asked.json["media_type"] != mime or not 0 < total <= most:
            return self.refused()
        media = Media(id=self.new_id(), kind=kind, total=total)
        self.media[media.id] = media
        return Told({"data": {"id": media.id, "expires_after_secs": self.life_s}})

    def _append(self, asked: Asked, media: str) -> Told:
        number, piece = int(asked.form["segment_index"]), asked.files["media"].body
        if not 0 <= number <= 999 or len(piece) > 5 * 1024 * 1024:
            return self.refused()
        if number == self.dies_at_piece:
            return self.broken(503)
        self.media[media].pieces[number] = piece
        return Told(status=204)

    def _finalize(self, _asked: Asked, media: str) -> Told:
        one = self.media[media]
        whole = sum(map(len, one.pieces.values())) == one.total
        if not whole or sorted(one.pieces) != list(range(len(one.pieces))):
            return problem(
                400, "Invalid Request", "Segments do not add up to provided total file size."
            )
        one.finished, one.checks_left = True, self.checks
        work = {"state": "pending", "check_after_secs": 5}
        told = {"id": media, "size": one.total, "expires_after_secs": self.life_s}
        return Told({"data": {**told, "processing_info": work}})

    def _status(self, asked: Asked) -> Told:
        one = self.media.get(asked.query["media_id"])
        if one is None or asked.query["command"] != "STATUS" or not one.finished:
            return problem(404, "Not Found", "The requested resource was not found.")
        if self.fails_media:
            error = {"code": 1, "name": "InvalidMedia", "message": self.fails_media}
            return Told(
                {"data": {"id": one.id, "processing_info": {"state": "failed", "error": error}}}
            )
        one.checks_left = max(0, one.checks_left - 1)
        state = "in_progress" if one.checks_left else "succeeded"
        work = {"state": state, "check_after_secs": 5, "progress_percent": 50}
        return Told({"data": {"id": one.id, "processing_info": work}})

    def _describe(self, asked: Asked) -> Told:
        text = asked.json["metadata"]["alt_text"]["text"]
        if len(text) > 1000:
            return self.refused()
        self.media[asked.json["id"]].alt_text = text
        return Told({"data": {"id": asked.json["id"]}})


class XStage(FakeStage):
    """One account's stage."""

    secrets: Mapping[str, str] = {"X_TOKEN_BRAND": "x-secret"}

    def __init__(self) -> None:
        self.server = XFake()
        super().__init__(self.server)
        self.address = f"{self.fake.url}/kopi_senja"

    def texts(self) -> list[str]:
        return [one.text for one in self.server.posts.values() if one.author == ME]

    def ignore_keys(self) -> None:
        self.server.refuses_duplicates = False

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        post = Post(id=self.server.new_id(), text=text, author=SOMEBODY, answers=receipt.network_id)
        self.server.posts[post.id] = post
        return "pelanggan"

    def hidden(self) -> list[str]:
        return [one.text for one in self.server.posts.values() if one.hidden]


def stage() -> XStage:
    return XStage()
