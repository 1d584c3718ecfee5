"""What the tests of harm change, and how they look at the result."""

import warnings
from pathlib import Path

import openpyxl

from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Append, Grid, Patch, RowRef, Written

SHEET = "xl/worksheets/sheet1.xml"


def calendar(path: Path) -> Grid:
    return XlsxBackend(path).read(["kalender"])["kalender"]


def patch(path: Path, post: str, column: str, value: Written) -> Patch:
    return Patch(
        tab="kalender", id_column="Post", row=RowRef(id=post, index=0), column=column, value=value
    )


def append(event: str, tab: str = "kalender", **cells: Written) -> Append:
    id_column = "Post" if tab == "kalender" else "Event"
    return Append(tab=tab, id_column=id_column, event=event, cells=cells)


def commit_everywhere(path: Path) -> None:
    XlsxBackend(path).commit(
        [
            patch(path, "P-2", "State", "published"),
            patch(path, "P-3", "URL", "https://kopi.example/3"),
            append("P-9", State="idea", Suka=3, URL="=SUM(A1)"),
            append("e-3", tab="publikasi", State="claimed"),
        ]
    )


def looks(path: Path) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return every cell's formula or value, style and note, as another program sees them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): (
            getattr(cell.value, "text", cell.value),
            cell.number_format,
            cell.font.b,
            cell.fill.fgColor.rgb,
            cell.border.left.style,
            cell.comment.text if cell.comment else None,
        )
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
