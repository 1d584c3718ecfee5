"""One tab as it stands: which column of the schema is where, and a reader for its rows. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from math import isfinite

from automation.domain.problems import cell_kinds
from automation.domain.problems.problem import Problem, ProblemKind
from automation.workbook.failed_formulas import BEGINNINGS, failed_formula
from automation.workbook.locate import HEADER_SEARCH_ROWS, header_key
from automation.workbook.protocol import Cell, Grid, RowRef
from automation.workbook.schema import Field, Tab

_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
NOWHERE = -1


@dataclass(frozen=True)
class OpenTab:
    """A located tab. `columns` maps schema names to indexes, `headers` to the texts that stand there."""

    tab: Tab
    title: str
    rows: Sequence[Sequence[Cell]]
    header: int
    columns: Mapping[str, int]
    headers: Mapping[str, str]
    problems: Sequence[Problem] = field(default=())
    behind: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    """What chips stand for, by row and column; read in place of the name they show."""
    hidden: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """The columns that merged cells hide and that matter, by row."""

    @property
    def id_header(self) -> str:
        """The header text of the id column; empty when the column is missing."""
        return self.headers.get(self.tab.primary_key, "")

    @property
    def header_row(self) -> Sequence[Cell]:
        """The header row's cells; empty when none was found."""
        return self.rows[self.header] if self.columns else ()

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each of the schema's columns is; -1, the end of every Record, for one that is not there."""
        return {name: self.columns.get(name, NOWHERE) for name in self.tab.fields}

    @cached_property
    def padding(self) -> Sequence[None]:
        """Empty cells, as many as a row must have to reach our last column."""
        return [None] * (max(self.columns.values(), default=-1) + 1)

    def missing(self, names: Sequence[str]) -> list[str]:
        """Return which of the named columns are not there."""
        return [name for name in names if name not in self.columns]

    def ids(self) -> Iterator[str]:
        """Yield the text of every cell of the id column below the header."""
        place = self.places[self.tab.primary_key]
        for row in self.rows[self.header + 1 :]:
            if 0 <= place < len(row):
                yield text_of(row[place])

    def records(self) -> Iterator["Record"]:
        """Yield every row below the header that holds anything in a column of ours."""
        places = tuple(self.columns.values())
        rows = self.rows
        for index in range(self.header + 1, len(rows)):
            row = rows[index]
            size = len(row)
            for place in places:
                if place < size and row[place] is not None and row[place] != "":
                    yield Record(self, index, row)
                    break


class Record:
    """One row, read by schema names. Findings gather in `problems`.

    Built to be asked for half a million cells: each is one look into a list that always has it.
    """

    __slots__ = ("_cells", "_places", "index", "open_tab", "problems", "row", "row_id")

    def __init__(self, open_tab: OpenTab, index: int, row: Sequence[Cell]) -> None:
        self.open_tab = open_tab
        self._places = open_tab.places
        self._cells = [*row, *open_tab.padding[len(row) :], None]
        for place, text in open_tab.behind.get(index, {}).items():
            self._cells[place] = text
        self.index = index
        self.row = row
        self.problems: list[Problem] = []
        self.row_id = self.text(open_tab.tab.primary_key)

    @property
    def ref(self) -> RowRef:
        """How a back-end finds this row again."""
        return RowRef(id=self.row_id, index=self.index, as_read=self.row)

    def raw(self, name: str) -> Cell:
        """Return the cell as it stands; None when the row or the tab has none."""
        return self._cells[self._places[name]]

    def text(self, name: str) -> str:
        """Return the cell as text, without outer blanks; a spreadsheet error is a finding."""
        cell = self._cells[self._places[name]]
        if cell is None:
            return ""
        text = cell.strip() if isinstance(cell, str) else text_of(cell)
        if text[:1] in BEGINNINGS and (kind := failed_formula(text)):
            self.find(kind, name, column=name, value=text)
            return ""
        return text

    def choice(self, name: str, default: str, language: str) -> str:
        """Return an enumerated value; what is no choice is a finding and reads as the default."""
        text = self.text(name)
        if not text:
            return default
        column = self.open_tab.tab.fields[name]
        value = column.value_of(text)
        if value is None:
            self.find(
                cell_kinds.UNKNOWN_VALUE,
                name,
                column=name,
                value=text,
                choices=choices_of(column, language),
            )
            return default
        return value

    def number(self, name: str) -> float | None:
        """Return a number; text that is none is a finding."""
        cell = self.raw(name)
        if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
            return float(cell)
        text = self.text(name)
        if not text:
            return None
        number = number_of(text)
        if number is None:
            self.find(cell_kinds.NOT_A_NUMBER, name, column=name, value=text)
        return number

    def whole(self, name: str) -> int | None:
        """Return a whole number, rounded down; text that is none is a finding."""
        number = self.number(name)
        return None if number is None else int(number)

    def flag(
        self, name: str, *, default: bool, unreadable: bool = False, language: str = "en"
    ) -> bool:
        """Return yes or no; an empty cell reads as the default, what is neither is a finding."""
        cell = self.raw(name)
        if isinstance(cell, bool):
            return cell
        if not self.text(name):
            return default
        return self.choice(name, "yes" if unreadable else "no", language) == "yes"

    def items(self, name: str) -> list[str]:
        """Split a list cell as its schema says: by commas, by lines, or by `---` lines."""
        text = self.text(name)
        style = self.open_tab.tab.fields[name].list_style
        if text and style == "lines":
            text = str(self.raw(name)).rstrip()
        return split(text, style) if text else []

    def find(self, kind: ProblemKind, at: str, /, **facts: object) -> None:
        """Note a finding about this row."""
        self.problems.append(
            Problem(kind=kind, tab=self.open_tab.tab.name, row=self.row_id, column=at, facts=facts)
        )


