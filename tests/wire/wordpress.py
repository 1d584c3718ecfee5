"""A small server-side WordPress: one blog, its users, its media library and its comments.

It does what was measured on WordPress 6.1.9: wrong passwords that pass for no password, slugs that
are numbered, drafts, the bin, comments refused as duplicates, refused files with status 500. What it
does not play: revisions, blocks, plug-ins, categories, thumbnails, the HTML filter.
"""

import base64
import html
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from automation.domain.publishing.publication import Receipt
from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import FakeStage

LOGIN = "kopi_senja:abcd EFGH ijkl MNOP qrst UVWX"
EDITOR = ("read", "publish_posts", "upload_files", "moderate_comments")
_MIMES = {"image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"}
_OWN = 2


@dataclass
class BlogServer(Fake):
    """One blog. Posts, files and comments are kept as the API shows them to an editor."""

    rights: Sequence[str] = EDITOR
    is_pretty: bool = True
    has_api: bool = True
    has_bin: bool = True
    is_closed: bool = False
    """Whether its posts take no comments."""
    sees_passwords: bool = True
    """False: application passwords are off, or the web server drops the header."""
    posts: dict[int, dict[str, Any]] = field(default_factory=dict)
    files: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    refusal: Told | None = None
    """Answered to everything but the index, as plug-ins and firewalls do."""

    def __post_init__(self) -> None:
        super().__init__()
        self._numbers = itertools.count(11)

    def publishes(self, asked: Asked) -> bool:
        says = asked.method == "POST" and self._route(asked).endswith("/comments")
        return says or ("/posts" in self._route(asked) and asked.json.get("status") == "publish")

    def unauthorized(self) -> Told:
        return _no(401, "rest_not_logged_in", "You are not currently logged in.")

    def forbidden(self) -> Told:
        return _no(403, "rest_cannot_publish", "Sorry, you are not allowed to publish posts.")

    def refused(self) -> Told:
        return _no(400, "rest_invalid_param", "Invalid parameter(s): featured_media")

    def broken(self, status: int) -> Told:
        return _no(status, "internal_server_error", "There has been a critical error.")

    def _route(self, asked: Asked) -> str:
        """Return the route asked for; empty when the address is no part of the API."""
        if self.has_api and self.is_pretty and asked.path.startswith("/wp-json"):
            return asked.path.removeprefix("/wp-json") or "/"
        return asked.query.get("rest_route", "") if self.has_api and asked.path == "/" else ""

    def answer(self, asked: Asked) -> Told:
        route = self._route(asked)
        if not route:
            return Told("<!doctype html><title>404</title>", 404, {"Content-Type": "text/html"})
        if route == "/":
            return Told({"name": "Kopi Senja", "namespaces": ["oembed/1.0", "wp/v2"]})
        if self.refusal:
            return self.refusal
        _, _, _, kind, *number = route.split("/")
        if not self._knows(asked) and (asked.method != "GET" or kind == "users"):
            return self.unauthorized()
        place = int(number[0]) if number and number[0].isdecimal() else 0
        told: Told = getattr(self, f"_{asked.method.lower()}_{kind}")(asked, place)
        return told

    def _knows(self, asked: Asked) -> bool:
        scheme, _, told = asked.headers.get("authorization", "").partition(" ")
        good = base64.b64encode(LOGIN.encode()).decode()
        return self.sees_passwords and scheme == "Basic" and told == good

    def _get_users(self, _asked: Asked, _number: int) -> Told:
        rights = dict.fromkeys(self.rights, True)
        return Told({"id": _OWN, "slug": "kopi_senja", "capabilities": rights})

    def _get_posts(self, asked: Asked, number: int) -> Told:
        if number:
            post = self.posts.get(number)
            return Told(post) if post else _no(404, "rest_post_invalid_id", "Invalid post ID.")
        wanted = asked.query.get("status", "publish").split(",")
        return Told(
            [
                one
                for one in self.posts.values()
                if one["slug"] == asked.query["slug"] and one["status"] in wanted
            ]
        )

    def _post_posts(self, asked: Asked, number: int) -> Told:
        told = asked.json
        if number and number not in self.posts:
            return _no(404, "rest_post_invalid_id", "Invalid post ID.")
        if told.get("status") == "publish" and "publish_posts" not in self.rights:
            return self.forbidden()
        if told.get("featured_media") and told["featured_media"] not in self.files:
            return _no(400, "rest_invalid_featured_media", "Invalid featured media ID.")
        number = number or next(self._numbers)
        post = self.posts.setdefault(
            number, {"id": number, "status": "draft", "slug": "", "title": {}, "content": {}}
        )
        if "slug" in told:
            post["slug"] = self._free_slug(told["slug"], number)
        post["title"] = {"raw": told["title"]} if "title" in told else post["title"]
        post["content"] = {"raw": told["content"]} if "content" in told else post["content"]
        post["featured_media"] = told.get("featured_media", post.get("featured_media", 0))
        if told.get("status", post["status"]) != post["status"] or "date_gmt" not in post:
            post["date_gmt"] = _now()
        post["status"] = told.get("status", post["status"])
        is_out = post["status"] == "publish"
        post["link"] = f"{self.url}/{post['slug']}/" if is_out else f"{self.url}/?p={number}"
        return Told({name: post[name] for name in asked.query["_fields"].split(",")}, 200)

    def _free_slug(self, slug: str, number: int) -> str:
        taken = {one["slug"] for one in self.posts.values() if one["id"] != number}
        names = itertools.chain([slug], (f"{slug}-{n}" for n in itertools.count(2)))
        return next(name for name in names if name not in taken)

    def _delete_posts(self, asked: Asked, number: int) -> Told:
        post = self.posts.get(number)
        if post is None:
            return _no(404, "rest_post_invalid_id", "Invalid post ID.")
        if asked.query.get("force") == "true":
            return Told({"deleted": True, "previous": self.posts.pop(number)})
        if not self.has_bin:
            return _no(501, "rest_trash_not_supported", "The post does not support trashing.")
        if post["status"] == "trash":
            return _no(410, "rest_already_trashed", "The post has already been deleted.")
        post.update(status="trash", slug=f"{post['slug']}__trashed")
        return Told(post)

    def _post_media(self, asked: Asked, _number: int) -> Told:
        if "upload_files" not in self.rights:
            return _no(
                403,
                "rest_cannot_create",
                "Sorry, you are not allowed to create posts as this user.",
            )
        if not (sent := asked.files.get("file")):
            return _no(400, "rest_upload_no_data", "No data supplied.")
        if sent.mime not in _MIMES:
            return _no(
                500,
                "rest_upload_unknown_error",
                "Sorry, you are not allowed to upload this file type.",
            )
        number = next(self._numbers)
        url = f"{self.url}/wp-content/uploads/{sent.name}"
        self.files[number] = {
            "id": number,
            "source_url": url,
            "alt_text": asked.form.get("alt_text", ""),
        }
        return Told(self.files[number], 201)

    def _get_comments(self, asked: Asked, number: int) -> Told:
        if number:
            one = self.comments.get(number)
            return Told(one) if one else _no(404, "rest_comment_invalid_id", "Invalid comment ID.")
        moderates = asked.query.get("status") == "all" and "moderate_comments" in self.rights
        found = [
            one for one in self.comments.values()
            if (moderates or one["status"] == "approved")
            and all(str(one[name]) == asked.query[name] for name in ("post", "parent", "author") if name in asked.query)
            and one["date_gmt"] > asked.query.get("after", "")
        ]  # fmt: skip
        size, page = int(asked.query.get("per_page", "10")), int(asked.query.get("page", "1"))
        return Told(found[(page - 1) * size : page * size], 200, {"X-WP-Total": str(len(found))})

    def _post_comments(self, asked: Asked, number: int) -> Told:
        told = asked.json
        if number:
            if "moderate_comments" not in self.rights:
                return _no(
                    403, "rest_cannot_edit", "Sorry, you are not allowed to edit this comment."
                )
            self.comments[number]["status"] = told["status"]
            return Told(self.comments[number])
        if self.is_closed:
            return _no(403, "rest_comment_closed", "Sorry, comments are closed for this item.")
        if len(told["content"].encode()) > 65_525:
            return _no(400, "comment_content_column_length", "Your comment is too long.")
        same = (told["post"], told["parent"], told["content"])
        if any(
            (one["post"], one["parent"], one["raw"]) == same
            for one in self.comments.values()
            if one["author"] == _OWN
        ):
            return _no(409, "comment_duplicate", "Duplicate comment detected")
        return Told(
            self.comment(told["post"], told["content"], parent=told["parent"], author=_OWN), 201
        )

    def _delete_comments(self, asked: Asked, number: int) -> Told:
        if number not in self.comments:
            return _no(404, "rest_comment_invalid_id", "Invalid comment ID.")
        if not self.has_bin and asked.query.get("force") != "true":
            return _no(501, "rest_trash_not_supported", "The comment does not support trashing.")
        return Told({"deleted": True, "previous": self.comments.pop(number)})

    def comment(
        self, post: int, text: str, *, parent: int = 0, author: int = 0, status: str = "approved"
    ) -> Mapping[str, Any]:
        """Keep a comment, whoever wrote it."""
        number = next(self._numbers)
        self.comments[number] = {
            "id": number, "post": post, "parent": parent, "author": author, "raw": text, "status": status,
            "author_name": "kopi_senja" if author else "Sari", "date_gmt": _now(),
            "content": {"rendered": f"<p>{html.escape(text, quote=False)}</p>\n"},
            "link": f"{self.posts[post]['link']}#comment-{number}",
        }  # fmt: skip
        return self.comments[number]


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}"  # noqa: TID251 - the fake server's own clock


