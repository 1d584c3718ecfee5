"""One spreadsheet's calls: its tabs, values of ranges, one atomic change. Typed in and out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gspread.urls import (
    SPREADSHEET_BATCH_UPDATE_URL,
    SPREADSHEET_URL,
    SPREADSHEET_VALUES_BATCH_URL,
)

from automation.workbook.backends.google.cells import (
    Message,
    addresses_of,
    as_cell_of,
    is_only_chips,
    rows_of,
)
from automation.workbook.backends.google.client import BoundedClient, Params
from automation.workbook.backends.google.failure import CallFailed
from automation.workbook.backends.google.footers import footers_of
from automation.workbook.backends.google.signs import (
    ANCHORS,
    COMMENTS,
    COMMENTS_MODE,
    GUARDS,
    NAMED,
    book_of,
    signs_of_sheet,
)
from automation.workbook.backends.google.standing import FIELDS, Standing, standing_of
from automation.workbook.protocol import Behind, Cell
from automation.workbook.witness import Area, Signs

_TITLE = "properties.title"
_PROPERTIES = "properties(sheetId,title,sheetType,gridProperties(rowCount,columnCount))"
_WITHOUT_COMMENTS: Params = {"fields": f"{_TITLE},{NAMED},sheets({_PROPERTIES},merges,{GUARDS})"}
_TABS: Params = {
    "fields": f"{_TITLE},{NAMED},{COMMENTS},sheets({_PROPERTIES},merges,{GUARDS},{ANCHORS})",
    **COMMENTS_MODE,
}
_BEHIND = "sheets.data(startRow,startColumn,rowData.values(effectiveValue,hyperlink,userEnteredValue.stringValue,chipRuns(startIndex,chip(personProperties.email,richLinkProperties.uri))))"
_SEEN = "updatedSpreadsheet.sheets(properties.sheetId,data(startRow,startColumn,rowData.values(effectiveValue,userEnteredValue)))"

_DENSE: Params = {"prettyPrint": "false"}
"""Without line breaks and indentation, a third of the size where answers are deep.

Source: `parameters` of the API's discovery document, as clients made from it say (2026-11-22)
"""

Rows = list[list[Cell]]


class Seen(dict[tuple[int, int], Cell]):
    """Cells by row and column, from 0; what was not asked for or is empty is not in it.

    `computed` are those with a formula, or filled by one that stands elsewhere (ARRAYFORMULA): what
    they show may follow from what was just written.
    """

    def __init__(
        self,
        cells: Mapping[tuple[int, int], Cell] | None = None,
        computed: Collection[tuple[int, int]] = (),
    ) -> None:
        super().__init__(cells or {})
        self.computed = frozenset(computed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab as it was when its name was read."""

    id: int
    row_count: int
    signs: Signs = field(default_factory=Signs)
    """Who may edit its cells, and who commented on them."""
    footers: Sequence[Area] = ()
    """The last rows of people's tables that count or sum, and are no rows of the tab."""


