"""`lembar init` on an .xlsx file in use: gives its tabs the rules, colours and looks they lack.

Only the sheet parts that lack something are written, and in them only the block that changes. What
is given is copied from a workbook made this moment. What people put in the place of ours stays.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from automation.language import Sentence, mark
from automation.workbook.backends.ooxml import refusal
from automation.workbook.backends.ooxml.addresses import column_letters, quoted
from automation.workbook.backends.ooxml.book import Book
from automation.workbook.backends.ooxml.column_looks import ColumnLook, look_of, with_looks
from automation.workbook.backends.ooxml.reading import read_grids
from automation.workbook.backends.ooxml.relations import relations
from automation.workbook.backends.ooxml.styles import MergedStyles, merge_styles
from automation.workbook.backends.ooxml.tones import Tone, Tones
from automation.workbook.backends.ooxml.validations import Cells, Validations
from automation.workbook.backends.ooxml.xml import Element, named
from automation.workbook.choices import some_of
from automation.workbook.entry_rules import LOOKUP_ROWS, Wording
from automation.workbook.file_rules import Due, FileRules
from automation.workbook.open_tab import OpenTab, open_tab
from automation.workbook.schema import Field, Schema, Tab

Added = Collection[tuple[str, str]]
"""Columns made just now: tab and column, by their names in the schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dressed:
    """What was given, and what stayed because it is people's."""

    said: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()


def dress(
    host: Book, donor: Book, schema: Schema, wording: Wording, added: Added
) -> tuple[bytes | None, Dressed]:
    """Return the file with what its tabs lacked, None when they lack nothing; and what to say.

    Raises:
        WorkbookUnsafe: a part is not what its place says.
    """
    try:
        return _Dressing(host, donor, schema, wording, added).result()
    except (ValueError, LookupError, etree.XMLSyntaxError) as error:
        raise host.package.unsafe(refusal.DAMAGED) from error


