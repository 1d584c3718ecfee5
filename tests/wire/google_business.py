"""A small Google Business Profile: one location's posts and reviews, as version 4 of its interface has them.

It checks the bearer token, the length of a text, that a picture comes by an https address, and the
mask of an edit, and words refusals as Google's interfaces do. It does not play: approval, other
kinds of posts than STANDARD, the fetching of pictures, and the locations of other accounts.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from automation.domain.content.draft import Part
from automation.domain.publishing.publication import Receipt
from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import TEXT, FakeStage

TOKEN = "ya29.kopi-bisnis-token"
LOCATION = "accounts/11/locations/22"
_DETAILS = "type.googleapis.com/google.rpc."


def refusal(status: int, word: str, message: str = "Refused", **detail: object) -> Told:
    """Return a refusal as Google words it; `detail` is what its details hold."""
    details = [{"@type": f"{_DETAILS}ErrorInfo", **detail}] if detail else []
    error = {"code": status, "message": message, "status": word, "details": details}
    return Told({"error": error}, status)


class BusinessFake(Fake):
    """The interface's server, and what it keeps of the location."""

    def __init__(self) -> None:
        super().__init__()
        self.refusals: deque[Told] = deque()
        self.refuses_at_once = False
        self.posts: dict[str, dict[str, Any]] = {}
        self.reviews: dict[str, dict[str, Any]] = {}
        self._made = 0

    def publishes(self, asked: Asked) -> bool:
        return asked.method == "POST" and asked.path.endswith("/localPosts")

    def unauthorized(self) -> Told:
        return refusal(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")

    def forbidden(self) -> Told:
        return refusal(
            403,
            "PERMISSION_DENIED",
            "Insufficient scopes.",
            reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        )

    def refused(self) -> Told:
        return refusal(400, "INVALID_ARGUMENT", "Request contains an invalid argument.")

    def limited(self) -> Told:
        told = refusal(
            429, "RESOURCE_EXHAUSTED", "Quota exceeded.", metadata={"quota_limit_value": "10"}
        )
        return Told(told.body, 429, {"Retry-After": "60"})

    def broken(self, status: int) -> Told:
        return refusal(status, "UNAVAILABLE", "The service is currently unavailable.")

    def answer(self, asked: Asked) -> Told:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return self.unauthorized()
        if self.refusals:
            return self.refusals.popleft()
        path = asked.path.removeprefix("/v4/")
        if path == f"{LOCATION}/localPosts":
            return self._create(asked) if asked.method == "POST" else self._list(asked)
        if path == f"{LOCATION}/reviews":
            newest = sorted(self.reviews.values(), key=lambda one: one["updateTime"], reverse=True)
            return Told({"reviews": newest})
        if path.endswith("/reply") and path.removesuffix("/reply") in self.reviews:
            reply = {"comment": asked.json["comment"], "updateTime": _now()}
            self.reviews[path.removesuffix("/reply")]["reviewReply"] = reply
            return Told(reply)
        return self._one(asked, path)

    def _create(self, asked: Asked) -> Told:
        if wrong := _wrong(asked.json):
            return wrong
        self._made += 1
        name = f"{LOCATION}/localPosts/{self._made}"
        self.posts[name] = {
            **asked.json, "name": name, "state": "REJECTED" if self.refuses_at_once else "LIVE",
            "createTime": _now(), "searchUrl": f"{self.url}/search?lpsid={self._made}",
        }  # fmt: skip
        return Told(self.posts[name])

    def _list(self, asked: Asked) -> Told:
        first, size = int(asked.query.get("pageToken") or 0), int(asked.query.get("pageSize") or 20)
        found = list(reversed(self.posts.values()))
        more = {"nextPageToken": str(first + size)} if first + size < len(found) else {}
        return Told({"localPosts": found[first : first + size], **more})

    def _one(self, asked: Asked, name: str) -> Told:
        if name not in self.posts:
            return refusal(404, "NOT_FOUND", "Requested entity was not found.")
        if asked.method == "DELETE":
            self.posts.pop(name)
            return Told({})
        mask = asked.query.get("updateMask", "").split(",")
        if asked.method != "PATCH" or set(mask) != set(asked.json):
            return self.refused()
        if wrong := _wrong(asked.json):
            return wrong
        self.posts[name] |= asked.json
        return Told(self.posts[name])

    def review(self, text: str, stars: str = "FIVE") -> dict[str, Any]:
        """Let somebody write a review."""
        self._made += 1
        name = f"{LOCATION}/reviews/{self._made}"
        self.reviews[name] = {
            "name": name, "reviewer": {"displayName": "Rani"}, "starRating": stars, "comment": text,
            "createTime": _now(), "updateTime": _now(),
        }  # fmt: skip
        return self.reviews[name]


def _wrong(post: Mapping[str, Any]) -> Told | None:
    if not 0 < len(post.get("summary", "")) <= 1500:
        return refusal(400, "INVALID_ARGUMENT", "summary has a bad length")
    if any(not one["sourceUrl"].startswith("https://") for one in post.get("media", [])):
        return refusal(400, "INVALID_ARGUMENT", "sourceUrl")
    return None


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251 - the fake server's own clock


class BusinessStage(FakeStage):
    """One location of the fake."""

    account = LOCATION
    fake: BusinessFake

    def __init__(self) -> None:
        super().__init__(BusinessFake())
        self.secrets: Mapping[str, str] = {"GOOGLE_BUSINESS_TOKEN_BRAND": TOKEN}
        self.address = f"{self.fake.url}/{LOCATION}"

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        return Part(text=text, length=length, language="id")

    def texts(self) -> Sequence[str]:
        answers = [
            one["reviewReply"]["comment"]
            for one in self.fake.reviews.values()
            if "reviewReply" in one
        ]
        return [*(one["summary"] for one in self.fake.posts.values()), *answers]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        self.fake.review(text)
        return "Rani"


def stage() -> BusinessStage:
    return BusinessStage()
