"""A small YouTube: one channel, its uploads by resumable sessions, and the comments below them.

It checks the bearer token, the order of an upload (a session first, then pieces of 256 KiB multiples
that follow on each other), titles, descriptions and the whole-part rule of updates, and words
refusals as Google does. It does not play: quota units, captions, thumbnails, playlists other than
the uploads, search, and the processing of films, which `reject` only says the end of.
"""

import re
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tests.wire.fake import Asked, Fake, Told

TOKEN = "ya29.kopi-senja-token"
OWNER = "UCkopisenja0000000000001"
GUEST = "UCpelanggan0000000000001"
UPLOADS = "UU" + OWNER[2:]
UNIT = 256 * 1024
_RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+)")
_NOW = "%Y-%m-%dT%H:%M:%SZ"


def refusal(status: int, reason: str, message: str = "Refused.") -> Told:
    """Return a refusal as Google words it."""
    errors = [{"message": message, "domain": "youtube", "reason": reason}]
    return Told({"error": {"code": status, "message": message, "errors": errors}}, status)


class YouTubeFake(Fake):
    """The API's server, and the store behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.token = TOKEN
        self.has_channel = True
        self.forces_private = False
        self.cuts: deque[int] = deque()
        """How many units of the next pieces arrive before the connection fails, one each."""
        self.refusals: deque[Told] = deque()
        """What the next requests are answered with, one each."""
        self.sessions: dict[str, dict[str, Any]] = {}
        self.videos: dict[str, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.comments: dict[str, dict[str, Any]] = {}
        self._made = 0

    def publishes(self, asked: Asked) -> bool:
        found = _RANGE.fullmatch(asked.headers.get("content-range", ""))
        return asked.method == "PUT" and found is not None and found[2] == str(int(found[3]) - 1)

    def unauthorized(self) -> Told:
        return refusal(401, "authError", "Invalid Credentials")

    def forbidden(self) -> Told:
        return refusal(403, "insufficientPermissions", "Request had insufficient scopes.")

    def suspension(self) -> Told:
        return refusal(403, "authenticatedUserAccountSuspended", "The account is suspended.")

    def refused(self) -> Told:
        return refusal(400, "invalidVideoMetadata", "The request metadata is invalid.")

    def limited(self) -> Told:
        told = refusal(429, "rateLimitExceeded", "Too many requests.")
        return Told(told.body, 429, {"Retry-After": "60"})

    def broken(self, status: int) -> Told:
        return refusal(status, "backendError", "Backend Error")

    def reject(self, video: str, reason: str) -> None:
        """Refuse a video that was taken."""
        self.videos[video]["status"] |= {"uploadStatus": "rejected", "rejectionReason": reason}

    def answer(self, asked: Asked) -> Told:
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return self.unauthorized()
        if self.refusals:
            return self.refusals.popleft()
        if asked.path == "/upload/youtube/v3/videos":
            return self._piece(asked) if "upload_id" in asked.query else self._session(asked)
        resource = asked.path.removeprefix("/youtube/v3/").replace("/", "_")
        name = re.sub(r"(?=[A-Z])", "_", resource).lower()
        handler = getattr(self, f"_{asked.method.lower()}_{name}", None)
        return handler(asked) if handler else refusal(404, "notFound")

    def _session(self, asked: Asked) -> Told:
        snippet, status = asked.json.get("snippet", {}), asked.json.get("status", {})
        size = asked.headers.get("x-upload-content-length", "")
        if asked.query.get("uploadType") != "resumable" or not size.isdigit():
            return refusal(400, "badRequest")
        if wrong := _wrong(snippet):
            return wrong
        if status.get("privacyStatus") not in {"public", "unlisted", "private"}:
            return refusal(400, "invalidVideoMetadata")
        if status.get("selfDeclaredMadeForKids") not in (True, False):
            return refusal(400, "invalidVideoMetadata")
        session = f"session-{self._number()}"
        self.sessions[session] = {
            "size": int(size),
            "has": b"",
            "resource": asked.json,
            "video": "",
        }
        address = f"{self.url}{asked.path}?uploadType=resumable&upload_id={session}"
        return Told(status=200, headers={"Location": address})

    def _piece(self, asked: Asked) -> Told:
        session = self.sessions.get(asked.query["upload_id"])
        if session is None:
            return refusal(404, "notFound")
        if session["video"]:
            return Told(self.videos[session["video"]])
        found = _RANGE.fullmatch(asked.headers.get("content-range", ""))
        if found is None or int(found[3]) != session["size"]:
            return refusal(400, "badContentRange")
        if found[1] is not None:
            return self._store(session, int(found[1]), int(found[2]), asked.body)
        return self._reached(session)

    def _store(self, session: dict[str, Any], start: int, end: int, body: bytes) -> Told:
        is_last = end + 1 == session["size"]
        if start != len(session["has"]) or end - start + 1 != len(body):
            return refusal(400, "badContentRange")
        if not is_last and len(body) % UNIT:
            return refusal(400, "badContentRange", "Pieces are multiples of 256 KiB.")
        if self.cuts:
            session["has"] += body[: self.cuts.popleft() * UNIT]
            return self.broken(503)
        session["has"] += body
        return self._finish(session) if is_last else self._reached(session)

    def _reached(self, session: dict[str, Any]) -> Told:
        count = len(session["has"])
        return Told(status=308, headers={"Range": f"bytes=0-{count - 1}"} if count else {})

    def _finish(self, session: dict[str, Any]) -> Told:
        video = f"vid{self._number():08d}"
        asked = session["resource"]
        privacy = "private" if self.forces_private else asked["status"]["privacyStatus"]
        self.videos[video] = {
            "kind": "youtube#video", "id": video,
            "snippet": {**asked["snippet"], "channelId": OWNER, "publishedAt": _now()},
            "status": {**asked["status"], "uploadStatus": "uploaded", "privacyStatus": privacy},
            "statistics": {"viewCount": "0", "likeCount": "0", "commentCount": "0"},
        }  # fmt: skip
        self.files[video] = session["has"]
        session["video"] = video
        return Told(self.videos[video])

    def _get_channels(self, asked: Asked) -> Told:
        mine = {
            "id": OWNER, "snippet": {"title": "Kopi Senja", "customUrl": "@kopi_senja"},
            "contentDetails": {"relatedPlaylists": {"uploads": UPLOADS}},
            "statistics": {"subscriberCount": "1230"},
        }  # fmt: skip
        return _list([mine] if self.has_channel and asked.query.get("mine") == "true" else [])

    def _get_videos(self, asked: Asked) -> Told:
        found = self.videos.get(asked.query.get("id", ""))
        wanted = {"kind", "id", *asked.query.get("part", "").split(",")}
        return _list([{k: v for k, v in found.items() if k in wanted}] if found else [])

    def _put_videos(self, asked: Asked) -> Told:
        video = self.videos.get(asked.json.get("id", ""))
        if video is None:
            return refusal(404, "videoNotFound")
        snippet = asked.json.get("snippet", {})
        if wrong := _wrong(snippet):
            return wrong
        if not snippet.get("categoryId"):
            return refusal(400, "invalidCategoryId")
        kept = {name: video["snippet"][name] for name in ("channelId", "publishedAt")}
        video["snippet"] = {**kept, **snippet}
        return Told(video)

    def _delete_videos(self, asked: Asked) -> Told:
        found = self.videos.pop(asked.query.get("id", ""), None)
        return Told(status=204) if found else refusal(404, "videoNotFound")

    def _get_playlist_items(self, asked: Asked) -> Told:
        if asked.query.get("playlistId") != UPLOADS:
            return refusal(404, "playlistNotFound")
        items = [
            {"snippet": {
                **{k: one["snippet"][k] for k in ("title", "description", "publishedAt")},
                "resourceId": {"videoId": video},
            }}
            for video, one in reversed(self.videos.items())
        ]  # fmt: skip
        first = int(asked.query.get("pageToken") or 0)
        page = items[first : first + 50]
        more = {"nextPageToken": str(first + 50)} if first + 50 < len(items) else {}
        return _list(page, more)

    def _get_comment_threads(self, asked: Asked) -> Told:
        state = asked.query.get("moderationStatus", "published")
        video = asked.query.get("videoId", "")
        tops = [
            one for own, one in reversed(self.comments.items())
            if "." not in own and one["state"] == state
            and (one["snippet"]["videoId"] == video or "allThreadsRelatedToChannelId" in asked.query)
        ]  # fmt: skip
        return _list([self._thread(one) for one in tops])

    def _thread(self, top: dict[str, Any]) -> dict[str, Any]:
        below = [one for own, one in self.comments.items() if own.startswith(top["id"] + ".")]
        shown = {"videoId": top["snippet"]["videoId"], "topLevelComment": top}
        return {"id": top["id"], "snippet": shown, "replies": {"comments": below}}

    def _post_comment_threads(self, asked: Asked) -> Told:
        snippet = asked.json.get("snippet", {})
        text = snippet.get("topLevelComment", {}).get("snippet", {}).get("textOriginal", "")
        if snippet.get("videoId") not in self.videos or not text:
            return refusal(404, "videoNotFound")
        return Told(self._thread(self.comment(snippet["videoId"], text, OWNER)))

    def _post_comments(self, asked: Asked) -> Told:
        snippet = asked.json.get("snippet", {})
        above = self.comments.get(snippet.get("parentId", ""))
        if above is None or "." in above["id"]:
            return refusal(404, "parentCommentNotFound")
        return Told(
            self.comment(above["snippet"]["videoId"], snippet["textOriginal"], OWNER, above["id"])
        )

    def _put_comments(self, asked: Asked) -> Told:
        found = self.comments.get(asked.json.get("id", ""))
        if found is None:
            return refusal(404, "commentNotFound")
        found["snippet"] |= {"textDisplay": asked.json["snippet"]["textOriginal"]}
        return Told(found)

    def _delete_comments(self, asked: Asked) -> Told:
        found = self.comments.pop(asked.query.get("id", ""), None)
        return Told(status=204) if found else refusal(404, "commentNotFound")

    def _post_comments_set_moderation_status(self, asked: Asked) -> Told:
        found = self.comments.get(asked.query.get("id", ""))
        if found is None:
            return refusal(404, "commentNotFound")
        found["state"] = asked.query["moderationStatus"]
        return Told(status=204)

    def comment(self, video: str, text: str, author: str, below: str = "") -> dict[str, Any]:
        """Store a comment below a video, or below another comment."""
        own = f"Ugx{self._number():020d}"
        own = f"{below}.{own}" if below else own
        name = "@kopi_senja" if author == OWNER else "@rani"
        self.comments[own] = {
            "id": own, "state": "published",
            "snippet": {
                "videoId": video, "textDisplay": text, "authorDisplayName": name,
                "authorChannelId": {"value": author}, "publishedAt": _now(),
            },
        }  # fmt: skip
        return self.comments[own]

    def _number(self) -> int:
        self._made += 1
        return self._made


def _wrong(snippet: Mapping[str, Any]) -> Told | None:
    title, description = snippet.get("title", ""), snippet.get("description", "")
    if not title.strip() or len(title) > 100 or set("<>") & set(title):
        return refusal(
            400, "invalidTitle", "The request metadata specifies an invalid video title."
        )
    if len(description.encode()) > 5000 or set("<>") & set(description):
        return refusal(400, "invalidDescription", "The description is invalid.")
    return None


def _list(items: Sequence[object], more: Mapping[str, object] | None = None) -> Told:
    return Told({"kind": "youtube#list", "items": items, **(more or {})})


def _now() -> str:
    return datetime.now(UTC).strftime(_NOW)  # noqa: TID251 - the fake server's own clock
