"""Rows are as high as their wrapped texts need, so that no line hides another."""

import openpyxl
import pytest
from openpyxl.styles import Alignment

from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Append, Patch, RowRef

LONG = "Baris ini belum bisa terbit karena gambarnya tidak punya teks alternatif. " * 3


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "kalender.xlsx"
    made = openpyxl.Workbook()
    sheet = made.create_sheet("Kalender")
    sheet.append(["ID", "Masalah", "Judul"])
    sheet.append(["P-1", None, "Kopi pagi"])
    sheet.column_dimensions["B"].width = 30
    for cell in ("B2", "B3", "B4"):
        sheet[cell].alignment = Alignment(wrap_text=True, vertical="top")
    made.save(path)
    return path


def patch(book, value, row="P-1"):
    change = Patch(
        tab="Kalender", id_column="ID", row=RowRef(id=row, index=1), column="Masalah", value=value
    )
    XlsxBackend(str(book)).commit([change])


def height(book, row=2):
    return openpyxl.load_workbook(book)["Kalender"].row_dimensions[row].height


def test_a_row_grows_with_the_wrapped_text_written_into_it(book):
    patch(book, LONG)

    assert height(book) > 8 * 12


def test_a_row_with_one_line_keeps_the_height_of_the_sheet(book):
    patch(book, "Siap")

    assert height(book) is None


def test_a_new_row_is_high_enough_at_once(book):
    append = Append(
        tab="Kalender", id_column="ID", event="P-2", cells={"ID": "P-2", "Masalah": LONG}
    )

    XlsxBackend(str(book)).commit([append])

    assert height(book, 3) > 8 * 12


def test_a_height_that_a_person_set_stays(book):
    opened = openpyxl.load_workbook(book)
    opened["Kalender"].row_dimensions[2].height = 20
    opened.save(book)

    patch(book, LONG)

    assert height(book) == 20


def test_no_row_becomes_higher_than_a_screen(book):
    patch(book, LONG * 40)

    assert height(book) < 200
