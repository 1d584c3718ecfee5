"""The guide tab, written by the same hand as in an .xlsx file (`automation.workbook.guide`). Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from automation.workbook.backends.google.cells import Message, cell_data
from automation.workbook.backends.google.layout.keys import note_print
from automation.workbook.backends.google.layout.looks import LookMaker, cell_format, colour
from automation.workbook.backends.google.layout.standing import StandingTab
from automation.workbook.backends.google.layout.tabs import row_height, tab_tag
from automation.workbook.colours import Palette
from automation.workbook.guide import GUIDE, GuideWriter, read_guide
from automation.workbook.schema import Schema

_CHARACTER_PX, _MARGIN_PX = 7, 5
_DRAWN = "userEnteredValue,userEnteredFormat"
Look = Mapping[str, object]


@dataclass(slots=True)
class Page:
    """Gathers what is written on the page, as XlsxWriter's worksheet would take it.

    `leads_to` are the numbers of the tabs that links of the form `internal:'TITLE'!A1` go to.
    """

    leads_to: Mapping[str, int]
    cells: dict[tuple[int, int], Message] = field(default_factory=dict)
    merges: list[tuple[int, int, int]] = field(default_factory=list)
    heights: dict[int, int] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    tab_colour: str = "#FFFFFF"

    def set_column(self, first: int, last: int, width: float, _look: Look, /) -> None:
        """Note the width of some columns."""
        for column in range(first, last + 1):
            self.widths[column] = round(width * _CHARACTER_PX + _MARGIN_PX)

    def set_row_pixels(self, row: int, height: float, /) -> None:
        """Note a row's height."""
        self.heights[row] = round(height)

    def hide_gridlines(self, _option: int, /) -> None:
        """Do nothing: the page never shows them."""

    def set_tab_color(self, colour_: str, /) -> None:
        """Note the tab's colour."""
        self.tab_colour = colour_

    def merge_range(
        self, row: int, first: int, _last_row: int, last: int, text: str, look: Look, /
    ) -> None:
        """Note a text across cells of one row."""
        self.merges.append((row, first, last))
        for column in range(first, last + 1):
            self.cells[row, column] = {"userEnteredFormat": cell_format(look)}
        self.write_string(row, first, text, look)

    def write_string(self, row: int, column: int, text: str, look: Look, /) -> None:
        """Note a text."""
        self.cells[row, column] = {**cell_data(text), "userEnteredFormat": cell_format(look)}

    def write_url(self, row: int, column: int, url: str, look: Look, text: str, /) -> None:
        """Note a text that leads to another tab; a tab we do not know is named without a link."""
        self.write_string(row, column, text, look)
        title = url.removeprefix("internal:'").removesuffix("'!A1")
        if title in self.leads_to:
            shown = self.cells[row, column]["userEnteredFormat"]
            if isinstance(shown, dict):
                link = {"link": {"uri": f"#gid={self.leads_to[title]}"}}
                shown["textFormat"] = {**shown["textFormat"], **link}


