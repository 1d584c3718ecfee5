"""A small server-side Tumblr: one blog, its posts of blocks, its notes and its activity.

It checks what its documentation demands: blocks and their types, lengths in code points, links within
their text, the JSON as a form's first part, files by their names in the blocks. What it does not
play: the queue, reblogging, transcoding (a film is there at once), older forms of posts.
"""

import itertools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from automation.domain.publishing.publication import Receipt
from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import FakeStage

TOKEN = "tumblr-kopi-senja-4711"


@dataclass
class BlogServer(Fake):
    """The blog `kopi_senja`."""

    blogs: Sequence[str] = ("kopi_senja", "kopi-lain")
    posts: dict[str, dict[str, Any]] = field(default_factory=dict)
    notices: list[dict[str, Any]] = field(default_factory=list)
    refusal: tuple[int, int, str] | None = None
    """Status, subcode and title given to what would post."""
    page_size: int = 20
    is_garbled: bool = False
    """Whether lists of posts come without posts, as refusals do."""

    def __post_init__(self) -> None:
        super().__init__()
        self._numbers = itertools.count(700_000_000_000_001)

    def publishes(self, asked: Asked) -> bool:
        return asked.method == "POST" and asked.path.endswith("/posts")

    def unauthorized(self) -> Told:
        return _no(401, 1016, "Unauthorized")

    def forbidden(self) -> Told:
        return _no(403, 0, "You are not allowed to post to this blog.")

    def refused(self) -> Told:
        return _no(400, 8001, "'content' must be an array")

    def broken(self, status: int) -> Told:
        return _no(status, 0, "Something went wrong")

    def answer(self, asked: Asked) -> Told:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return self.unauthorized()
        if asked.path == "/v2/user/info":
            blogs = [{"name": name, "followers": 7} for name in self.blogs]
            return _ok({"user": {"name": self.blogs[0], "blogs": blogs}})
        found = re.fullmatch(r"/v2/blog/([\w-]+)/([a-z/]+?)(?:/(\d+))?", asked.path)
        call = found and _CALLS.get((asked.method, found[2], bool(found[3])))
        if not found or not call or found[1] not in self.blogs:
            return _no(404, 0, "Not Found")
        told: Told = getattr(self, call)(asked, found[3])
        return told

    def _make(self, asked: Asked, _number: str) -> Told:
        if self.refusal:
            return _no(*self.refusal)
        told, files = asked.json, {}
        if "multipart" in asked.headers.get("content-type", ""):
            first = re.search(rb'name="([^"]+)"', asked.body)
            if not first or first[1] != b"json":
                return _no(400, 8001, "the JSON must be the first part")
            told, files = json.loads(asked.form["json"]), asked.files
        if wrong := _wrong(told, set(files)):
            return _no(400, 8001, wrong)
        number = str(next(self._numbers))
        self._keep(number, told)
        return _ok({"id": number, "state": "published", "display_text": "Posted"}, 201)

    def _keep(self, number: str, told: Mapping[str, Any]) -> None:
        self.posts[number] = {
            "timestamp": _now(), **self.posts.get(number, {}), "id_string": number, "id": int(number),
            "content": told["content"], "tags": [tag for tag in told.get("tags", "").split(",") if tag],
        }  # fmt: skip

    def _list(self, asked: Asked, _number: str) -> Told:
        if self.is_garbled:
            return _ok([])
        newest = list(reversed(self.posts.values()))
        start = int(asked.query.get("offset", "0"))
        return _ok({"posts": newest[start : start + self.page_size], "total_posts": len(newest)})

    def _one(self, _asked: Asked, number: str) -> Told:
        return _ok(self.posts[number]) if number in self.posts else _no(404, 0, "Not Found")

    def _change(self, asked: Asked, number: str) -> Told:
        if number not in self.posts:
            return _no(404, 0, "Not Found")
        if wrong := _wrong(asked.json, set(), stays=True):
            return _no(400, 8001, wrong)
        self._keep(number, asked.json)
        return _ok({"id": number})

    def _remove(self, asked: Asked, _number: str) -> Told:
        gone = self.posts.pop(asked.form.get("id", ""), None)
        return _ok({"id": 1}) if gone else _no(404, 0, "Not Found")

    def _notes(self, asked: Asked, _number: str) -> Told:
        if asked.query.get("mode") != "conversation":
            return _ok({"notes": [], "total_notes": 9})
        return _ok({"notes": [], "total_notes": 9, "total_likes": 6, "total_reblogs": 2})

    def _activity(self, asked: Asked, _number: str) -> Told:
        before = int(asked.query.get("before", "99999999999"))
        newest = [one for one in reversed(self.notices) if one["timestamp"] < before]
        page = newest[: self.page_size]
        more = (
            {"next": {"query_params": {"before": str(page[-1]["timestamp"])}}}
            if len(newest) > len(page)
            else {}
        )
        return _ok({"notifications": page, "_links": more})

    def notice(self, kind: str, **more: object) -> None:
        """Let something happen on the blog."""
        number = f"n{len(self.notices) + 1}"
        self.notices.append(
            {
                "id": number,
                "type": kind,
                "timestamp": _now(),
                "from_tumblelog_name": "pelanggan",
                **more,
            }
        )


_CALLS = {
    ("POST", "posts", False): "_make",
    ("GET", "posts", False): "_list",
    ("GET", "posts", True): "_one",
    ("PUT", "posts", True): "_change",
    ("POST", "post/delete", False): "_remove",
    ("GET", "notes", False): "_notes",
    ("GET", "notifications", False): "_activity",
}


def _wrong(told: Mapping[str, Any], files: set[str], *, stays: bool = False) -> str:
    """Say what is wrong with a post; empty when nothing is."""
    content, named = told.get("content"), set()
    if not isinstance(content, list) or not content:
        return "'content' must be an array"
    for block in content:
        match block.get("type"):
            case "text":
                if not block["text"] or len(block["text"]) > 4096:
                    return "a text block has 1 to 4096 characters"
                if any(one["end"] > len(block["text"]) for one in block.get("formatting", ())):
                    return "formatting lies outside its text"
            case "image" | "video":
                media = block["media"][0] if block["type"] == "image" else block["media"]
                named.add(media["identifier"])
            case _:
                return "unknown block"
    return "" if stays or named == files - {"json"} else "the files are not those of the blocks"


def _now() -> int:
    return int(datetime.now(UTC).timestamp())  # noqa: TID251 - the fake server's own clock


def _ok(response: object, status: int = 200) -> Told:
    return Told({"meta": {"status": status, "msg": "OK"}, "response": response}, status)


def _no(status: int, code: int, title: str) -> Told:
    errors = [{"title": title, "code": code, "detail": title}]
    return Told(
        {"meta": {"status": status, "msg": title}, "response": [], "errors": errors}, status
    )


class TumblrStage(FakeStage):
    """One blog."""

    def __init__(self) -> None:
        self.server = BlogServer()
        super().__init__(self.server)
        self.secrets: Mapping[str, str] = {"TUMBLR_TOKEN_BRAND": TOKEN}
        self.address = f"{self.server.url}/kopi_senja"

    def texts(self) -> Sequence[str]:
        return [
            "\n\n".join(block["text"] for block in one["content"] if block["type"] == "text")
            for one in self.server.posts.values()
        ]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        self.server.notice("reply", target_post_id=receipt.network_id, reply_text=text)
        return "pelanggan"


def stage() -> TumblrStage:
    return TumblrStage()