def _no(status: int, code: str, message: str) -> Told:
    return Told({"code": code, "message": message, "data": {"status": status}}, status)


class WordPressStage(FakeStage):
    """One editor of one blog."""

    def __init__(self) -> None:
        self.server = BlogServer()
        super().__init__(self.server)
        self.secrets: Mapping[str, str] = {"WORDPRESS_PASSWORD_BRAND": LOGIN}
        self.address = f"{self.server.url}/"

    def texts(self) -> Sequence[str]:
        out = [
            _typed(one["content"]["raw"])
            for one in self.server.posts.values()
            if one["status"] == "publish"
        ]
        return [
            *out,
            *(one["raw"] for one in self.server.comments.values() if one["author"] == _OWN),
        ]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        return str(self.server.comment(int(receipt.network_id), text)["author_name"])

    def hidden(self) -> Sequence[str]:
        return [one["raw"] for one in self.server.comments.values() if one["status"] == "hold"]


def _typed(content: str) -> str:
    """Read the paragraphs of a post back, as a browser would show them."""
    body = content.partition("<figure")[0].replace("</p>\n<p>", "\n\n").replace("<br>", "\n")
    while "<" in body:
        before, _, rest = body.partition("<")
        body = before + rest.partition(">")[2]
    return html.unescape(body).rstrip("\n")


def stage() -> WordPressStage:
    return WordPressStage()
