"""LinkedIn's own way with posts and comments, as its fake plays it."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

from tests.wire.fake import Told

PAGE, MEMBER, SOMEBODY = (
    "urn:li:organization:5515715",
    "urn:li:person:kopi8675309",
    "urn:li:person:pelanggan1",
)
BARE = re.compile(r"(?<!\\)[|{}@\[\]()<>#*_~]")
HASHTAG = re.compile(r"\{hashtag\|#\|((?:\\.|[^\\}])*)\}")


@dataclass
class Post:
    """One post, as it was sent."""

    urn: str
    body: dict[str, Any]
    changed_ms: int


@dataclass
class Comment:
    """One comment."""

    urn: str
    post: str
    actor: str
    text: str
    parent: str
    at_ms: int


@dataclass
class Media:
    """One upload."""

    urn: str
    size: int = 0
    pieces: dict[int, bytes] = field(default_factory=dict)
    checks_left: int = 0


def shown(commentary: str) -> str:
    """Return what people see of a "little text"."""
    return re.sub(r"\\(.)", r"\1", HASHTAG.sub(r"#\1", commentary))


def error(status: int, message: str) -> Told:
    return Told({"status": status, "message": message, "code": "ERROR"}, status)


def now_ms() -> int:
    return int(time.time() * 1000)


def as_told(post: Post) -> dict[str, Any]:
    made = int(post.urn.rpartition(":")[2]) >> 22
    return {
        **post.body,
        "id": post.urn,
        "createdAt": made,
        "publishedAt": made,
        "lastModifiedAt": post.changed_ms,
    }


def comment_told(one: Comment) -> dict[str, Any]:
    told = {"id": one.urn.rpartition(",")[2].strip(")"), "actor": one.actor, "commentUrn": one.urn}
    parent = {"parentComment": one.parent} if one.parent else {}
    return {
        **told,
        **parent,
        "message": {"text": one.text},
        "created": {"actor": one.actor, "time": one.at_ms},
    }
