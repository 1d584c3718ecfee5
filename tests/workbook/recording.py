"""A workbook over a back-end that remembers what it was asked to change."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from automation.domain.ids import ChannelId, EventId, PostId, Revision, RunId
from automation.domain.publishing.publication import Happened, LedgerEvent
from automation.domain.run import Outcome, Run
from automation.workbook.backends.memory import MemoryBackend
from automation.workbook.protocol import NOTHING, Cell, Change, Committed, Patch
from automation.workbook.workbook import Workbook
from tests.workbook.pages import POST, SCHEMA, CellsOf, new_ids, pages

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)
RUN = Run(id=RunId("R-1"), job="publish", started_at=AT, ended_at=AT, outcome=Outcome.DONE)
CLAIM = LedgerEvent(
    id=EventId("C-1"), at=AT, happened=Happened.CLAIMED, post=PostId("P-1"),
    channel=ChannelId("brand"), revision=Revision("a" * 32), claim=EventId("C-1"), run=RUN.id,
)  # fmt: skip
FIRST: CellsOf = {**POST, "post": "P-1", "state": "Scheduled"}
SECOND: CellsOf = {**POST, "post": "P-2", "title": "Teh tarik"}


class Recording(MemoryBackend):
    """A workbook in memory that keeps what it was asked to change."""

    def __init__(self, tabs: Mapping[str, list[list[Cell]]]) -> None:
        super().__init__(tabs)
        self.asked: list[Change] = []
        self.between: Callable[[], None] = lambda: None

    def commit(
        self, changes: Sequence[Change], *, foresee: Mapping[str, str] = NOTHING
    ) -> Committed:
        self.asked += changes
        self.between()
        return super().commit(changes)


def stage(*posts: CellsOf, language: str = "en") -> tuple[Workbook, Recording]:
    backend = Recording(pages(posts, language=language))
    workbook = Workbook(backend, SCHEMA)
    workbook.read(new_ids("N"))
    backend.reads = 0
    return workbook, backend


def show(post: str = "P-1", **cells: object) -> dict[str, dict[str, dict[str, object]]]:
    return {"calendar": {post: cells}}


def patches(backend: Recording) -> list[tuple[str, str, object]]:
    return [(c.row.id, c.column, c.value) for c in backend.asked if isinstance(c, Patch)]
