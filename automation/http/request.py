"""What is asked of a network, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from automation.settings import Secret


class Repeat(Enum):
    """Whether a request may be sent again when its answer was lost.

    FREELY: a read, or an upload nobody sees until it is used. KEYED: a write the network tells
    from its repetition (a deletion is one: the post's id is its key). ONCE: any other write; it
    is repeated only where provably nothing was stored.
    """

    FREELY = "freely"
    KEYED = "keyed"
    ONCE = "once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """On whose behalf a request is made: the network's title, our channel, and its credential."""

    network: str
    channel: str
    token: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file of a form."""

    name: str
    mime: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. `operation` names it in messages and in the ledger.

    `silence_s` is how long the other side may be silent (None: as long as the policy says),
    `total_s` how long everything may take, waiting between attempts included; both in seconds.
    """

    operation: str
    method: Literal["GET", "POST", "DELETE"]
    url: str
    repeat: Repeat
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str | list[str]] = field(default_factory=dict)
    file: Upload | None = None
    key: str = ""
    """Sent as `Idempotency-Key` when there is one."""
    names_post: bool = False
    """Whether the URL is that of one post: then 404 says that the post is gone."""
    silence_s: float | None = None
    total_s: float = 60.0