class Sheet:
    """One spreadsheet, over a client that ends its waits."""

    def __init__(self, client: BoundedClient, spreadsheet_id: str) -> None:
        self.client = client
        self._id = spreadsheet_id
        self.title = spreadsheet_id

    def tabs(self) -> dict[str, Tab]:
        """Return all tabs with cells, by title, in their order.

        Raises:
            CallFailed: no usable answer came.
        """
        found, with_comments = self._metadata()
        book = book_of(found, with_comments=with_comments)
        self.title = str(found.get("properties", {}).get("title", self.title))
        return {
            str(one["properties"]["title"]): Tab(
                id=int(one["properties"].get("sheetId", 0)),
                row_count=int(one["properties"].get("gridProperties", {}).get("rowCount", 0)),
                signs=signs_of_sheet(one, book),
                footers=footers_of(one),
            )
            for one in found.get("sheets", [])
            if one["properties"].get("sheetType", "GRID") == "GRID"
        }

    def standing(self) -> Standing:
        """Return how the sheet stands towards us.

        Raises:
            CallFailed: no usable answer came.
        """
        return standing_of(self.client.read(SPREADSHEET_URL % self._id, {"fields": FIELDS}))

    def _metadata(self) -> tuple[Mapping[str, Any], bool]:
        """Return the tabs' metadata, and whether comments are in it.

        Comments came to the API in 2026; a service that does not know them refuses the question.
        """
        try:
            return self.client.read(SPREADSHEET_URL % self._id, _TABS), True
        except CallFailed as failed:
            if failed.failure.status != 400:
                raise
        return self.client.read(SPREADSHEET_URL % self._id, _WITHOUT_COMMENTS), False

    def values(self, ranges: Sequence[str], *, formulas: bool = False) -> list[Rows]:
        """Return the values of each range, in one call; or formulas where there are any.

        Raises:
            CallFailed: no usable answer came.
        """
        params = {
            "ranges": list(ranges),
            "valueRenderOption": "FORMULA" if formulas else "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
            "majorDimension": "ROWS",
        }
        found = self.client.read(SPREADSHEET_VALUES_BATCH_URL % self._id, params)
        return [rows_of(one.get("values")) for one in found.get("valueRanges", [])]

    def behind(self, ranges: Sequence[str]) -> dict[int, Behind]:
        """Return what some columns of one tab show and what is behind it, by row, in one call.

        Raises:
            CallFailed: no usable answer came.
        """
        params = {"ranges": list(ranges), "fields": _BEHIND}
        found = self.client.read(SPREADSHEET_URL % self._id, params)
        rows: dict[int, Behind] = {}
        for (row, column), data in (
            one for sheet in found.get("sheets", []) for one in _cells_of(sheet)
        ):
            told = rows.get(row) or Behind(shown={}, addresses={})
            rows[row] = Behind(
                shown={**told.shown, column: as_cell_of(data)},
                addresses={**told.addresses, column: addresses_of(data)},
                only_chips=told.only_chips | ({column} if is_only_chips(data) else set()),
            )
        return rows

    def change(self, requests: Sequence[Message], look_at: Sequence[str]) -> dict[int, Seen]:
        """Make all changes or none, and return what then stands in some ranges, by tab id.

        Raises:
            CallFailed: no usable answer came; the change may have been made.
        """
        body: dict[str, Any] = {
            "requests": list(requests),
            "includeSpreadsheetInResponse": True,
            "responseIncludeGridData": True,
            "responseRanges": list(look_at),
        }
        url = SPREADSHEET_BATCH_UPDATE_URL % self._id
        found = self.client.write(url, {"fields": _SEEN}, body)
        sheets = found.get("updatedSpreadsheet", {}).get("sheets", [])
        return {int(one["properties"].get("sheetId", 0)): seen_in(one) for one in sheets}

    def outline(self, fields: str) -> Message:
        """Return what lies on the sheet beside its cells.

        Raises:
            CallFailed: no usable answer came.
        """
        return self.client.read(SPREADSHEET_URL % self._id, {"fields": fields, **_DENSE})

    def cells(self, ranges: Sequence[str], fields: str) -> Message:
        """Return all about the cells of some ranges.

        Raises:
            CallFailed: no usable answer came.
        """
        params = {"fields": fields, "ranges": list(ranges), **_DENSE}
        return self.client.read(SPREADSHEET_URL % self._id, params)

    def lay_out(self, requests: Sequence[Message]) -> None:
        """Make all changes or none, whatever kind they are.

        Raises:
            CallFailed: no usable answer came; the change may have been made.
        """
        url = SPREADSHEET_BATCH_UPDATE_URL % self._id
        self.client.write(url, {"fields": "spreadsheetId"}, {"requests": list(requests)})


def seen_in(sheet: Mapping[str, Any]) -> Seen:
    """Read what the answer to a change shows of one tab."""
    cells = {place: as_cell_of(data) for place, data in _cells_of(sheet)}
    return Seen(
        {place: cell for place, cell in cells.items() if cell is not None},
        [place for place, data in _cells_of(sheet) if _is_computed(data)],
    )


def _is_computed(data: Mapping[str, Any]) -> bool:
    entered = data.get("userEnteredValue")
    return "formulaValue" in entered if entered else "effectiveValue" in data


def _cells_of(sheet: Mapping[str, Any]) -> Iterator[tuple[tuple[int, int], Mapping[str, Any]]]:
    for part in sheet.get("data", []):
        for row, line in enumerate(part.get("rowData", []), start=part.get("startRow", 0)):
            for column, data in enumerate(line.get("values", []), start=part.get("startColumn", 0)):
                yield (row, column), data
