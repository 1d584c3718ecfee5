"""A commit: look, write all or nothing, check in the same answer, and mend what went astray."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from automation.errors import SheetError
from automation.workbook.backends.google.cells import whole
from automation.workbook.backends.google.client import Persistence
from automation.workbook.backends.google.failure import CallFailed, Failure, Trouble
from automation.workbook.backends.google.foreseeing import Foreseen, foresee, ranges_to_foresee
from automation.workbook.backends.google.former import Former
from automation.workbook.backends.google.looking import (
    View,
    Wish,
    columns_to_read,
    suffices,
)
from automation.workbook.backends.google.mending import mended, mends
from automation.workbook.backends.google.placing import by_new_ids, grids_of, still_to_do
from automation.workbook.backends.google.sending import Sent
from automation.workbook.backends.google.sheet import Rows, Seen, Sheet, Tab
from automation.workbook.backends.google.volatile import as_known, unnamed_by_tab
from automation.workbook.backends.resolve import CellEdit, Resolved, TabEdits, resolve
from automation.workbook.calls import Calls
from automation.workbook.protocol import Append, Change, Committed, Patch

MOVES = 8
"""How often people may move rows or tabs under one commit before it is left to the next run."""


@dataclass(slots=True)
class Known:
    """What was last read: the tabs, the rows of those that were read whole, and the next look."""

    tabs: dict[str, Tab] | None = None
    rows: dict[str, Rows] = field(default_factory=dict)
    foreseen: dict[str, Foreseen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """A write that may have gone astray, and what its answer showed; None when no answer came."""

    sent: Sequence[Sent]
    seen: Mapping[int, Seen] | None


class Commit:
    """Makes one commit."""

    def __init__(
        self, sheet: Sheet, known: Known, changes: Sequence[Change], next_in: Mapping[str, str]
    ) -> None:
        self._sheet = sheet
        self._known = known
        self._changes = changes
        self._by_tab: dict[str, list[Change]] = {}
        for change in changes:
            self._by_tab.setdefault(change.tab, []).append(change)
        self._next_in = {tab: column for tab, column in next_in.items() if tab not in self._by_tab}
        self._doubtful: list[_Doubtful] = []
        self._look_whole = False

    def run(self) -> Committed:
        """Write until the answer shows that everything stands where it belongs.

        Raises:
            SheetError: a change cannot be made; nothing was written.
            CallFailed: Google did not let us, or people moved rows all the time.
        """
        errand = self._sheet.client.persistence()
        for _ in range(MOVES):
            try:
                done = self._attempt(errand)
            except CallFailed as failed:
                if not failed.failure.is_tab_gone:
                    raise
                self._known.tabs, self._look_whole = None, True
                continue
            if done is not None:
                return done
        raise CallFailed(Failure(trouble=Trouble.RESTLESS))

    def _attempt(self, errand: Persistence) -> Committed | None:
        """Write once with certainty; None when rows had moved meanwhile."""
        while True:
            sent, skipped = self._prepare()
            if not sent:
                return Committed(tuple(skipped))
            try:
                seen = self._write(sent)
            except CallFailed as failed:
                if not failed.failure.was_not_taken:
                    self._doubtful.append(_Doubtful(sent, None))
                if failed.failure.is_tab_gone:
                    raise
                errand.wait(failed.failure)
                continue
            if any(one.went_astray(seen.get(one.id, Seen())) or one.is_unsure for one in sent):
                self._doubtful.append(_Doubtful(sent, seen))
                self._look_whole = True
                return None
            self._remember(sent, seen)
            return Committed(tuple(skipped))

    def _write(self, sent: Sequence[Sent]) -> Mapping[int, Seen]:
        requests = [request for one in sent for request in one.requests()]
        look_at = [name for one in sent for name in one.look_at()]
        look_at += ranges_to_foresee(self._next_in, self._known.rows)
        self._known.foreseen = {}
        return self._sheet.change(requests, look_at)

    # Finding the place of every change

    def _prepare(self) -> tuple[list[Sent], Sequence[Change]]:
        """Place the changes in what stands there now; new rows alone, in what was last read."""
        remembered = {} if self._doubtful else self._remembered()
        try:
            return self._placed(remembered)
        except SheetError:
            if not remembered:
                raise
        return self._placed({})

    def _placed(self, remembered: Mapping[str, View]) -> tuple[list[Sent], Sequence[Change]]:
        views = {**self._look(self._by_tab.keys() - remembered.keys()), **remembered}
        mending = {tab: list(self._mends(tab, view.rows)) for tab, view in views.items()}
        views = {
            tab: View(rows=mended(view.rows, mending[tab]), columns=view.columns)
            if mending[tab] else view
            for tab, view in views.items()
        }  # fmt: skip
        again = by_new_ids(self._changes, views) if self._doubtful else {}
        resolved = self._resolved(views, again)
        originals = {id(again[id(one)]): one for one in self._changes if id(one) in again}
        skipped = [originals.get(id(one), one) for one in resolved.skipped]
        return list(self._sent(resolved, views, mending)), skipped

    def _resolved(self, views: dict[str, View], again: Mapping[int, Patch]) -> Resolved:
        """Find every change's place; what finds none may be a row whose formulas changed."""

        def resolved() -> Resolved:
            changes = [self._told(again.get(id(one), one)) for one in self._changes]
            return resolve(grids_of(views), changes)

        first = resolved()
        lost = unnamed_by_tab(first.skipped)
        if not lost:
            return first
        answers = self._sheet.values([whole(tab) for tab in lost], formulas=True)
        for (tab, refs), formulas in zip(lost.items(), answers, strict=True):
            rows = as_known(views[tab].rows, formulas, refs)
            views[tab] = View(rows=rows, columns=views[tab].columns)
        return resolved()

    def _told(self, change: Change) -> Change:
        """Let a row that tells of our calls count the one it is sent with."""
        if isinstance(change, Patch) or not change.late:
            return change
        calls = self._sheet.client.calls + Calls(writes=1)
        late = {header: tell(calls) for header, tell in change.late.items()}
        return replace(change, cells={**change.cells, **late})

    def _sent(
        self, resolved: Resolved, views: Mapping[str, View], mending: Mapping[str, list[CellEdit]]
    ) -> Iterator[Sent]:
        edits = {one.tab: one for one in resolved.tabs}
        if self._doubtful:
            edits = {tab: still_to_do(one, views[tab]) for tab, one in edits.items()}
        tabs = self._tabs()
        for tab, view in views.items():
            if mending[tab] or (tab in edits and (edits[tab].cells or edits[tab].new_rows)):
                yield Sent(
                    id=tabs[tab].id,
                    tab=tab,
                    id_column=self._by_tab[tab][0].id_column,
                    view=view,
                    edits=edits.get(tab) or TabEdits(tab=tab, filled=len(view.rows)),
                    mends=mending[tab],
                )

    def _mends(self, tab: str, now: Rows) -> Iterator[CellEdit]:
        """Yield what gives back what doubtful writes have harmed and still harm."""
        known = [View(rows=self._known.rows[tab])] if tab in self._known.rows else []
        for doubtful in self._doubtful:
            for sent in doubtful.sent:
                if sent.tab == tab:
                    former = Former(sent.id_column, [sent.view, *known])
                    seen = None if doubtful.seen is None else doubtful.seen.get(sent.id, Seen())
                    yield from mends(sent, seen, now, former)

    # Looking

    def _remembered(self) -> dict[str, View]:
        """Return the tabs that need no look: the answer will tell whether they stand as they did.

        They only get new rows and were read before, or the write before this one looked at them.
        """
        now_s = self._sheet.client.elapsed_s()
        looked_at = {
            tab: found.view
            for tab, found in self._known.foreseen.items()
            if tab in self._by_tab and found.serves(self._by_tab[tab], now_s)
        }
        return looked_at | {
            tab: View(rows=self._known.rows[tab])
            for tab, changes in self._by_tab.items()
            if tab in self._known.rows
            and tab in self._tabs()
            and all(isinstance(one, Append) for one in changes)
        }

    def _look(self, wanted: Collection[str]) -> dict[str, View]:
        """Read what is needed of the tabs; of those that turn out to have changed, everything."""
        if not wanted:
            return {}
        if wanted - self._tabs().keys():
            self._known.tabs = None
        wishes = [self._wish(tab) for tab in self._by_tab if tab in wanted and tab in self._tabs()]
        views = self._read(wishes)
        lacking = [
            Wish(tab=tab) for tab, view in views.items() if not suffices(view, self._by_tab[tab])
        ]
        return {**views, **self._read(lacking)}

    def _wish(self, tab: str) -> Wish:
        known = None if self._look_whole else self._known.rows.get(tab)
        columns = columns_to_read(known, self._by_tab[tab])
        return Wish(tab=tab, row_count=self._tabs()[tab].row_count, columns=columns)

    def _read(self, wishes: Sequence[Wish]) -> dict[str, View]:
        if not wishes:
            return {}
        answers = iter(self._sheet.values([name for wish in wishes for name in wish.ranges]))
        views = {wish.tab: wish.view([next(answers) for _ in wish.ranges]) for wish in wishes}
        for tab, view in views.items():
            if view.columns is None and not self._doubtful:
                self._known.rows[tab] = view.rows
        return views

    def _tabs(self) -> Mapping[str, Tab]:
        if self._known.tabs is None:
            self._known.tabs = self._sheet.tabs()
        return self._known.tabs

    def _remember(self, sent: Sequence[Sent], seen: Mapping[int, Seen]) -> None:
        """Keep the ids of added rows: they are not added again; and what was looked at ahead."""
        for tab, id_column in self._next_in.items():
            if tab in self._known.rows and tab in self._tabs():
                view = foresee(
                    self._known.rows[tab], id_column, seen.get(self._tabs()[tab].id, Seen())
                )
                if view is not None:
                    at_s = self._sheet.client.elapsed_s()
                    self._known.foreseen[tab] = Foreseen(view=view, at_s=at_s)
        for one in sent:
            if one.tab in self._known.rows:
                width = [range(max(row) + 1) for row in one.edits.new_rows]
                added: Rows = [
                    [row.get(column) for column in columns]
                    for row, columns in zip(one.edits.new_rows, width, strict=True)
                ]
                self._known.rows[one.tab] = [*self._known.rows[one.tab], *added]
