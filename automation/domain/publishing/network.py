"""What a network is: a declarative spec the planner reads, and the calls the jobs make.

Limits are number + unit + source + date checked, or they are not written. A limit the server
announces replaces the one written here (`Network.limits`).
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.media import MediaFile
from automation.domain.content.text import Kind, entities_in
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.limits import (
    Bounds,
    Field,
    Grade,
    MediaLimit,
    Moving,
    Price,
    RateLimit,
    Span,
    TextLimit,
)
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.sign_in import ApiVersion, SignIn
from automation.domain.publishing.snapshot import Numbers

__all__ = [
    "Bounds",
    "Capability",
    "ChannelCheck",
    "Field",
    "Grade",
    "Idempotency",
    "MediaLimit",
    "Moving",
    "Network",
    "NetworkSpec",
    "Price",
    "RateLimit",
    "Span",
    "TextLimit",
    "Verified",
]
"""With the limits, so that a network's header imports its words from one place."""


class Capability(StrEnum):
    """What a network can do; what is absent from a spec's `can` is refused politely."""

    PUBLISH = "publish"
    MEDIA = "media"
    ALT_TEXT = "alt_text"
    THREAD = "thread"
    FIRST_COMMENT = "first_comment"
    CONTENT_WARNING = "content_warning"
    VISIBILITY = "visibility"
    FIND_OWN_POSTS = "find_own_posts"
    SNAPSHOT = "snapshot"
    DELETE = "delete"
    EDIT = "edit"
    MESSAGES = "messages"
    REPLY = "reply"
    HIDE = "hide"


class Idempotency(StrEnum):
    """What protects from a second post when an answer was lost.

    KEY: one sent along, which some servers ignore. RECORD_KEY: the post's own, chosen by us.
    UPLOAD: one begun and kept before; whatever is sent to it again is the same post.
    """

    KEY = "key"
    RECORD_KEY = "record_key"
    UPLOAD = "upload"
    NONE = "none"

    @property
    def holds(self) -> bool:
        """Whether a repetition is told from the first by every server, so that it is harmless."""
        return self in (Idempotency.RECORD_KEY, Idempotency.UPLOAD)


class Verified(StrEnum):
    """How far a network's file was checked. LIVE only when someone did it, with a date.

    FILES: there is no server; what it writes is read back by programs that share nothing with it.
    """

    LIVE = "live"
    REAL_SERVER = "real_server"
    FILES = "files"
    WIRE_FAKE = "wire_fake"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSpec:
    """One network in one record: the planner, the preview and the README's table read it."""

    name: str
    title: str
    text: TextLimit
    media: MediaLimit
    rate: RateLimit
    can: frozenset[Capability]
    unsure: frozenset[Capability] = frozenset()
    """Of `can`, what nobody could confirm; a team that meets a refusal switches it off."""
    idempotency: Idempotency
    settle_after: timedelta
    """How long after a lost answer a read-back is believed when it does not show the post."""
    numbers: frozenset[str] = frozenset()
    """Which numbers of a snapshot the network tells."""
    secrets: tuple[str, ...]
    """Variables that open it; empty only where there is nothing to open, as with a file."""
    is_file: bool = False
    """Whether it is a file beside the workbook and no server; its address is a path then."""
    staged: bool = False
    """Whether nothing can be seen before a last request, and each step before it leaves a handle."""
    verified: Verified
    verified_against: str = ""
    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Closed sets of values, such as the visibilities, or the topics a community files posts under."""
    sign_in: SignIn | None = None
    """How a credential is got; None: it is put into the environment by hand."""
    api: ApiVersion | None = None
    """The version of its interface we speak; None where the network has no versions that end."""
    fields: Mapping[Field, TextLimit] = field(default_factory=dict)
    """Limits of texts that differ from the post's own; one with a title limit publishes titles, and so with topics."""
    photo_fields: Mapping[Field, TextLimit] = field(default_factory=dict)
    """Limits of texts that stand with pictures alone, where those with a film differ."""
    makes_cards: bool = False
    """Whether a link is shown as a card only where the post brings one."""
    price: Price | None = None
    """What publishing costs; None where it is free."""

    def beside(self, files: Sequence[MediaFile]) -> "NetworkSpec":
        """Return the spec as it holds for a post with these files."""
        if not self.photo_fields or not files or not all(one.is_image for one in files):
            return self
        return replace(self, fields={**self.fields, **self.photo_fields})

    def limit_of(self, name: Field) -> TextLimit:
        """Return a field's own limit, or else that of the post's text."""
        return self.fields.get(name, self.text)

    def cost_of(self, part: Part) -> Decimal | None:
        """Return what publishing a part costs, in US dollars; None where it is free."""
        if self.price is None:
            return None
        found = entities_in(part.text, self.text.finder)
        linked = any(one.kind is Kind.LINK for one in found)
        return self.price.with_link if linked else self.price.message


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelCheck:
    """What a network says of our credential: whose account it is, and how long it lasts."""

    account: str
    expires_at: datetime | None = None
    missing_rights: Sequence[str] = ()
    followers: int | None = None


class Network(Protocol):
    """One channel's network, ready to be called. Every call may raise a `NetworkError`."""

    spec: NetworkSpec
    """The network's header, with the team's own word on its limits."""

    def limits(self) -> NetworkSpec:
        """Return the spec with the limits the server announces; asked once a run."""
        ...

    def check(self) -> ChannelCheck:
        """Ask the network whose account the credential opens."""
        ...

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Send one part. NotReady when the network is still at work on it; the next run goes on."""
        ...

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look among our own posts since the attempt began; ids in `known` are other posts'.

        None means it was looked for completely and is not there.
        """
        ...

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own post at a pasted address, None when it is not ours."""
        ...

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a post's numbers now; what the network does not tell is None. Gone when deleted."""
        ...

    def delete(self, receipt: Receipt) -> None:
        """Remove our post; one that is gone already is no error."""
        ...

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a post's text where it stands. Unsupported where the network has no edits."""
        ...

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return what people wrote to us since then, oldest first; our own words are left out."""
        ...

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a message, in public where it is public."""
        ...

    def hide(self, message: Message) -> None:
        """Hide a message from others, as far as the network lets us; hiding it again is no error."""
        ...