@dataclass
class _Dressing:
    """Gathers the changed members of one file."""

    host: Book
    donor: Book
    schema: Schema
    wording: Wording
    added: Added
    _changed: dict[str, bytes | None] = field(default_factory=dict)
    _said: list[Sentence] = field(default_factory=list)
    _notes: list[Sentence] = field(default_factory=list)

    def result(self) -> tuple[bytes | None, Dressed]:
        for name, tab in self._opened.items():
            self._dress(self.schema.tabs[name], tab)
        dressed = Dressed(said=tuple(self._said), notes=tuple(self._notes))
        return (self.host.package.rewritten(self._changed) if self._changed else None), dressed

    @cached_property
    def _opened(self) -> Mapping[str, OpenTab]:
        titles = {
            name: title
            for name, tab in self.schema.tabs.items()
            if (title := tab.find_title(self.host.sheets)) is not None
        }
        grids = read_grids(self.host, list(titles.values()))
        opened = {
            name: open_tab(self.schema.tabs[name], grids[title]) for name, title in titles.items()
        }
        return {name: tab for name, tab in opened.items() if tab.columns}

    def _dress(self, tab: Tab, opened: OpenTab) -> None:
        part = self.host.sheets[opened.title]
        before = xml = self.host.package.read(part)
        made = self.donor.package.read(self.donor.sheets[tab.title(self.wording.language)])
        fields = [
            *tab.fields.values(),
            *(self.schema.settings.values() if tab.name == "settings" else ()),
        ]
        titles = {title[:32] for one in fields for title in one.titles.values()}
        rules = FileRules(opened.title, self.wording, Validations(xml), titles)
        xml = rules.renew(list(self._dues(tab, opened, Validations(made)))) or xml
        self._said += rules.said
        self._notes += rules.notes
        xml = self._coloured(tab, opened, xml, made)
        xml = self._laid(tab, opened, xml, made)
        if xml != before:
            self._changed[part] = xml

    # Rules

    def _dues(self, tab: Tab, opened: OpenTab, made: Validations) -> Iterator[Due]:
        for name, column in self._usual(tab, opened):
            if (tab.name, name) == ("settings", "value"):
                yield from self._settings(opened, column, made)
                continue
            [ours] = made.over(Cells(column=list(tab.usual).index(name), first=1))
            yield Due(
                field=tab.fields[name],
                cells=Cells(column=column, first=opened.header + 1),
                ours=self._looking_up(tab.fields[name], ours),
                is_new=(tab.name, name) in self.added,
            )

    def _settings(self, opened: OpenTab, column: int, made: Validations) -> Iterator[Due]:
        rows = {name: row for row, name in enumerate(self.schema.settings, start=1)}
        value = list(opened.tab.usual).index("value")
        for record in opened.records():
            name = self.schema.setting_named(record.text("setting"))
            if name is not None:
                [ours] = made.over(Cells(column=value, first=rows[name], last=rows[name]))
                cells = Cells(column=column, first=record.index, last=record.index)
                yield Due(field=self.schema.settings[name], cells=cells, ours=ours)

    def _looking_up(self, ours: Field, element: Element) -> Element:
        """Return a validation that looks into another tab where its ids stand in this file."""
        there = self._opened.get(ours.lookup)
        if there is None or there.tab.primary_key not in there.columns:
            return element
        letters = column_letters(there.columns[there.tab.primary_key])
        first = there.header + 2
        found = deepcopy(element)
        for formula in named(found, "formula1"):
            formula.text = (
                f"{quoted(there.title)}!${letters}${first}:${letters}${first + LOOKUP_ROWS - 1}"
            )
        return found

    # Colours and looks

    def _coloured(self, tab: Tab, opened: OpenTab, xml: bytes, made: bytes) -> bytes:
        there, ours = Tones(xml), Tones(made)
        wanted: list[Tone] = []
        given: dict[bool, list[Field]] = {True: [], False: []}
        for name, column in self._usual(tab, opened):
            cells = Cells(column=column, first=opened.header + 1)
            looks = ours.looks(Cells(column=list(tab.usual).index(name), first=1))
            standing = there.looks(cells)
            lacking = [text for text in looks if text not in standing]
            if not lacking or (there.is_any(cells) and not standing):
                continue
            wanted += [
                Tone(cells=cells, text=text, dxf=self._styles.dxf(looks[text])) for text in lacking
            ]
            if (tab.name, name) not in self.added:
                given[bool(standing)].append(tab.fields[name])
        self._say(mark("Gave {columns} in “{tab}” the colours back."), opened, given[False])
        self._say(
            mark("Gave all values of {columns} in “{tab}” their colours."), opened, given[True]
        )
        return there.with_more(wanted) if wanted else xml

    def _laid(self, tab: Tab, opened: OpenTab, xml: bytes, made: bytes) -> bytes:
        """Give new columns their width and looks."""
        looks: dict[int, ColumnLook] = {}
        for name, column in self._usual(tab, opened):
            if (tab.name, name) not in self.added:
                continue
            look = look_of(made, list(tab.usual).index(name))
            if look is not None:
                style = self._styles.cell_style(look.column.get("style", "0"))
                header = self._styles.cell_style(look.header)
                looks[column] = replace(look, column={**look.column, "style": style}, header=header)
        return with_looks(xml, opened.header, looks) if looks else xml

    @cached_property
    def _styles(self) -> MergedStyles:
        """The donor's styles beside the host's own; brought along only where they are needed."""
        host, donor = (_styles_of(book) for book in (self.host, self.donor))
        merged = merge_styles(self.host.package.read(host), self.donor.package.read(donor))
        self._changed[host] = merged.xml
        return merged

    def _usual(self, tab: Tab, opened: OpenTab) -> list[tuple[str, int]]:
        return [(name, at) for name, at in opened.columns.items() if name in tab.usual]

    def _say(self, template: str, opened: OpenTab, fields: Sequence[Field]) -> None:
        if fields:
            columns = some_of([one.title(self.wording.language) for one in fields])
            self._said.append(Sentence(template, {"columns": columns, "tab": opened.title}))


def _styles_of(book: Book) -> str:
    return next(one.target for one in relations(book.package, book.part) if one.kind == "styles")
