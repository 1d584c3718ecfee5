"""LinkedIn's versioned interface for one page and one member, on this machine.

It checks the token, the version, the author, that "little text" is escaped, lengths, the order of
an upload's steps and its pieces, and names the post that stands there when the same comes again.
It does not play OAuth, reviews of apps, polls, documents, mentions, reactions, nor how long
LinkedIn remembers a text.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from automation.domain.publishing.publication import Receipt
from tests.contracts.trouble import Trouble
from tests.wire.fake import Asked, Fake, Told
from tests.wire.linkedin_words import (
    BARE,
    HASHTAG,
    MEMBER,
    PAGE,
    SOMEBODY,
    Comment,
    Media,
    Post,
    as_told,
    comment_told,
    error,
    now_ms,
    shown,
)
from tests.wire.stage import FakeStage


class LinkedInFake(Fake):
    """The server. `version` is what it speaks; `role` is ours on the page."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: dict[str, Post] = {}
        self.comments: dict[str, Comment] = {}
        self.media: dict[str, Media] = {}
        self.refuses_duplicates = True
        self.version = "202608"
        self.role = "ADMINISTRATOR"
        self.checks = 1
        self.fails_media = ""
        self.dies_at_piece: int | None = None
        self.refuses: tuple[int, str] | None = None
        self._number = 0

    def publishes(self, asked: Asked) -> bool:
        return (asked.method, asked.path) == ("POST", "/rest/posts")

    def unauthorized(self) -> Told:
        return error(401, "Invalid access token")

    def forbidden(self) -> Told:
        return error(
            403, "Not enough permissions to access: partnerApiPostsExternal.CREATE.20260801"
        )

    def refused(self) -> Told:
        return error(
            422, "com.linkedin.content.common.exception.BadRequestResponseException: invalid"
        )

    def limited(self) -> Told:
        return Told(
            error(429, "Resource level throttle limit for calls is reached.").body,
            429,
            {"Retry-After": "60"},
        )

    def broken(self, status: int) -> Told:
        return error(status, "Internal Server Error")

    def answer(self, asked: Asked) -> Told:
        if asked.headers.get("authorization") != "Bearer linkedin-secret":
            return self.unauthorized()
        if asked.path.startswith("/rest/"):
            if asked.headers.get("linkedin-version") != self.version:
                return error(
                    426, f"Requested version {asked.headers.get('linkedin-version')} is not active"
                )
            if asked.headers.get("x-restli-protocol-version") != "2.0.0":
                return self.refused()
        if self.refuses and self.publishes(asked):
            return error(*self.refuses)
        for method, pattern, play in self._routes():
            found = re.fullmatch(pattern, asked.path)
            if found and asked.method == method:
                return play(asked, *map(unquote, found.groups()))
        return error(404, "No resource found")

    def _routes(self) -> tuple[tuple[str, str, Callable[..., Told]], ...]:
        return (
            ("GET", "/v2/userinfo", lambda _: Told({"sub": "kopi8675309", "name": "Kopi Senja"})),
            ("GET", "/rest/organizations", self._organizations),
            (
                "GET",
                "/rest/organizationAcls",
                lambda _: Told({"elements": [{"organization": PAGE, "role": self.role}]}),
            ),
            ("GET", r"/rest/networkSizes/(.+)", lambda _, __: Told({"firstDegreeSize": 412})),
            ("POST", "/rest/posts", self._create),
            ("GET", "/rest/posts", self._list),
            ("GET", r"/rest/posts/([^/]+)", self._read),
            ("POST", r"/rest/posts/([^/]+)", self._edit),
            ("DELETE", r"/rest/posts/([^/]+)", self._delete),
            ("GET", "/rest/organizationalEntityShareStatistics", self._statistics),
            ("POST", r"/rest/socialActions/([^/]+)/comments", self._comment),
            ("GET", r"/rest/socialActions/([^/]+)/comments", self._comments),
            ("POST", r"/rest/(images|videos)", self._media),
            ("GET", r"/rest/videos/(.+)", self._film),
            ("PUT", r"/dms-uploads/(.+)/(\d+)", self._put),
        )

    def new_number(self) -> str:
        """Return a number that holds the time, as LinkedIn's do."""
        self._number += 1
        return str((now_ms() << 22) + self._number)

    def _organizations(self, asked: Asked) -> Told:
        found = asked.query.get("vanityName") == "kopi-senja"
        return Told({"elements": [{"id": 5515715, "localizedName": "Kopi Senja"}] if found else []})

    def _create(self, asked: Asked) -> Told:
        body = asked.json
        if body["author"] not in (PAGE, MEMBER) or body["lifecycleState"] != "PUBLISHED":
            return self.forbidden()
        commentary = body["commentary"]
        if BARE.search(HASHTAG.sub("", commentary)) or len(shown(commentary)) > 3000:
            return self.refused()
        content = body.get("content", {})
        images = content.get("multiImage", {}).get("images", [])
        named = [one["id"] for one in images] or [
            one["id"] for one in [content.get("media")] if one
        ]
        if any(one not in self.media for one in named) or (images and not 2 <= len(images) <= 20):
            return self.refused()
        for post in self.posts.values() if self.refuses_duplicates else ():
            if (post.body["commentary"], post.body.get("content")) == (
                commentary,
                body.get("content"),
            ):
                return error(
                    422,
                    f"com.linkedin.BadRequestResponseException: Content is a duplicate of {post.urn}",
                )
        post = Post(urn=f"urn:li:share:{self.new_number()}", body=body, changed_ms=now_ms())
        self.posts[post.urn] = post
        return Told(status=201, headers={"x-restli-id": post.urn})

    def _list(self, asked: Asked) -> Told:
        if asked.query["author"] != PAGE or asked.query["q"] != "author":
            return self.forbidden()
        page = sorted(self.posts.values(), key=lambda one: (one.changed_ms, one.urn), reverse=True)
        start, count = int(asked.query["start"]), min(100, int(asked.query["count"]))
        return Told({"elements": [as_told(one) for one in page[start : start + count]]})

    def _read(self, _asked: Asked, urn: str) -> Told:
        post = self.posts.get(urn)
        return Told(as_told(post)) if post else error(404, "Could not find entity")

    def _edit(self, asked: Asked, urn: str) -> Told:
        if asked.headers.get("x-restli-method") != "PARTIAL_UPDATE":
            return self.refused()
        self.posts[urn].body["commentary"] = asked.json["patch"]["$set"]["commentary"]
        self.posts[urn].changed_ms = now_ms()
        return Told(status=204)

    def _delete(self, _asked: Asked, urn: str) -> Told:
        self.posts.pop(urn, None)
        return Told(status=204)

    def _statistics(self, asked: Asked) -> Told:
        urn = asked.query.get("shares", "").removeprefix("List(").removesuffix(")")
        if asked.query["organizationalEntity"] != PAGE or urn not in self.posts:
            return Told({"elements": []})
        totals = {
            "impressionCount": 900, "uniqueImpressionsCount": 640, "likeCount": 31, "commentCount": 4, "shareCount": 2,
            "clickCount": 55, "engagement": 0.1,
        }  # fmt: skip
        return Told({"elements": [{"share": urn, "totalShareStatistics": totals}]})

    def _comment(self, asked: Asked, target: str) -> Told:
        body = asked.json
        if body["actor"] not in (PAGE, MEMBER) or len(body["message"]["text"]) > 1250:
            return self.refused()
        if body["object"] not in self.posts or (
            target.startswith("urn:li:comment") and body.get("parentComment") != target
        ):
            return self.refused()
        one = self.add_comment(
            body["object"], body["actor"], body["message"]["text"], body.get("parentComment", "")
        )
        return Told(comment_told(one), 201, {"x-restli-id": one.urn.rpartition(",")[2].strip(")")})

    def add_comment(self, post: str, actor: str, text: str, parent: str = "") -> Comment:
        """Keep a comment."""
        urn = f"urn:li:comment:({post},{self.new_number()})"
        one = Comment(urn=urn, post=post, actor=actor, text=text, parent=parent, at_ms=now_ms())
        self.comments[urn] = one
        return one

    def _comments(self, _asked: Asked, post: str) -> Told:
        return Told(
            {"elements": [comment_told(one) for one in self.comments.values() if one.post == post]}
        )

    def _media(self, asked: Asked, kind: str) -> Told:
        if asked.query["action"] == "finalizeUpload":
            return self._finalize(asked.json["finalizeUploadRequest"])
        about = asked.json["initializeUploadRequest"]
        urn = f"urn:li:{kind[:-1]}:C5{self.new_number()}"
        self.media[urn] = Media(urn=urn, size=about.get("fileSizeBytes", 0))
        address = f"{self.url}/dms-uploads/{urn}"
        if kind == "images":
            return Told({"value": {"image": urn, "uploadUrl": f"{address}/0"}})
        piece = 4 * 1024 * 1024
        starts = range(0, about["fileSizeBytes"], piece)
        steps = [
            {
                "uploadUrl": f"{address}/{n}",
                "firstByte": at,
                "lastByte": min(at + piece, about["fileSizeBytes"]) - 1,
            }
            for n, at in enumerate(starts)
        ]
        return Told({"value": {"video": urn, "uploadToken": "", "uploadInstructions": steps}})

    def _put(self, asked: Asked, urn: str, number: str) -> Told:
        if int(number) == self.dies_at_piece:
            return self.broken(503)
        self.media[urn].pieces[int(number)] = asked.body
        return Told(status=201, headers={"ETag": f'"part-{number}"'})

    def _finalize(self, done: dict[str, Any]) -> Told:
        media = self.media[done["video"]]
        whole = sum(map(len, media.pieces.values())) == media.size
        if not whole or done["uploadedPartIds"] != [
            f"part-{number}" for number in sorted(media.pieces)
        ]:
            return self.refused()
        media.checks_left = self.checks
        return Told(status=200)

    def _film(self, _asked: Asked, urn: str) -> Told:
        media = self.media[urn]
        if self.fails_media:
            return Told(
                {
                    "id": urn,
                    "status": "PROCESSING_FAILED",
                    "processingFailureReason": self.fails_media,
                }
            )
        media.checks_left = max(0, media.checks_left - 1)
        return Told({"id": urn, "status": "PROCESSING" if media.checks_left else "AVAILABLE"})


class LinkedInStage(FakeStage):
    """One page's stage, or with `path` another address's."""

    account = "Kopi Senja"
    secrets: Mapping[str, str] = {"LINKEDIN_TOKEN_BRAND": "linkedin-secret"}
    spared: Mapping[Trouble, str] = {Trouble.HALF: "the answer has no body; the id is beside it"}

    def __init__(self, path: str = "company/kopi-senja") -> None:
        self.server = LinkedInFake()
        super().__init__(self.server)
        self.address = f"{self.fake.url}/{path}"

    def texts(self) -> list[str]:
        replies = [one.text for one in self.server.comments.values() if one.actor == PAGE]
        return [shown(one.body["commentary"]) for one in self.server.posts.values()] + replies

    def ignore_keys(self) -> None:
        self.server.refuses_duplicates = False

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        self.server.add_comment(receipt.network_id, SOMEBODY, text)
        return SOMEBODY


def stage() -> LinkedInStage:
    return LinkedInStage()
