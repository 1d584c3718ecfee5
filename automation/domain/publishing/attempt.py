"""One try at sending one part: what a network is told besides the part, and where it keeps handles.

Some networks publish in stages: upload, container, processing, and only then the post. Each handle
is in the ledger before the next stage begins, so a run that ends in between is continued by the
next one. What nobody can see before the last stage is safe to do again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from automation.domain.publishing.publication import Receipt

STAGES_MAY_TAKE = timedelta(hours=24)
"""How long a post begun in time stays due while the network works on its media.

Containers and upload sessions live about that long (Instagram: 24 hours, read in its content
publishing guide on 2026-11-21); after it they are made anew, and the post is a late one.
"""


def _nowhere(_name: str, _value: str) -> None:
    """Keep nothing."""


def _at_once() -> None:
    """Ask nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try at one part, or a look for it.

    `key` is the same whenever the same part is sent again; `begun_at` is the claim's moment, aware
    and in the ledger, so both may serve to name the post on the network. `kept` are the handles
    earlier tries left, by name.
    """

    key: str
    begun_at: datetime
    reply_to: Receipt | None = None
    kept: Mapping[str, str] = field(default_factory=dict)
    keep: Callable[[str, str], None] = _nowhere
    """Save a handle under a name; returns when it is in the ledger."""
    go: Callable[[], None] = _at_once
    """Called right before the request that makes the part visible.

    Raises NotReady when the claim is so old that other runs may soon take it for left behind.
    """