@dataclass(frozen=True)
class Guide:
    """The guide of one sheet: `id` is its tab's number, `leads_to` are those of the others."""

    id: int
    schema: Schema
    language: str
    timezone: str
    leads_to: Mapping[str, int]

    @cached_property
    def _page(self) -> Page:
        page = Page(self.leads_to)
        palette: Palette[Look] = Palette(LookMaker())
        GuideWriter(
            page, palette, self.schema, language=self.language, timezone=self.timezone
        ).write()
        return page

    @property
    def text_print(self) -> str:
        """What its texts are compared by."""
        return text_print(
            {
                place: str(value["stringValue"])
                for place, cell in self._page.cells.items()
                if isinstance(value := cell.get("userEnteredValue"), dict)
            }
        )

    @property
    def tag(self) -> str:
        """What its tab is tagged with."""
        return f"{GUIDE} {self.text_print}"

    def made(self, at: int | None) -> Iterator[Message]:
        """Yield what makes it.

        `at` is where among the tabs a new one goes, -1 for the end; None writes into the empty tab
        that stands there.
        """
        properties = {
            "sheetId": self.id,
            "title": guide_title(self.language),
            "gridProperties": {**self._grid, "hideGridlines": True},
            "tabColorStyle": colour(self._page.tab_colour),
        }
        if at is not None:
            where = {"index": at} if at >= 0 else {}
            yield {"addSheet": {"properties": {**properties, **where}}}
        else:
            fields = "title,tabColorStyle,gridProperties(rowCount,columnCount,hideGridlines)"
            yield {"updateSheetProperties": {"properties": properties, "fields": fields}}
        yield from _drawn(self.id, self._page, **self._size)
        yield tab_tag(self.id, self.tag)

    def renewed(self, standing: StandingTab) -> Iterator[Message]:
        """Yield what draws it anew in its tab, where nothing but an older one stands."""
        rows, columns = self._grid["rowCount"], self._grid["columnCount"]
        grid = {
            "rowCount": max(rows, standing.row_count),
            "columnCount": max(columns, standing.column_count),
        }
        properties = {"sheetId": self.id, "gridProperties": grid}
        fields = "gridProperties(rowCount,columnCount)"
        yield {"updateSheetProperties": {"properties": properties, "fields": fields}}
        yield {"unmergeCells": {"range": {"sheetId": self.id}}}
        cleared = {"range": {"sheetId": self.id}, "rows": [], "fields": _DRAWN}
        yield {"updateCells": cleared}
        yield from _drawn(self.id, self._page, **self._size)
        yield from self.tagged(standing)

    def tagged(self, standing: StandingTab) -> Iterator[Message]:
        """Yield what remembers its texts as ours."""
        if standing.tag_id:
            lookup = {"developerMetadataLookup": {"metadataId": standing.tag_id}}
            changed = {"dataFilters": [lookup], "developerMetadata": {"metadataValue": self.tag}}
            yield {"updateDeveloperMetadata": {**changed, "fields": "metadataValue"}}
        else:
            yield tab_tag(self.id, self.tag)

    @property
    def _size(self) -> dict[str, int]:
        return {"rows": max(self._page.heights) + 2, "columns": max(self._page.widths) + 1}

    @property
    def _grid(self) -> dict[str, int]:
        return {"rowCount": self._size["rows"], "columnCount": self._size["columns"]}


def text_print(texts: Mapping[tuple[int, int], str]) -> str:
    """Return what a page's texts, by row and column, are compared by."""
    return note_print(repr(sorted(texts.items())))


def guide_title(language: str) -> str:
    """Return what the guide is called."""
    return read_guide()["titles"][language]


def is_guide(title: str) -> bool:
    """Whether a tab of this title is the guide, in either language."""
    return title in read_guide()["titles"].values()


def _drawn(sheet_id: int, page: Page, rows: int, columns: int) -> Iterator[Message]:
    lines = [
        {"values": [page.cells.get((row, column), {}) for column in range(columns)]}
        for row in range(rows)
    ]
    start = {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0}
    yield {"updateCells": {"start": start, "rows": lines, "fields": _DRAWN}}
    numbered = enumerate(page.merges)
    for (_, first, last), group in groupby(
        numbered, key=lambda one: (one[1][0] - one[0], *one[1][1:])
    ):
        found = [merge[0] for _, merge in group]
        area = {
            "sheetId": sheet_id,
            "startRowIndex": found[0],
            "endRowIndex": found[-1] + 1,
            "startColumnIndex": first,
            "endColumnIndex": last + 1,
        }
        yield {"mergeCells": {"range": area, "mergeType": "MERGE_ROWS"}}
    for height, run in groupby(sorted(page.heights), key=lambda row: page.heights[row]):
        stretch = list(run)
        yield row_height(sheet_id, stretch[0], height, len(stretch))
    for column, width in page.widths.items():
        lines_ = {"startIndex": column, "endIndex": column + 1}
        where = {"sheetId": sheet_id, "dimension": "COLUMNS", **lines_}
        change = {"range": where, "properties": {"pixelSize": width}, "fields": "pixelSize"}
        yield {"updateDimensionProperties": change}
