"""What landed in the wrong columns, because somebody moved them between the look and the write. Pure.

Requests name columns by their place. The answer to a write shows the headers as they then stand; where
they are not those that were planned, each column is known again by its header, and what was written
into it is put back as it was before. The next look then plans anew. Widths, looks and colours that
landed elsewhere are left: they say nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from automation.workbook.backends.google.cells import Message, cell_data
from automation.workbook.backends.google.layout.standing import Rule, StandingTab
from automation.workbook.locate import header_key
from automation.workbook.protocol import Cell, Written

Row = Sequence[Cell]
Sent = Mapping[str, Any]
"""A request, or a part of one, as it was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A tab that is written into: how it stood, and the header row it will have if nobody moves it."""

    tab: StandingTab
    header: int
    planned: Row

    def is_met(self, shown: Mapping[int, Cell]) -> bool:
        """Whether the header row that stands now, by column, is the planned one."""
        width = max(len(self.planned), *(at + 1 for at in shown), 0)
        planned = [*self.planned, *[None] * (width - len(self.planned))]
        return all(header_key(shown.get(at)) == header_key(planned[at]) for at in range(width))


@dataclass(frozen=True)
class TakingBack:
    """One tab whose columns were moved; `shown` is its header row now, by column."""

    aim: Aim
    shown: Mapping[int, Cell]

    def requests(self, sent: Sequence[Sent]) -> Iterator[Message]:
        """Yield what puts back what these requests wrote into the tab."""
        for request in sent:
            for kind, body in request.items():
                if isinstance(body, Mapping):
                    yield from self._undone(kind, body)

    def _undone(self, kind: str, body: Sent) -> Iterator[Message]:
        match kind:
            case "setDataValidation" if self._is_here(body["range"]):
                yield from self._rules(body["range"])
            case "updateCells" if self._is_here(body["start"]):
                yield self._cell(body["start"], str(body["fields"]))
            case "repeatCell" if self._is_here(body["range"]):
                yield self._number_format(body["range"])
            case "addFilterView" if self._is_here(body["filter"]["range"]):
                yield {"deleteFilterView": {"filterId": body["filter"]["filterViewId"]}}
            case "addProtectedRange" if self._is_here(body["protectedRange"]["range"]):
                number = body["protectedRange"]["protectedRangeId"]
                yield {"deleteProtectedRange": {"protectedRangeId": number}}
            case "createDeveloperMetadata":
                yield from self._tag(body["developerMetadata"])
            case _:
                return

    def _rules(self, area: Sent) -> Iterator[Message]:
        column = int(area["startColumnIndex"])
        yield {"setDataValidation": {"range": area}}
        was = self._origins.get(column)
        rules = self.aim.tab.rules.items() if was is not None else ()
        by_rule: dict[Rule, list[int]] = {}
        for (row, at), rule in rules:
            if at == was and row > self.aim.header:
                by_rule.setdefault(rule, []).append(row)
        for rule, rows in by_rule.items():
            reach = {**area, "startRowIndex": min(rows)} if len(by_rule) > 1 else area
            yield {"setDataValidation": {"range": reach, "rule": rule.message()}}

    def _cell(self, start: Sent, fields: str) -> Message:
        was = self._origins.get(int(start["columnIndex"]))
        place = (self.aim.header, was if was is not None else -1)
        look = self.aim.tab.looks.get(place)
        data = cell_data(_written(self._before(was)))
        kept = [one for one in fields.split(",") if one in ("userEnteredValue", "note")]
        if look is not None:
            data = {**data, "note": look.note}
        rows = [{"values": [data]}]
        return {"updateCells": {"start": start, "rows": rows, "fields": ",".join(kept or ["note"])}}

    def _number_format(self, area: Sent) -> Message:
        was = self._origins.get(int(area["startColumnIndex"]))
        looks = self.aim.tab.looks.items()
        kinds = (one.number for (row, at), one in looks if at == was and row > self.aim.header)
        kind = next((kind for kind in kinds if kind), "")
        shown: Message = {"userEnteredFormat": {"numberFormat": {"type": kind}}} if kind else {}
        fields = "userEnteredFormat.numberFormat"
        return {"repeatCell": {"range": area, "cell": shown, "fields": fields}}

    def _tag(self, made: Sent) -> Iterator[Message]:
        lines = made["location"].get("dimensionRange")
        if lines is not None and self._is_here(lines):
            lookup = {
                "metadataKey": made["metadataKey"],
                "metadataValue": made["metadataValue"],
                "metadataLocation": {"dimensionRange": lines},
            }
            yield {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}

    @cached_property
    def _origins(self) -> Mapping[int, int]:
        """Where each column stood before, known by its header, and its neighbours where it has none."""
        before = [header_key(cell) for cell in self._header]
        now = {at: header_key(cell) for at, cell in self.shown.items()}
        known = {
            at: before.index(text) for at, text in now.items() if text and before.count(text) == 1
        }
        found = dict(known)
        for at in range(max(now, default=-1) + 2):
            if at not in known:
                found.update(self._between(at, known))
        return found

    def _between(self, at: int, known: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        """Yield what a column was, where as many stand between the same neighbours as before."""
        left = max((one for one in known if one < at), default=-1)
        right = min((one for one in known if one > at), default=None)
        first = known.get(left, -1) + 1
        last = len(self._header) if right is None else known[right]
        end = left + 1 + last - first if right is None else right
        if end - left == last - first + 1 and left < at < end:
            yield at, first + at - left - 1

    @property
    def _header(self) -> Row:
        rows = self.aim.tab.rows
        return rows[self.aim.header] if self.aim.header < len(rows) else ()

    def _before(self, column: int | None) -> Cell:
        return self._header[column] if column is not None and column < len(self._header) else None

    def _is_here(self, place: Sent) -> bool:
        return place.get("sheetId") == self.aim.tab.id


def _written(cell: Cell) -> Written:
    return cell if isinstance(cell, str | int | float | bool) else None
