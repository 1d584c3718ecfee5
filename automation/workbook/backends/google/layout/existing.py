"""What a tab that stands there lacks, and the requests that give it back. Pure.

Nothing of people's is changed: their columns, formats, rules and views stay, and a rule or colour
they put in the place of ours stays too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from automation.language import Sentence, mark
from automation.workbook.backends.google.cells import Message, cell_data
from automation.workbook.backends.google.layout.columns import Columns
from automation.workbook.backends.google.layout.place import Place
from automation.workbook.backends.google.layout.standing import StandingTab
from automation.workbook.backends.google.layout.tabs import NEW_ROWS, new_tab
from automation.workbook.backends.google.layout.takeback import Aim
from automation.workbook.choices import some_of
from automation.workbook.entry_rules import Wording
from automation.workbook.locate import header_key
from automation.workbook.open_tab import OpenTab, open_tab, text_of
from automation.workbook.protocol import Cell, Grid
from automation.workbook.schema import Tab

Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class TabWork:
    """One tab of ours: new, or as it stands; `whole` are all its rows where they were read."""

    tab: Tab
    id: int
    wording: Wording
    standing: StandingTab | None = None
    whole: Rows | None = None
    said: list[Sentence] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.standing.title if self.standing else self.tab.title(self.wording.language)

    @cached_property
    def opened(self) -> OpenTab:
        """The tab as runs see it."""
        rows = self.standing.rows if self.standing else ()
        return open_tab(self.tab, Grid(self.title, self.whole or rows))

    @property
    def is_unreadable(self) -> bool:
        """Whether things stand there, but no header of ours."""
        return (
            self.standing is not None
            and not self.opened.columns
            and any(any(cell is not None for cell in row) for row in self.opened.rows)
        )

    @cached_property
    def absent(self) -> list[str]:
        """The columns no header names, in the schema's order."""
        return [name for name in self.tab.usual if name not in self.opened.columns]

    @cached_property
    def emptied(self) -> Mapping[str, int]:
        """Those of them that stand there with an empty header."""
        return {name: at for name, at in self._tagged.items() if not self._header_at(at)}

    @cached_property
    def covered(self) -> list[str]:
        """Those of them whose header merged cells hide: what is written there is not seen."""
        merges, row = (self.standing.merges if self.standing else ()), self.opened.header
        return [
            name
            for name, column in self.emptied.items()
            if any(one.holds(row, column) for one in merges)
        ]

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Those of them that stand there under another header."""
        return {name: told for name, at in self._tagged.items() if (told := self._header_at(at))}

    @cached_property
    def added(self) -> list[str]:
        """Those of them that are not there at all."""
        known = {*self.emptied, *self.renamed}
        return [name for name in self.absent if name not in known]

    @cached_property
    def place(self) -> Place:
        """Where everything will be."""
        columns = {**self.opened.columns, **self.emptied}
        columns |= {name: at for at, name in enumerate(self.added, start=self._right_end)}
        return Place(
            id=self.id,
            tab=self.tab,
            title=self.title,
            header=self.opened.header if self.standing else 0,
            columns=columns,
            row_count=self.standing.row_count if self.standing else NEW_ROWS,
        )

    @property
    def _tagged(self) -> Mapping[str, int]:
        tags = self.standing.tags if self.standing else {}
        ours = set(self.opened.columns.values())
        found = {name: tags[name].column for name in self.absent if name in tags}
        return {name: column for name, column in found.items() if column not in ours}

    def _header_at(self, column: int) -> str:
        row = self.opened.rows[self.opened.header] if self.opened.columns else ()
        return (
            header_key(text_of(row[column])) and text_of(row[column]) if column < len(row) else ""
        )

    @property
    def _right_end(self) -> int:
        if self.standing is None:
            return 0
        rows = [*(self.whole or ()), *self.standing.rows]
        return max(map(len, rows), default=0) if self.whole else self.standing.column_count

    # What to ask for

    def made(self) -> Iterator[Message]:
        """Yield what makes the tab, or its missing columns and headers."""
        if self.standing is None:
            yield from new_tab(self.place, self.wording)
            return
        if self.added:
            wanted = max(self.place.columns.values()) + 1 - self.standing.column_count
            if wanted > 0:
                grown = {"sheetId": self.id, "dimension": "COLUMNS", "length": wanted}
                yield {"appendDimension": grown}
            yield from Columns(place=self.place, names=self.added, wording=self.wording).made()
        for name, column in self.emptied.items():
            if name in self.covered:
                continue
            title = self.tab.fields[name].title(self.wording.language)
            start = {"sheetId": self.id, "rowIndex": self.place.header, "columnIndex": column}
            rows = [{"values": [cell_data(title)]}]
            fields = "userEnteredValue"
            yield {"updateCells": {"start": start, "rows": rows, "fields": fields}}
            self.say(mark("Gave the column “{columns}” of “{tab}” its header back."), [name])

    def aim(self, standing: StandingTab) -> Aim:
        """Return what its header row will be, to be compared with what it then is."""
        header = self.place.header
        row = list(standing.rows[header]) if header < len(standing.rows) else []
        written = {name: at for name, at in self.emptied.items() if name not in self.covered}
        for name, column in (*written.items(), *self._added_places):
            row.extend([None] * (column + 1 - len(row)))
            row[column] = self.tab.fields[name].title(self.wording.language)
        return Aim(tab=standing, header=header, planned=row)

    @property
    def _added_places(self) -> list[tuple[str, int]]:
        return [(name, self.place.columns[name]) for name in self.added]

    def say(self, template: str, names: Sequence[str] = ()) -> None:
        """Note what was done, naming the columns; nothing is said of columns added just now."""
        known = [name for name in names if name not in self.added]
        if "{columns}" in template and not known:
            return
        titles = [self.tab.fields[name].title(self.wording.language) for name in known]
        self.said.append(Sentence(template, {"columns": some_of(titles), "tab": self.title}))
