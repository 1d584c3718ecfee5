"""The requests that make columns what people meet: header, hint, width, look, rule, colours. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from automation.workbook.backends.google.cells import Message, cell_data
from automation.workbook.backends.google.layout.keys import COLUMN_TAG, column_tag
from automation.workbook.backends.google.layout.looks import LookMaker, cell_format, laid_over
from automation.workbook.backends.google.layout.place import Place, runs
from automation.workbook.colours import TONES, Palette
from automation.workbook.entry_rules import Wording
from automation.workbook.schema import Field, Tone, Writer

_CHARACTER_PX, _MARGIN_PX = 7, 5
STARTS_WITH = "TEXT_STARTS_WITH"
_HEADER = "userEnteredValue,userEnteredFormat,note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Some columns of one tab."""

    place: Place
    names: Sequence[str]
    wording: Wording

    @property
    def _fields(self) -> list[tuple[int, Field]]:
        found = [(self.place.columns[name], self.place.tab.fields[name]) for name in self.names]
        return sorted(found, key=lambda one: one[0])

    def made(self) -> Iterator[Message]:
        """Yield what makes them in an empty part of the tab, to be followed by the rest."""
        palette: Palette[Mapping[str, object]] = Palette(LookMaker())
        for column, field in self._fields:
            yield _cells(self.place, column, self._header(field, palette))
            yield self._sized(column, {"pixelSize": width_px(field)})
        yield from self._looks(palette)
        yield from self._grouped()

    def colours(self, present: Collection[tuple[int, str]] = ()) -> Iterator[Message]:
        """Yield their colours by value, in both languages; equal ones share a rule.

        `present` are the columns and texts that have a colour already.
        """
        ranges: dict[tuple[str, Tone], list[Message]] = {}
        for column, field in self._fields:
            for label, tone in tones_by_label(field).items():
                if (column, label) not in present:
                    ranges.setdefault((label, tone), []).append(self.place.below(column))
        for (label, tone), areas in ranges.items():
            yield coloured(areas, STARTS_WITH, label, tone)

    def tags(self) -> Iterator[Message]:
        """Yield what lets us know them again when their headers are renamed."""
        for column, field in self._fields:
            where: Message = {"dimensionRange": self.place.lines(column, column)}
            yield tagged(COLUMN_TAG, column_tag(field.name, note_of(field, self.wording)), where)

    def header_cells(self) -> Iterator[Message]:
        """Yield their header cells whole, in a row that has none."""
        palette: Palette[Mapping[str, object]] = Palette(LookMaker())
        for column, field in self._fields:
            fields = f"{_HEADER},dataValidation"  # a new row may inherit the rule of the one below
            yield _cells(self.place, column, self._header(field, palette), fields)

    def headers(self) -> Iterator[Message]:
        """Yield what makes their header cells look as headers again; their texts stay."""
        palette: Palette[Mapping[str, object]] = Palette(LookMaker())
        for column, field in self._fields:
            look = cell_format(palette.header(field.writer))
            yield _cells(self.place, column, {"userEnteredFormat": look}, "userEnteredFormat")

    def notes(self) -> Iterator[Message]:
        """Yield the notes at their headers."""
        for column, field in self._fields:
            yield _cells(self.place, column, {"note": note_of(field, self.wording)}, "note")

    def number_formats(self) -> Iterator[Message]:
        """Yield how their cells show numbers, dates and texts; all else about them stays."""
        palette: Palette[Mapping[str, object]] = Palette(LookMaker())
        for column, field in self._fields:
            shown = cell_format(self._look(field, palette)).get("numberFormat")
            if shown is not None:
                yield {
                    "repeatCell": {
                        "range": self.place.below(column),
                        "cell": {"userEnteredFormat": {"numberFormat": shown}},
                        "fields": "userEnteredFormat.numberFormat",
                    }
                }

    def _looks(self, palette: Palette[Mapping[str, object]]) -> Iterator[Message]:
        """Yield how their cells look; neighbours that look alike share a request."""
        looks = {column: cell_format(self._look(field, palette)) for column, field in self._fields}
        for look, neighbours in groupby(looks, key=lambda column: looks[column]):
            for first, last in runs(neighbours):
                yield {
                    "repeatCell": {
                        "range": self.place.below(first, last),
                        "cell": {"userEnteredFormat": look},
                        "fields": "userEnteredFormat",
                    }
                }

    def _look(self, field: Field, palette: Palette[Mapping[str, object]]) -> Mapping[str, object]:
        look = palette.cell(field)
        return {**look, "text_wrap": False} if self.place.tab.append_only else look

    def _header(self, field: Field, palette: Palette[Mapping[str, object]]) -> Message:
        look = cell_format(palette.header(field.writer))
        title, note = field.title(self.wording.language), note_of(field, self.wording)
        return {**cell_data(title), "userEnteredFormat": look, "note": note}

    def _sized(self, column: int, properties: Message) -> Message:
        lines = self.place.lines(column, column)
        change = {"range": lines, "properties": properties, "fields": ",".join(properties)}
        return {"updateDimensionProperties": change}

    def _grouped(self) -> Iterator[Message]:
        for first, last in runs(column for column, field in self._fields if field.group):
            yield {"addDimensionGroup": {"range": self.place.lines(first, last)}}
        for first, last in runs(column for column, field in self._fields if field.is_folded):
            lines = self.place.lines(first, last)
            group = {"range": lines, "depth": 1, "collapsed": True}
            yield {"addDimensionGroup": {"range": lines}}
            yield {"updateDimensionGroup": {"dimensionGroup": group, "fields": "collapsed"}}


def note_of(field: Field, wording: Wording) -> str:
    """Return the note at a column's header."""
    note = field.description(wording.language)
    if field.writer is Writer.MACHINE:
        return f"{wording.texts['machine_title'][wording.language]}. {note}"
    return note


def tones_by_label(field: Field) -> Mapping[str, Tone]:
    """Return the texts that have a colour in a column, in both languages."""
    return {
        label: tone for value, tone in field.tones.items() for label in field.labels[value].values()
    }


def width_px(field: Field) -> int:
    """Return a column's width; the schema counts in characters."""
    return field.width * _CHARACTER_PX + _MARGIN_PX


def is_of_settings(place: Place, field: Field) -> bool:
    """Whether this is the column where every row has a rule of its own."""
    return (place.tab.name, field.name) == ("settings", "value")


def coloured(areas: Collection[Message], kind: str, value: str, tone: Tone) -> Message:
    """Return the request that colours cells for which a condition holds."""
    rule = {
        "ranges": list(areas),
        "booleanRule": {
            "condition": {"type": kind, "values": [{"userEnteredValue": value}]},
            "format": laid_over(TONES[tone]),
        },
    }
    return {"addConditionalFormatRule": {"rule": rule}}


def tagged(key: str, value: str, where: Message) -> Message:
    """Return the request that ties a key and value to a place; people do not see them."""
    made = {"metadataKey": key, "metadataValue": value, "visibility": "DOCUMENT", "location": where}
    return {"createDeveloperMetadata": {"developerMetadata": made}}


def _cells(place: Place, column: int, data: Message, fields: str = _HEADER) -> Message:
    start = {"sheetId": place.id, "rowIndex": place.header, "columnIndex": column}
    return {"updateCells": {"start": start, "rows": [{"values": [data]}], "fields": fields}}
