"""Rows tall enough for wrapped text.

A row whose height nobody set is fitted by the spreadsheet program when a person edits it, not when
a file is opened: LibreOffice then shows the lines of one row over those of the next. So rows
written here carry the height their text needs, as the programs themselves would write it; a
height that a person set stays.
"""

import textwrap
from collections.abc import Mapping, Set
from dataclasses import dataclass

from automation.workbook.backends.ooxml.rows import cells_by_column
from automation.workbook.backends.ooxml.sheet_layout import spanned
from automation.workbook.backends.ooxml.xml import Element, local, named, parse

LINE_PT = 13.5
PADDING_PT = 3.0
MOST_LINES = 14
"""Longer texts are read in the cell itself; a calendar of screen-high rows helps nobody."""

NARROWEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What decides how high a row must be: widths by column span, in characters; styles that wrap."""

    widths: Mapping[tuple[int, int], float]
    styles: Mapping[tuple[int, int], str]
    wrapping: Set[str]

    def fit(self, row: Element) -> None:
        """Set the height a row's wrapped texts need, unless a person set one.

        Texts the sheet shares with others are not known here; where there are any, a row never
        becomes lower than it was.
        """
        if not self.wrapping or row.get("customHeight") in ("1", "true"):
            return
        needed, all_known = 1, True
        for column, cell in cells_by_column(row).items():
            if (cell.get("s") or spanned(self.styles, column)) not in self.wrapping:
                continue
            all_known = all_known and cell.get("t") != "s"
            needed = max(needed, self._lines(column, cell))
        stands = float(row.get("ht", "0"))
        height = min(needed, MOST_LINES) * LINE_PT + PADDING_PT
        if needed == 1 and all_known:
            row.attrib.pop("ht", None)
        elif all_known or height > stands:
            row.set("ht", f"{height:g}")

    def _lines(self, column: int, cell: Element) -> int:
        text = "".join(cell.itertext()) if cell.get("t") == "inlineStr" else ""
        width = max(NARROWEST, int(spanned(self.widths, column) or 9))
        return sum(len(textwrap.wrap(line, width)) or 1 for line in text.splitlines())


def wrapping_styles(styles_xml: bytes | None) -> Set[str]:
    """Return the numbers of the cell styles that wrap their text."""
    if styles_xml is None:
        return frozenset()
    return {
        str(number)
        for formats in named(parse(styles_xml), "cellXfs")
        for number, style in enumerate(child for child in formats if local(child) == "xf")
        if any(a.get("wrapText") in ("1", "true") for a in named(style, "alignment"))
    }
