"""Cells that people merged: only the first of them holds anything, the others hide below it. Pure.

A hidden cell reads as empty, and what a service keeps of a write into one is not documented. So a
post whose cells are hidden is asked about, not published without its warning; and a row whose id
could not be told from another's is left alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from automation.domain.problems import cell_kinds
from automation.domain.problems.problem import Problem, ProblemKind
from automation.workbook.open_tab import OpenTab
from automation.workbook.witness import Area

LOOSE = frozenset(
    {
        "title", "owner", "campaign", "asset", "feedback", "answer", "url", "published_at",
        "likes", "replies", "shares", "numbers_at",
    }
)  # fmt: skip
"""Columns that may be empty without another post going out, or another decision being read."""


def with_merges(tab: OpenTab, merges: Sequence[Area]) -> OpenTab:
    """Return the calendar without the rows whose id is merged, the others' hidden cells noted."""
    if not merges or not tab.columns:
        return tab
    hidden: dict[int, set[int]] = {}
    lost: set[int] = set()
    id_place = tab.places[tab.tab.primary_key]
    for one in merges:
        for row in _rows(one, tab):
            columns = _columns(one, tab)
            hidden.setdefault(row, set()).update(columns if row > one.first_row else columns[1:])
            if id_place in columns and (row > one.first_row or len(columns) > 1):
                lost.add(row)
    rows = [() if row in lost else cells for row, cells in enumerate(tab.rows)]
    return replace(
        tab,
        rows=rows,
        hidden={row: _named(tab, columns) for row, columns in hidden.items() if row not in lost},
        problems=(*tab.problems, *_lost_rows(tab, hidden, lost), *_lost_columns(tab, merges)),
    )


def hides_headers(tab: OpenTab, merges: Sequence[Area]) -> bool:
    """Whether merged cells reach over the header row, among or before the tab's own columns."""
    last = max(tab.columns.values(), default=0)
    return any(
        one.holds(tab.header, one.first_column) and one.first_column <= last for one in merges
    )


def _rows(one: Area, tab: OpenTab) -> range:
    end = len(tab.rows) if one.end_row is None else min(one.end_row, len(tab.rows))
    return range(max(one.first_row, tab.header + 1), end)


def _columns(one: Area, tab: OpenTab) -> range:
    width = max(tab.columns.values()) + 1
    end = width if one.end_column is None else one.end_column
    return range(one.first_column, end)


def _named(tab: OpenTab, columns: set[int]) -> tuple[str, ...]:
    return tuple(
        name for name, place in tab.columns.items() if place in columns and name not in LOOSE
    )


def _lost_rows(tab: OpenTab, hidden: dict[int, set[int]], lost: set[int]) -> Iterator[Problem]:
    """Yield the rows of posts among those that are left alone; a mere heading is none."""
    posts = [
        row
        for row in sorted(lost)
        if any(
            place < len(tab.rows[row]) and tab.rows[row][place] is not None
            for name, place in tab.columns.items()
            if name != tab.tab.primary_key and place not in hidden[row]
        )
    ]
    if posts:
        yield _problem(tab, cell_kinds.MERGED_ROWS, rows=", ".join(str(row + 1) for row in posts))


def _lost_columns(tab: OpenTab, merges: Sequence[Area]) -> Iterator[Problem]:
    absent = [name for name in tab.tab.usual if name not in tab.columns]
    if absent and hides_headers(tab, merges):
        yield _problem(tab, cell_kinds.MERGED_HEADER, column=absent[0])


def _problem(tab: OpenTab, kind: ProblemKind, **facts: str) -> Problem:
    name = tab.tab.name
    column = tab.tab.primary_key
    return Problem(kind=kind, tab=name, row="", facts={"tab": tab.title, "column": column, **facts})