def text_of(cell: Cell) -> str:
    """Return a cell as a person would read it: 3.0 is 3, a date is ISO text."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() | date() | time():
            return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
        case _:
            return str(cell).strip()


def number_of(text: str) -> float | None:
    """Return the finite number a text means; None when it means none, or `1.000`: one, or a thousand."""
    if _THOUSANDS.fullmatch(text):
        return None
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None


def split(text: str, style: str | None) -> list[str]:
    """Split a list cell. Lines keep empty places inside (an alt text left out keeps its place)."""
    if not text:
        return []
    if style == "lines":
        return [line.strip() for line in text.splitlines()]
    if style == "blocks":
        blocks: list[list[str]] = [[]]
        for line in text.splitlines():
            if line.strip() and not line.strip().strip("-–—"):
                blocks.append([])
            else:
                blocks[-1].append(line)
        return [block for lines in blocks if (block := "\n".join(lines).strip())]
    return [
        part.strip()
        for part in text.replace(";", ",").replace("\n", ",").split(",")
        if part.strip()
    ]


def choices_of(column: Field, language: str) -> str:
    """Return a column's choices as people see them."""
    return ", ".join(column.label(value, language) for value in column.values)


def nearest(word: str, known: list[str]) -> str:
    """Return the known word most like a mistyped one, or the first when none is like it."""
    from difflib import get_close_matches

    found = get_close_matches(word.casefold(), [k.casefold() for k in known], n=1, cutoff=0.5)
    by_fold = {k.casefold(): k for k in known}
    return by_fold[found[0]] if found else (known[0] if known else "–")


def open_tab(tab: Tab, grid: Grid) -> OpenTab:
    """Locate the schema's columns: the header row is the one, near the top, with most of them."""
    best, found = 0, dict[str, int]()
    for index, row in enumerate(grid.rows[:HEADER_SEARCH_ROWS]):
        columns = _columns_in(tab, row)
        if len(columns) > len(found):
            best, found = index, columns
    header = grid.rows[best] if found else ()
    return OpenTab(
        tab=tab,
        title=grid.tab,
        rows=grid.rows,
        header=best,
        columns=found,
        headers={name: str(header[place]) for name, place in found.items()},
        problems=tuple(_duplicates(tab, header, found)),
    )


def _columns_in(tab: Tab, row: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(row):
        if isinstance(cell, str) and (name := tab.field_named(cell)) is not None:
            found.setdefault(name, index)
    return found


def _duplicates(tab: Tab, header: Sequence[Cell], found: Mapping[str, int]) -> Iterator[Problem]:
    keys = [header_key(cell) for cell in header]
    for name, place in found.items():
        if keys.count(keys[place]) > 1:
            yield Problem(
                kind=cell_kinds.DUPLICATE_COLUMN,
                tab=tab.name,
                row="",
                column=name,
                facts={"tab": tab.name, "value": str(header[place])},
            )
