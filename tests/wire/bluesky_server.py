"""A small server-side Bluesky: one PDS with its accounts, the network at large, and the video service.

It checks what was measured on a real PDS (0.4.209): tokens, keys of 13 characters, lengths in
graphemes and bytes, facets within the text, blobs that were uploaded, `swapRecord`. A reply that is
hidden is no longer told, as on an AppView 0.0.221. What it does not play: repositories and their
signatures, DNS, rate limits by points, moderation, OAuth. Its network at large shows a record at
once; `hides` keeps one from it.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wire.bluesky_lexicon import POST, fault_in
from tests.wire.fake import Asked, Fake, Told

OURS, THEIRS = "did:plc:kopisenja000000000000000", "did:plc:pelanggan000000000000000"
HANDLE, PASSWORD = "kopi-senja.test", "abcd-efgh-ijkl-mnop"
_OPEN = {"com.atproto.server.createSession", "com.atproto.identity.resolveHandle", "app.bsky.video.getJobStatus"}  # fmt: skip


@dataclass
class Stored:
    """One record as the server keeps it."""

    uri: str
    cid: str
    value: Any


@dataclass
class Session:
    """The tokens of one sign-in."""

    access: str
    refresh: str
    is_expired: bool = False


@dataclass
class BlueskyServer(Fake):
    """The accounts, their records, and what was uploaded but is not shown yet."""

    records: dict[str, Stored] = field(default_factory=dict)
    blobs: dict[str, Any] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=lambda: {HANDLE: OURS, "pelanggan.test": THEIRS})
    sessions: list[Session] = field(default_factory=list)
    notifications: list[dict[str, Any]] = field(default_factory=list)
    status: str = ""
    """Why the account is closed: `takendown` or `deactivated`."""
    hides: set[str] = field(default_factory=set)
    is_confirmed: bool = True
    polls_left: int = 0
    """How often the video service says that it is at work."""
    video_fails: str = ""
    now: Callable[[], float] = time.time
    """Its clock, in seconds since 1970."""
    videos: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self.sessions.append(Session("access-kopi-senja-0", "refresh-kopi-senja-0"))

    def publishes(self, asked: Asked) -> bool:
        return asked.path.endswith("repo.putRecord") and asked.json.get("collection") == POST

    def unauthorized(self) -> Told:
        return _no("InvalidToken", "Token could not be verified")

    def forbidden(self) -> Told:
        return _no("ScopeMissingError", "Missing required scope", 403)

    def suspension(self) -> Told:
        return _no("AccountTakedown", "Account has been taken down", 401)

    def refused(self) -> Told:
        return _no(
            "InvalidRequest", "Invalid app.bsky.feed.post record: Record/text must not be odd"
        )

    def limited(self) -> Told:
        reset = {"RateLimit-Remaining": "0", "RateLimit-Reset": str(int(self.now()) + 60)}
        return Told({"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}, 429, reset)

    def broken(self, status: int) -> Told:
        return _no("InternalServerError", "Internal Server Error", status)

    def answer(self, asked: Asked) -> Told:
        name = asked.path.removeprefix("/xrpc/")
        call = _CALLS.get((asked.method, name))
        if call is None:
            return _no("MethodNotImplemented", "Method Not Implemented", 501)
        if refusal := None if name in _OPEN else self._refusal(asked, name):
            return refusal
        return call(self, asked)

    def _refusal(self, asked: Asked, name: str) -> Told | None:
        scheme, _, token = asked.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer":
            return _no("AuthMissing", "Authentication Required", 401)
        if name == "app.bsky.video.uploadVideo":
            return None if token == f"pass-of-{OURS}" else _no("InvalidToken", "Bad pass", 401)
        if name == "com.atproto.server.refreshSession":
            known = any(one.refresh == token for one in self.sessions)
            return None if known else _no("ExpiredToken", "Token has been revoked")
        found = next((one for one in self.sessions if one.access == token), None)
        if found is None or found.is_expired:
            return _no("ExpiredToken", "Token has expired") if found else self.unauthorized()
        return self._closed(name)

    def _closed(self, name: str) -> Told | None:
        if self.status == "takendown":
            return _no("AccountTakedown", "Account has been taken down", 401)
        if self.status == "deactivated" and name.startswith("com.atproto.repo."):
            return _no("AccountDeactivated", "Account is deactivated", 401)
        return None

    def put(self, did: str, collection: str, key: str, value: Any) -> Stored:
        """Keep a record, whoever's it is."""
        uri, text = f"at://{did}/{collection}/{key}", json.dumps(value, sort_keys=True)
        cid = "bafyrei" + hashlib.sha256(text.encode()).hexdigest()[:52]
        self.records[uri] = Stored(uri, cid, value)
        return self.records[uri]

    def _create_session(self, asked: Asked) -> Told:
        told = asked.json
        if told.get("identifier") != HANDLE or told.get("password") != PASSWORD:
            return _no("AuthenticationRequired", "Invalid identifier or password", 401)
        return self._new_session(asked)

    def _new_session(self, _asked: Asked) -> Told:
        number = len(self.sessions)
        self.sessions.append(Session(f"access-kopi-senja-{number}", f"refresh-kopi-senja-{number}"))
        new = self.sessions[-1]
        return Told({"accessJwt": new.access, "refreshJwt": new.refresh, **self._who()})

    def _who(self) -> dict[str, object]:
        return {
            "did": OURS, "handle": HANDLE, "emailConfirmed": self.is_confirmed,
            "active": not self.status, **({"status": self.status} if self.status else {}),
        }  # fmt: skip

    def _get_session(self, _asked: Asked) -> Told:
        elsewhere = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": "https://pds.example"}  # fmt: skip
        return Told({**self._who(), "didDoc": {"id": OURS, "service": [elsewhere]}})

    def _resolve(self, asked: Asked) -> Told:
        did = self.people.get(asked.query.get("handle", "").lower())
        return Told({"did": did}) if did else _no("InvalidRequest", "Unable to resolve handle")

    def _upload(self, asked: Asked) -> Told:
        mime = asked.headers.get("content-type", "")
        if not mime:
            return _no(
                "InvalidRequest", "Request encoding (Content-Type) required but not provided"
            )
        if len(asked.body) > 5 * 1024**2:
            return _no("PayloadTooLarge", "request entity too large", 413)
        return Told({"blob": self._keep_blob(asked.body, mime)})

    def _keep_blob(self, body: bytes, mime: str) -> Any:
        link = "bafkrei" + hashlib.sha256(body).hexdigest()[:52]
        blob = {"$type": "blob", "ref": {"$link": link}, "mimeType": mime, "size": len(body)}
        self.blobs[link] = blob
        return blob

    def _put_record(self, asked: Asked) -> Told:
        told = asked.json
        if told.get("repo") not in {OURS, HANDLE}:
            return _no("AuthMissing", "Authentication Required", 401)
        collection, key, value = told["collection"], told["rkey"], told["record"]
        if fault := fault_in(value, self.blobs) if collection == POST else "":
            named = "BlobNotFound" if fault.startswith("Could not find blob") else "InvalidRequest"
            return _no(named, fault)
        if not re.fullmatch(r"[2-7a-j][2-7a-z]{12}", key):
            return _no("InvalidRequest", "Invalid TID string")
        there = self.records.get(f"at://{OURS}/{collection}/{key}")
        if there and there.value == value:
            return Told({"uri": there.uri, "cid": there.cid})
        if "swapRecord" in told and told["swapRecord"] != (there.cid if there else None):
            return _no("InvalidSwap", f"Record was at {there.cid if there else 'null'}")
        new = self.put(OURS, collection, key, value)
        return Told({"uri": new.uri, "cid": new.cid, "commit": {"cid": new.cid, "rev": key}})

    def _get_record(self, asked: Asked) -> Told:
        where = [asked.query.get(name, "") for name in ("repo", "collection", "rkey")]
        uri = "at://" + "/".join([self.people.get(where[0], where[0]), *where[1:]])
        found = self.records.get(uri)
        if found is None:
            return _no("RecordNotFound", f"Could not locate record: {uri}")
        return Told({"uri": found.uri, "cid": found.cid, "value": found.value})

    def _delete_record(self, asked: Asked) -> Told:
        told = asked.json
        self.records.pop(f"at://{OURS}/{told['collection']}/{told['rkey']}", None)
        return Told({})

    def _get_posts(self, asked: Asked) -> Told:
        found = self.records.get(asked.query.get("uris", ""))
        if found is None or found.uri in self.hides:
            return Told({"posts": []})
        counts = dict.fromkeys(("likeCount", "repostCount", "quoteCount", "bookmarkCount"), 0)
        replies = sum(_root_of(one) == found.uri for one in self.records.values())
        return Told(
            {"posts": [{"uri": found.uri, "cid": found.cid, **counts, "replyCount": replies}]}
        )

    def _get_profile(self, _asked: Asked) -> Told:
        return Told({"did": OURS, "handle": HANDLE, "followersCount": 1024})

    def _list_notifications(self, asked: Asked) -> Told:
        start = int(asked.query.get("cursor", "0"))
        size = int(asked.query.get("limit", "50"))
        hidden = {
            uri for one in self.records.values() for uri in one.value.get("hiddenReplies", ())
        }
        newest = [one for one in reversed(self.notifications) if one["uri"] not in hidden]
        more = {"cursor": str(start + size)} if start + size < len(newest) else {}
        return Told({"notifications": newest[start : start + size], **more})

    def _service_auth(self, asked: Asked) -> Told:
        if not asked.query.get("aud", "").startswith("did:web:") or not asked.query.get("lxm"):
            return _no("InvalidRequest", "Params must have the property aud")
        return Told({"token": f"pass-of-{OURS}"})

    def _upload_video(self, asked: Asked) -> Told:
        if asked.headers.get("content-type") != "video/mp4" or asked.query.get("did") != OURS:
            return _no("InvalidRequest", "Expected a video of the account that signed in")
        if not self.is_confirmed:
            return _no("unconfirmed_email", "Please confirm your email address", 400)
        job = f"job{len(self.videos) + 1}"
        self.videos[job] = asked.body
        return Told({"jobId": job, "did": OURS, "state": "JOB_STATE_CREATED"})

    def _job_status(self, asked: Asked) -> Told:
        job = asked.query.get("jobId", "")
        if job not in self.videos:
            return _no("InvalidRequest", "job not found")
        status: dict[str, object] = {"jobId": job, "did": OURS, "state": "JOB_STATE_ENCODING"}
        if self.polls_left > 0:
            self.polls_left -= 1
        elif self.video_fails:
            status |= {"state": "JOB_STATE_FAILED", "error": self.video_fails}
        else:
            blob = self._keep_blob(self.videos[job], "video/mp4")
            status |= {"state": "JOB_STATE_COMPLETED", "blob": blob}
        return Told({"jobStatus": status})


