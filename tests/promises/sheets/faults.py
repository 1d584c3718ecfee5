"""What befalls the Sheets service during one run, as Hypothesis draws it, and how often it struck."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from automation.rehearsal.sheets.faults import CATALOGUE, Fault, Faults
from automation.rehearsal.sheets.world import Script
from tests.contracts.google_stage import ROBOT
from tests.promises.tally import TALLY

if TYPE_CHECKING:
    from tests.promises.sheets.book import SheetBook


class Kind(StrEnum):
    """What goes wrong; most are names of the service's own catalogue."""

    LIMIT = "quota"
    ERROR_BEFORE = "error-before"
    INTERNAL_BEFORE = "internal-before"
    ERROR_AFTER = "error-after"
    INTERNAL_AFTER = "internal-after"
    LOST = "answer-lost"
    CUT = "cut-before"
    NEVER = "never-answers"
    HTML = "html-page"
    CUT_OFF = "cut-off-answer"
    TOKEN = "token-refused"
    MINUTE = "quota of the minute spent"
    SLOW = "slow answer"
    TOO_SLOW = "answer slower than our patience"
    KEY = "key refused"
    WITHDRAWN = "access withdrawn"
    VIEW_ONLY = "made a viewer"


STORED = (Kind.ERROR_AFTER, Kind.INTERNAL_AFTER, Kind.LOST, Kind.CUT_OFF)
"""What befalls a write that was made all the same."""


@dataclass(frozen=True)
class Bad:
    """One misfortune: `skip` calls pass unharmed first, then `count` are struck."""

    kind: Kind
    skip: int = 0
    count: int = 1


BAD_SERVICE = st.lists(
    st.builds(
        Bad,
        kind=st.sampled_from(Kind),
        skip=st.integers(0, 9),
        count=st.sampled_from([1, 1, 1, 2, 4, 30]),
    ),
    max_size=3,
)
SLOW_S = {Kind.SLOW: 40.0, Kind.TOO_SLOW: 130.0}


class CountedFaults(Faults):
    """The service's faults, counted when they strike."""

    __slots__ = ()

    def take(self, method: str, caller: str) -> Fault | None:
        fault = super().take(method, caller)
        if fault is not None:
            TALLY[f"fault: {fault.name}"] += 1
        return fault


def arm(book: "SheetBook", bad: Bad) -> None:
    """Let it befall the calls to come, until the book is calmed."""
    if bad.kind in CATALOGUE:
        fault = replace(CATALOGUE[bad.kind], skip=bad.skip, count=bad.count)
        book.world.faults.add(fault)
    elif bad.kind in SLOW_S:
        book.slow_calls[bad.skip + 1] = SLOW_S[bad.kind]
    elif bad.kind is Kind.MINUTE:
        book.world.quota.allow(bad.skip, None)
    else:
        book.world.scripts.append(
            Script(act=lambda: _shut_out(book, bad.kind), methods=".", skip=bad.skip)
        )


def _shut_out(book: "SheetBook", kind: Kind) -> None:
    TALLY[f"fault: {kind}"] += 1
    if kind is Kind.KEY:
        book.world.tokens.clear()
        book.world.robots.clear()
    elif kind is Kind.WITHDRAWN:
        book.world.withdraw(book.file, ROBOT)
    else:
        book.world.share(book.file, ROBOT, "reader")
