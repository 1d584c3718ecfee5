"""Every exception Lembar raises, branched by what the person who meets it should do.

    LembarError
    ├─ ConfigError                 set something, then run again
    ├─ SheetError                  mend the workbook
    │  ├─ WorkbookNotFound
    │  ├─ WorkbookBusy             close it in the other program; the next run tries
    │  ├─ WorkbookUnsafe           the file is not a harmless workbook
    │  ├─ ReceiptsKept             mend the workbook; the next run on this machine settles them
    │  ├─ TabMissing
    │  └─ ColumnMissing
    ├─ RunError                    a notebook run ended without a result
    ├─ MediaError                  mend the media cell of one row
    ├─ NetworkError                .network .channel .operation .status .retry_at .sent
    │  ├─ Rejected                 change the post
    │  ├─ Gone                     the post is no longer on the network
    │  ├─ Unauthorized             connect the channel again
    │  ├─ RateLimited              nothing: the next run tries at .retry_at
    │  ├─ Unavailable              nothing: the next run tries; no byte of it was stored
    │  ├─ NotReady                 nothing: the network is at work; the next run goes on from there
    │  └─ OutcomeUnknown           look at the channel, or `lembar reconcile`
    └─ Unsupported                 this network cannot do that

Findings about one row are not exceptions: see `automation/domain/problems/problem.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from automation.language import Sentence, Translate, mark


class Sent(StrEnum):
    """Whether the network may have acted on a request that failed."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


class LembarError(Exception):
    """Says what happened and where (`what`), and what to do and who does it (`fix`)."""

    def __init__(self, what: str, fix: str, **facts: object) -> None:
        self.what = Sentence(what, facts)
        self.fix = Sentence(fix, facts)
        super().__init__(f"{self.what} {self.fix}")

    def say(self, translate: Translate) -> str:
        """Return both sentences in the reader's language."""
        return f"{self.what.say(translate)} {self.fix.say(translate)}"


class ConfigError(LembarError):
    """Something must be set or installed before this can run."""


class SheetError(LembarError):
    """The workbook must be mended by a person."""


class WorkbookNotFound(SheetError):
    """There is no workbook at that address."""


class WorkbookBusy(SheetError):
    """Another program holds the workbook open, or another run is writing it."""


class WorkbookUnsafe(SheetError):
    """The file is not a workbook, or is built to harm who opens it."""


class ReceiptsKept(SheetError):
    """The workbook could not be written in the middle of a run; what is known is kept here."""


class TabMissing(SheetError):
    """The workbook has no tab of that name."""


class ColumnMissing(SheetError):
    """A tab lacks a column without which it cannot be read."""


class RunError(LembarError):
    """A notebook run ended without a result; `.outcome` says how, `.notebook` where it stands."""

    def __init__(
        self, what: str, fix: str, *, outcome: str, notebook: str = "", **facts: object
    ) -> None:
        super().__init__(what, fix, outcome=outcome, notebook=notebook, **facts)
        self.outcome = outcome
        self.notebook = notebook


class MediaError(LembarError):
    """A media cell names something that cannot be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Which call to a network failed, and what is known of it."""

    network: str
    channel: str
    operation: str
    status: int | None = None
    retry_at: datetime | None = None
    sent: Sent = Sent.NO


class NetworkError(LembarError):
    """A call to a network failed; `.call` says which, and whether anything was stored there."""

    def __init__(self, what: str, fix: str, *, call: Call, **facts: object) -> None:
        shown: Mapping[str, object] = {
            "network": call.network,
            "channel": call.channel,
            "status": call.status or "–",
        }
        super().__init__(what, fix, **{**shown, **facts})
        self.call = call


class Rejected(NetworkError):
    """The network refused this post; it must be changed."""


class Gone(NetworkError):
    """The post is no longer on the network."""


class Unauthorized(NetworkError):
    """The channel's credential was refused."""


class RateLimited(NetworkError):
    """The network asks to wait until `.call.retry_at`; nothing was stored."""


class Unavailable(NetworkError):
    """The network could not be reached or refused to work; nothing was stored."""


class NotReady(NetworkError):
    """The network is still at work on what it was given; nothing can be seen yet."""


class OutcomeUnknown(NetworkError):
    """The request left, and no usable answer came: the network may have stored it."""


class Unsupported(LembarError):
    """The network cannot do that."""

    def __init__(self, *, network: str, operation: str) -> None:
        super().__init__(
            mark("{network} cannot do this: {operation}."),
            mark("Nothing to do; plan the post without it."),
            network=network,
            operation=operation,
        )
