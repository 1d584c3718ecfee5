"""What is asked of a network, and by whom."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol

from automation.language import Sentence

if TYPE_CHECKING:
    from automation.http.answer import Json
    from automation.http.failure import Failure


class Credential(Protocol):
    """What opens a channel: a Secret from the environment, or one that renews itself.

    A network is given it and passes it on; only the one place that sends looks inside.
    """

    @property
    def name(self) -> str:
        """Where it came from, such as a variable; may be shown."""
        ...

    @property
    def generation(self) -> int:
        """How often it was renewed since it was opened."""
        ...

    @property
    def advice(self) -> Sentence:
        """What to do when the network refuses it."""
        ...

    def reveal(self) -> str:
        """Return the value that is in force now; one about to expire is renewed first.

        Raises:
            NetworkError: it has expired and could not be renewed.
        """
        ...

    def renew(self, since: int) -> bool:
        """Renew it after a refusal, unless that was done since that generation.

        Returns whether there is another value to try.
        """
        ...

    def fact(self, name: str) -> str:
        """Return what the network told of the account when it was connected; empty when nothing."""
        ...


def is_unauthorized(failure: "Failure") -> bool:
    """Say whether a failure means that the credential is no longer taken, as most networks say it."""
    return failure.status == 401


Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


class Repeat(Enum):
    """Whether a request may be sent again when its answer was lost.

    FREELY: a read, or an upload nobody sees until it is used. KEYED: a write the network tells
    from its repetition (a deletion is one: the post's id is its key). ONCE: any other write; it
    is repeated only where provably nothing was stored.
    """

    FREELY = "freely"
    KEYED = "keyed"
    ONCE = "once"


Sign = Callable[[str, Mapping[str, str], bytes], Mapping[str, str]]
"""Returns the headers that sign a request, from the credential's value, its headers and its body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """On whose behalf a request is made: the network's title, our channel, and its credential.

    `scheme` is the word before the credential in the `Authorization` header: `Bearer`, `Bot`, or
    `Basic` for a credential `name:password`; empty sends no such header. Where a network wants the
    credential in its address, `{credential}` stands for it in `Request.url`, so that the address
    can be shown. `says_expired` tells a refusal that a renewed credential may mend. `budget` names
    whose calls the network counts together, such as all channels of one app; empty: the channel's.
    `sign` is given the credential's value, the headers and the body of each attempt, and returns
    the headers that sign it.
    """

    network: str
    channel: str
    token: Credential
    scheme: str = "Bearer"
    says_expired: "Callable[[Failure], bool]" = is_unauthorized
    budget: str = ""
    sign: Sign | None = None


Opened = Callable[[], AbstractContextManager[BinaryIO]]
"""Opens a file that is too large to hold, anew for each attempt; it is sent in pieces.

Not for a request that publishes: what the file turns out to be at its end is known too late there.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file of a form."""

    name: str
    mime: str
    body: bytes | Opened = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. `operation` names it in messages and in the ledger.

    `silence_s` is how long the other side may be silent (None: as long as the policy says),
    `total_s` how long everything may take, waiting between attempts included; both in seconds.
    """

    operation: str
    method: Method
    url: str
    repeat: Repeat
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    form: Mapping[str, str | list[str]] = field(default_factory=dict, repr=False)
    json: "Mapping[str, Json] | None" = field(default=None, repr=False)
    file: Upload | None = None
    files: Mapping[str, Upload] = field(default_factory=dict, repr=False)
    """Files by form field, where there are several or the field is not called `file`."""
    body: bytes | Opened | None = field(default=None, repr=False)
    """Sent as it is, in place of a form or JSON; `headers` say what it is."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    takes: frozenset[int] = frozenset()
    """Statuses that are answers here though they are no 2xx, such as 308 of a resumable upload."""
    plain: bool = False
    """Whether a 2xx without JSON is an answer too."""
    key: str = ""
    """Sent as `Idempotency-Key` when there is one."""
    names_post: bool = False
    """Whether the URL is that of one post: then 404 says that the post is gone."""
    silence_s: float | None = None
    total_s: float = 60.0
