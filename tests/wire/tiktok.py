"""A small TikTok: one account's posts by the Content Posting API, and the list of its videos.

It checks the bearer token, that the upload's address is given none, the pieces' sizes, order and
number, captions in UTF-16 units, and the privacy the account offers. A post is worked on for one
question after its last byte, then it is out. It does not play: rate limits by the minute, music,
branded content, cancelling, web hooks, and the fetching of photos, whose addresses it only reads.
"""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from automation.domain.content.draft import Attachment, Part
from tests.contracts.trouble import Trouble
from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import TEXT, FakeStage

TOKEN = "act.kopi-senja-token"
NAME = "kopi_senja"
MB = 1_000_000
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


def refusal(status: int, code: str, message: str = "Refused") -> Told:
    """Return a refusal as TikTok words it."""
    return Told({"data": {}, "error": {"code": code, "message": message, "log_id": "1"}}, status)


class TikTokFake(Fake):
    """The API's server and the one that takes films, in one."""

    def __init__(self) -> None:
        super().__init__()
        self.rights = {"video.publish", "video.upload", "video.list"}
        self.offers = ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"]
        self.longest_s = 600
        self.work = 1
        """How many questions a post is worked on for."""
        self.moderates = False
        """Whether public posts wait for their id."""
        self.cuts: deque[bool] = deque()
        """Which of the next pieces fail: True once it is stored, False before."""
        self.refusals: deque[Told] = deque()
        self.posts: dict[str, dict[str, Any]] = {}
        """By publish_id, in the order they were begun."""
        self._made = 0

    def publishes(self, asked: Asked) -> bool:
        found = _RANGE.fullmatch(asked.headers.get("content-range", ""))
        return found is not None and int(found[2]) == int(found[3]) - 1

    def unauthorized(self) -> Told:
        return refusal(401, "access_token_invalid", "The access token is invalid or has expired.")

    def forbidden(self) -> Told:
        return Told({"message": "expired"}, 403)

    def refused(self) -> Told:
        return Told({"message": "bad request"}, 400)

    def limited(self) -> Told:
        return refusal(429, "rate_limit_exceeded", "Too many requests.")

    def broken(self, status: int) -> Told:
        return refusal(status, "internal_error", "Please try again later.")

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/upload":
            return self._piece(asked)
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return self.unauthorized()
        if self.refusals:
            return self.refusals.popleft()
        name = asked.path.removeprefix("/v2/").strip("/").replace("/", "_")
        handler = getattr(self, f"_{name}", None)
        return handler(asked) if handler else refusal(404, "invalid_params")

    def fail(self, publish_id: str, reason: str) -> None:
        """Let a post that was taken come to nothing."""
        self.posts[publish_id] |= {"status": "FAILED", "reason": reason}

    def out(self) -> list[dict[str, Any]]:
        """Return the posts that are out."""
        return [one for one in self.posts.values() if one["status"] == "PUBLISH_COMPLETE"]

    def _piece(self, asked: Asked) -> Told:
        if "authorization" in asked.headers:
            return Told({"message": "what is this credential doing here?"}, 400)
        post = self.posts.get(asked.query.get("upload_id", ""))
        found = _RANGE.fullmatch(asked.headers.get("content-range", ""))
        if post is None or found is None:
            return Told({"message": "unknown"}, 404)
        start, end, size = (int(one) for one in found.groups())
        nth, whole = divmod(start, post["chunk_size"])
        is_last = nth == post["count"] - 1
        length = end - start + 1
        right = size - start if is_last else post["chunk_size"]
        if (
            whole
            or start != post["has"]
            or length != right
            or length != len(asked.body)
            or size != post["size"]
        ):
            return Told({"message": "range"}, 416)
        if self.cuts:
            post["has"] += length if (stored := self.cuts.popleft()) else 0
            post["body"] += asked.body if stored else b""
            return Told("", 502)
        post["has"] += length
        post["body"] += asked.body
        return Told("", 201 if is_last else 206)

    def _post_publish_creator_info_query(self, asked: Asked) -> Told:
        if "video.publish" not in self.rights:
            return refusal(401, "scope_not_authorized", "The scope video.publish is missing.")
        return _ok({
            "creator_username": NAME, "creator_nickname": "Kopi Senja", "privacy_level_options": self.offers,
            "comment_disabled": False, "duet_disabled": True, "stitch_disabled": False,
            "max_video_post_duration_sec": self.longest_s,
        })  # fmt: skip

    def _post_publish_video_init(self, asked: Asked) -> Told:
        return self._wrong(asked.json.get("post_info", {}), "title", 2200) or self._begin(
            asked, inbox=False
        )

    def _post_publish_inbox_video_init(self, asked: Asked) -> Told:
        return self._begin(asked, inbox=True)

    def _wrong(self, info: Mapping[str, Any], words: str, most: int) -> Told | None:
        if len(info.get(words, "").encode("utf-16-le")) // 2 > most:
            return refusal(400, "invalid_params", f"{words} is too long")
        if info.get("privacy_level") not in self.offers:
            return refusal(403, "privacy_level_option_mismatch")
        return None

    def _begin(self, asked: Asked, *, inbox: bool) -> Told:
        source = asked.json.get("source_info", {})
        size, chunk, count = (
            source.get(k) for k in ("video_size", "chunk_size", "total_chunk_count")
        )
        if source.get("source") != "FILE_UPLOAD" or count != max(1, size // chunk):
            return refusal(400, "invalid_params", "source_info")
        if (size < 5 * MB and chunk != size) or (size > 64 * MB and count == 1):
            return refusal(400, "invalid_params", "chunk_size")
        if count > 1 and not 5 * MB <= chunk <= 64 * MB:
            return refusal(400, "invalid_params", "chunk_size")
        post = self._new(asked.json.get("post_info", {}), inbox=inbox)
        post |= {"size": size, "chunk_size": chunk, "count": count}
        address = f"{self.url}/upload?upload_id={post['publish_id']}&upload_token=geheim"
        return _ok({"publish_id": post["publish_id"], "upload_url": address})

    def _post_publish_content_init(self, asked: Asked) -> Told:
        source, info = asked.json.get("source_info", {}), asked.json.get("post_info", {})
        inbox = asked.json.get("post_mode") == "MEDIA_UPLOAD"
        if asked.json.get("media_type") != "PHOTO" or source.get("source") != "PULL_FROM_URL":
            return refusal(400, "invalid_params")
        if not all(one.startswith("https://media.example/") for one in source["photo_images"]):
            return refusal(403, "url_ownership_unverified")
        if not inbox and (wrong := self._wrong(info, "description", 4000)):
            return wrong
        if len(info.get("title", "").encode("utf-16-le")) // 2 > 90:
            return refusal(400, "invalid_params", "title is too long")
        post = self._new(info, inbox=inbox)
        post |= {"status": "PROCESSING_DOWNLOAD", "photos": source["photo_images"]}
        return _ok({"publish_id": post["publish_id"]})

    def _new(self, info: Mapping[str, Any], *, inbox: bool) -> dict[str, Any]:
        self._made += 1
        publish_id = f"v_{'inbox' if inbox else 'pub'}_file~v2.{self._made}"
        self.posts[publish_id] = {
            "publish_id": publish_id, "info": info, "inbox": inbox, "status": "PROCESSING_UPLOAD", "reason": "",
            "size": 0, "has": 0, "body": b"", "id": "", "work": self.work, "made": int(datetime.now(UTC).timestamp()),  # noqa: TID251
        }  # fmt: skip
        return self.posts[publish_id]

    def _post_publish_status_fetch(self, asked: Asked) -> Told:
        post = self.posts.get(asked.json.get("publish_id", ""))
        if post is None:
            return refusal(400, "invalid_publish_id")
        if post["status"].startswith("PROCESSING") and post["has"] >= post["size"]:
            self._go_on(post)
        told = {
            "status": post["status"],
            "fail_reason": post["reason"],
            "uploaded_bytes": post["has"],
        }
        is_shown = post["id"] and not self.moderates
        ids = {"publicaly_available_post_id": [int(post["id"])] if is_shown else []}
        return _ok(told | ids)

    def _go_on(self, post: dict[str, Any]) -> None:
        if post["work"] > 0:
            post["work"] -= 1
        elif post["inbox"]:
            post["status"] = "SEND_TO_USER_INBOX"
        else:
            self.complete(post["publish_id"])

    def complete(self, publish_id: str) -> None:
        """Put a post out; a public one gets an id."""
        post = self.posts[publish_id]
        post["status"] = "PUBLISH_COMPLETE"
        if post["info"].get("privacy_level", "PUBLIC_TO_EVERYONE") == "PUBLIC_TO_EVERYONE":
            post["id"] = f"73000000000000{int(publish_id.rpartition('.')[2]):05d}"

    def _videos(self) -> list[dict[str, Any]]:
        return [
            {
                "id": one["id"], "title": one["info"].get("title", ""), "create_time": one["made"],
                "view_count": 12, "like_count": 3, "comment_count": 0, "share_count": 1,
            }
            for one in reversed(self.out()) if one["id"] and "photos" not in one
        ]  # fmt: skip

    def _video_list(self, asked: Asked) -> Told:
        first = int(asked.json.get("cursor") or 0)
        found = self._videos()
        page = [_only(one, asked) for one in found[first : first + 20]]
        return _ok({"videos": page, "cursor": first + 20, "has_more": first + 20 < len(found)})

    def _video_query(self, asked: Asked) -> Told:
        wanted = asked.json.get("filters", {}).get("video_ids", [])
        return _ok({"videos": [_only(one, asked) for one in self._videos() if one["id"] in wanted]})

    def _user_info(self, asked: Asked) -> Told:
        return _ok({"user": {"display_name": "Kopi Senja", "follower_count": 120}})


def _only(video: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    return {k: v for k, v in video.items() if k in asked.query.get("fields", "").split(",")}


def _ok(data: Mapping[str, Any]) -> Told:
    return Told({"data": data, "error": {"code": "ok", "message": "", "log_id": "1"}})


class TikTokStage(FakeStage):
    """One account of the fake."""

    fake: TikTokFake
    spared: Mapping[Trouble, str] = {
        Trouble.FORBIDDEN: "the request that publishes goes to an address that carries its own right",
        Trouble.SUSPENDED: "told before the request that publishes: test_each_refusal_says_what_to_do",
        Trouble.LIMITED: "only the requests before the one that publishes are counted",
    }

    def __init__(self) -> None:
        super().__init__(TikTokFake())
        self.secrets: Mapping[str, str] = {"TIKTOK_TOKEN_BRAND": TOKEN}
        self.address = f"{self.fake.url}/@{NAME}"
        self.film = self.media.put(b"\0\0\0\x18ftypmp42 kopi", "kopi.mp4", mime="video/mp4")

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        film = Attachment(file=self.film)
        return Part(text=text, length=length, visibility="public", attachments=(film,))

    def texts(self) -> Sequence[str]:
        whole = [
            one
            for one in self.fake.posts.values()
            if one["has"] >= one["size"] and not one["inbox"]
        ]
        return [one["info"].get("title", one["info"].get("description", "")) for one in whole]


def stage() -> TikTokStage:
    return TikTokStage()