def _no(name: str, message: str, status: int = 400) -> Told:
    return Told({"error": name, "message": message}, status)


def _root_of(record: Stored) -> str:
    root: str = record.value.get("reply", {}).get("root", {}).get("uri", "")
    return root


_CALLS: Mapping[tuple[str, str], Callable[[BlueskyServer, Asked], Told]] = {
    ("POST", "com.atproto.server.createSession"): BlueskyServer._create_session,
    ("POST", "com.atproto.server.refreshSession"): BlueskyServer._new_session,
    ("GET", "com.atproto.server.getSession"): BlueskyServer._get_session,
    ("GET", "com.atproto.server.getServiceAuth"): BlueskyServer._service_auth,
    ("GET", "com.atproto.identity.resolveHandle"): BlueskyServer._resolve,
    ("POST", "com.atproto.repo.uploadBlob"): BlueskyServer._upload,
    ("POST", "com.atproto.repo.putRecord"): BlueskyServer._put_record,
    ("GET", "com.atproto.repo.getRecord"): BlueskyServer._get_record,
    ("POST", "com.atproto.repo.deleteRecord"): BlueskyServer._delete_record,
    ("GET", "app.bsky.feed.getPosts"): BlueskyServer._get_posts,
    ("GET", "app.bsky.actor.getProfile"): BlueskyServer._get_profile,
    ("GET", "app.bsky.notification.listNotifications"): BlueskyServer._list_notifications,
    ("POST", "app.bsky.video.uploadVideo"): BlueskyServer._upload_video,
    ("GET", "app.bsky.video.getJobStatus"): BlueskyServer._job_status,
}
