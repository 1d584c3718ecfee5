"""A post: one calendar row, for one or more channels; and its revision."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from automation.domain.content.media import MediaFile
from automation.domain.ids import NO_REVISION, ChannelId, PostId, Revision


class Status(StrEnum):
    """What people want with a post."""

    IDEA = "idea"
    DRAFT = "draft"
    READY = "ready"
    HOLD = "hold"
    CANCELLED = "cancelled"


class State(StrEnum):
    """What is, as the machine knows it; a projection, never an input."""

    IDEA = "idea"
    DRAFT = "draft"
    ON_HOLD = "on_hold"
    CANCELLED = "cancelled"
    NEEDS_WORK = "needs_work"
    WAITING = "waiting"
    CHANGES_REQUESTED = "changes_requested"
    SCHEDULED = "scheduled"
    HELD = "held"
    PUBLISHING = "publishing"
    PARTLY = "partly"
    PUBLISHED = "published"
    MEASURED = "measured"
    MISSED = "missed"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    SEEN = "seen"
    REMOVED = "removed"


class Choice(StrEnum):
    """An approver's decision.

    APPROVE_AGAIN means the same as APPROVE: choosing the other one of the two is how an approver
    decides anew about a row that changed.
    """

    APPROVE = "approve"
    APPROVE_AGAIN = "approve_again"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"

    @property
    def approves(self) -> bool:
        """Whether it lets the post go on."""
        return self in (Choice.APPROVE, Choice.APPROVE_AGAIN)


class Answer(StrEnum):
    """A person's answer about a post whose outcome is unknown."""

    THERE = "there"
    NOT_THERE = "not_there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The approver and decision cells of one level, as they stand (level 1 is first)."""

    level: int
    approver: str
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One planned piece of content. `publish_at` is aware; None when the row has no usable time."""

    id: PostId
    title: str = ""
    channels: tuple[ChannelId, ...] = ()
    publish_at: datetime | None = None
    status: Status = Status.IDEA
    owner: str = ""
    text: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Texts for one network alone, by network name."""
    headline: str = ""
    """The title people see, where a network shows one; `title` is the team's own name for the row."""
    topic: str = ""
    """What a network files the post under: Reddit's flair, the topic on Threads."""
    link: str = ""
    media: tuple[str, ...] = ()
    alt_texts: tuple[str, ...] = ()
    first_comment: str = ""
    thread: tuple[str, ...] = ()
    content_warning: str = ""
    visibility: str = ""
    language: str = ""
    campaign: str = ""
    asset: str = ""
    asks: tuple[Ask, ...] = ()
    feedback: str = ""
    answer: Answer | None = None
    answer_address: str = ""
    last_revision: Revision = NO_REVISION
    """The revision the machine saw and wrote beside the row at its last run."""
    seen_at: datetime | None = None
    """When the machine first saw that revision; aware."""

    @property
    def said(self) -> str:
        """What a person answered about an unknown outcome: an address, or one of the answers."""
        return self.answer_address or self.answer or ""

    def text_for(self, network: str) -> str:
        """Return the text for one network: its own, or else the common one."""
        return self.texts.get(network) or self.text

    @property
    def label(self) -> str:
        """How messages name the post."""
        return self.title[:100] or self.text[:40] or self.id


def revision_of(post: Post, media: Mapping[str, MediaFile], *, covers_time: bool) -> Revision:
    """Fingerprint what would be published: every word, and every picture by its content.

    The time is covered only when the team says so. A picture that could not be read leaves no
    revision at all, since nobody can have approved it.
    """
    if any(address not in media for address in post.media):
        return NO_REVISION
    fields = {
        "text": post.text,
        "texts": {name: text for name, text in post.texts.items() if text},
        **({"headline": post.headline} if post.headline else {}),
        **({"topic": post.topic} if post.topic else {}),
        "link": post.link,
        "media": [media[address].sha256 for address in post.media],
        "alt_texts": list(post.alt_texts),
        "channels": sorted(set(post.channels)),
        "first_comment": post.first_comment,
        "thread": list(post.thread),
        "content_warning": post.content_warning,
        "visibility": post.visibility,
        "language": post.language,
    }
    if covers_time:
        fields["publish_at"] = post.publish_at.isoformat() if post.publish_at else ""
    canonical = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode("utf-8", "surrogatepass"))
    return Revision(digest.hexdigest()[:32])


def seen_mark(post: PostId, revision: Revision) -> str:
    """Write what a row's cell says: which revision was seen, and of which post.

    A copied row, or one hit by a write that went astray, carries another post's mark: it was not
    seen, so a decision that stands there already counts for nothing.
    """
    return f"{revision} {post}" if revision != NO_REVISION else ""


def revision_seen(mark: str, post: PostId) -> Revision:
    """Read the mark in a post's row; nothing was seen when it is another post's."""
    revision, _, owner = mark.partition(" ")
    return Revision(revision) if owner == post else NO_REVISION
