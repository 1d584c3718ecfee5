"""What is missing or of an older schema in a tab that stands there, beside its cells. Pure.

Rules, colours, notes, the looks of headers, how numbers show, tags, the frozen header, the filter.
What people put in the place of ours stays; a note that is no longer as we wrote it is theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from automation.language import LANGUAGES, mark
from automation.workbook.backends.google.cells import Message
from automation.workbook.backends.google.layout.columns import (
    STARTS_WITH,
    Columns,
    is_of_settings,
    note_of,
    tones_by_label,
)
from automation.workbook.backends.google.layout.existing import TabWork
from automation.workbook.backends.google.layout.keys import column_tag, note_print
from automation.workbook.backends.google.layout.place import Place
from automation.workbook.backends.google.layout.renewal import Renewal
from automation.workbook.backends.google.layout.standing import Look, StandingTab
from automation.workbook.backends.google.layout.tabs import tab_tag
from automation.workbook.colours import GENERAL, number_format
from automation.workbook.schema import Field

_NOTHING = Look()


@dataclass(frozen=True)
class Dressing:
    """One tab of ours; `sources` say where the ids of other tabs stand."""

    work: TabWork
    sources: Mapping[str, str]

    @cached_property
    def renewal(self) -> Renewal:
        """Its data validations."""
        standing = self.work.standing
        return Renewal(
            place=self.work.place,
            wording=self.work.wording,
            sources=self.sources,
            rules=standing.rules if standing else {},
            added=self.work.added,
        )

    @property
    def ruled(self) -> list[str]:
        """The columns that have one rule for all rows."""
        return [name for name, one in self._fields() if not is_of_settings(self._place, one)]

    def requests(self, settings: Mapping[int, Field]) -> Iterator[Message]:
        """Yield what gives the tab all it lacks; `settings` are those that stand there, by row."""
        standing = self.work.standing
        if standing is None:
            yield from self.renewal.columns(self.ruled)
            yield from self._columns(list(self._place.columns)).colours()
            yield from self._columns(list(self._place.columns)).tags()
            return
        yield from self.renewal.columns(self.ruled)
        if "value" in self._place.columns:
            yield from self.renewal.settings(settings)
        self.work.said.extend(self.renewal.said)
        yield from self._colours(standing)
        yield from self._headers(standing)
        yield from self._notes(standing)
        yield from self._number_formats(standing)
        yield from self._frame(standing)

    # One kind after another

    def _colours(self, standing: StandingTab) -> Iterator[Message]:
        partly = [name for name, _ in self._fields() if self.new_labels(name)]
        pale = [
            name
            for name, one in self._fields()
            if one.tones and name not in partly and self._is_bare(standing, name)
        ]
        yield from self._columns([*pale, *partly]).colours(self._coloured)
        self.work.say(mark("Gave {columns} in “{tab}” the colours back."), pale)
        self.work.say(mark("Gave all values of {columns} in “{tab}” their colours."), partly)

    def new_labels(self, name: str) -> set[str]:
        """Return the values of a column that have no colour yet, while others have."""
        column = self._place.columns.get(name)
        coloured = {label for at, label in self._coloured if at == column}
        return {*tones_by_label(self._place.tab.fields[name])} - coloured if coloured else set()

    @cached_property
    def _coloured(self) -> set[tuple[int, str]]:
        """The columns and texts that have a colour."""
        return {
            (column, label)
            for one in (self.work.standing.colours if self.work.standing else ())
            if one.kind == STARTS_WITH
            for column in self._place.columns.values()
            if any(column in area for area in one.columns)
            for label in one.values
        }

    def _is_bare(self, standing: StandingTab, name: str) -> bool:
        column = self._place.columns[name]
        return not any(column in area for one in standing.colours for area in one.columns)

    def _headers(self, standing: StandingTab) -> Iterator[Message]:
        """Paint the headers where all of them have lost their looks; a few are people's taste."""
        names = self._stood
        if names and not any(self._look(standing, name).is_painted for name in names):
            yield from self._columns(names).headers()
            self.work.say(mark("Gave the headers of “{tab}” their colours back."))

    def _notes(self, standing: StandingTab) -> Iterator[Message]:
        lost, older, kept = [], [], dict[str, str]()
        for name in self._stood:
            field, tag = self._place.tab.fields[name], standing.tags.get(name)
            note = self._look(standing, name).note
            ours = [note_of(field, self.work.wording.spoken_in(one)) for one in LANGUAGES]
            if not note:
                lost.append(name)
            elif tag is not None and note not in ours and tag.note_print == note_print(note):
                older.append(name)
            elif tag is None or (note in ours and tag.note_print != note_print(note)):
                kept[name] = note
        yield from self._columns([*lost, *older]).notes()
        made = {name: self._note(name) for name in (*lost, *older)}
        yield from self._tags(standing, {**kept, **made})
        self.work.say(mark("Gave {columns} in “{tab}” their notes back."), lost)
        self.work.say(mark("Brought the notes of {columns} in “{tab}” up to date."), older)
        if kept or standing.name != self._place.tab.name:
            self.work.say(mark("Noted which columns of “{tab}” are which, should they be renamed."))

    def _tags(self, standing: StandingTab, notes: Mapping[str, str]) -> Iterator[Message]:
        """Tag columns with their notes; a tag that stands is found by its number, wherever it is."""
        new = [name for name in self._place.columns if name not in standing.tags]
        yield from self._columns(new).tags()
        for name, note in notes.items():
            if name in standing.tags:
                lookup = {"metadataId": standing.tags[name].id}
                yield {
                    "updateDeveloperMetadata": {
                        "dataFilters": [{"developerMetadataLookup": lookup}],
                        "developerMetadata": {"metadataValue": column_tag(name, note)},
                        "fields": "metadataValue",
                    }
                }

    def _number_formats(self, standing: StandingTab) -> Iterator[Message]:
        shown = {
            column
            for (row, column), look in standing.looks.items()
            if row > self._place.header and look.number
        }
        is_seen = self._place.header + 1 < standing.row_count
        plain = [
            name
            for name in (self._stood if is_seen else [])
            if name in self.ruled
            and self._place.columns[name] not in shown
            and number_format(self._place.tab.fields[name]) != GENERAL
        ]
        yield from self._columns(plain).number_formats()
        self.work.say(
            mark("Gave {columns} in “{tab}” back how dates, numbers and texts show."), plain
        )

    def _frame(self, standing: StandingTab) -> Iterator[Message]:
        place = self._place
        if standing.name != place.tab.name:
            yield tab_tag(place.id, place.tab.name)
        if standing.frozen_rows <= place.header < place.row_count - 1:
            grid = {"frozenRowCount": place.header + 1}
            properties = {"sheetId": place.id, "gridProperties": grid}
            fields = "gridProperties.frozenRowCount"
            yield {"updateSheetProperties": {"properties": properties, "fields": fields}}
            self.work.say(mark("Froze the header of “{tab}” again."))
        if not standing.is_filtered:
            area = {"sheetId": place.id, "startRowIndex": place.header}
            yield {"setBasicFilter": {"filter": {"range": area}}}
            self.work.say(mark("Put the filter on the header of “{tab}” again."))

    # Names

    @property
    def _place(self) -> Place:
        return self.work.place

    @property
    def _stood(self) -> list[str]:
        hidden = {*self.work.added, *self.work.covered}
        return [name for name in self._place.columns if name not in hidden]

    def _note(self, name: str) -> str:
        return note_of(self._place.tab.fields[name], self.work.wording)

    def _look(self, standing: StandingTab, name: str) -> Look:
        return standing.looks.get((self._place.header, self._place.columns[name]), _NOTHING)

    def _columns(self, names: Sequence[str]) -> Columns:
        return Columns(place=self._place, names=names, wording=self.work.wording)

    def _fields(self) -> Iterator[tuple[str, Field]]:
        return ((name, self._place.tab.fields[name]) for name in self._place.columns)
