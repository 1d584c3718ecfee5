"""Sheets that other libraries write in their own manner are changed all the same."""

from pathlib import Path

from lxml import etree

from automation.workbook.backends.xlsx import XlsxBackend
from tests.workbook.rich_workbooks import make_rich, members, rewrite
from tests.workbook.xlsx_harm.changes import SHEET, append, calendar, looks, patch


def test_a_part_with_comments_and_cdata_is_patched_all_the_same(rich: Path) -> None:
    part = members(rich)[SHEET]
    part = part.replace(b"<sheetData>", b"<sheetData><!-- <row r='3'> --><?lama <row r='4'>?>", 1)
    part = part.replace(b"<f>F4*2</f>", b"<f><![CDATA[F4*2]]></f>")
    rewrite(rich, {SHEET: part})

    XlsxBackend(rich).commit([patch(rich, "P-2", "State", "published")])

    assert calendar(rich).rows[3][3] == "published"
    assert looks(rich)["kalender", "G4"][0] == "=F4*2"


def test_rows_and_cells_without_addresses_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "tanpa alamat.xlsx"
    make_rich(path)
    text = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(
        f"<row>{''.join(map(text.format, cells))}</row>"
        for cells in (["Post", "State"], ["P-1", "idea"])
    )
    start, _, rest = members(path)[SHEET].partition(b"<sheetData>")
    end = rest.partition(b"</sheetData>")[2].partition(b"<mergeCells")[0]
    rewrite(
        path,
        {SHEET: start + b"<sheetData>" + rows.encode() + b"</sheetData>" + end + b"</worksheet>"},
    )

    XlsxBackend(path).commit([patch(path, "P-1", "State", "ready"), append("P-2", State="idea")])

    assert list(map(list, calendar(path).rows)) == [
        ["Post", "State"],
        ["P-1", "ready"],
        ["P-2", "idea"],
    ]


def test_a_prefixed_part_as_other_libraries_write_it_is_patched(rich: Path) -> None:
    prefixed = etree.fromstring(members(rich)[SHEET])
    text = etree.tostring(prefixed).decode().replace('xmlns="', 'xmlns:x="', 1)
    tags = ("worksheet", "sheetData", "row", "c", "v", "f", "dimension", "sheetViews", "sheetView", "cols",
            "col", "pane", "selection", "sheetFormatPr", "autoFilter", "filterColumn", "filters", "filter",
            "sheetPr")  # fmt: skip
    body = text.partition("<mergeCells")[0] + "</worksheet>"
    for tag in tags:
        for mark in (" ", ">", "/>"):
            body = body.replace(f"<{tag}{mark}", f"<x:{tag}{mark}")
        body = body.replace(f"</{tag}>", f"</x:{tag}>")
    rewrite(rich, {SHEET: body.encode()})

    XlsxBackend(rich).commit(
        [patch(rich, "P-2", "State", "published"), append("P-9", State="idea")]
    )

    part = members(rich)[SHEET]
    assert calendar(rich).rows[3][3] == "published"
    assert calendar(rich).rows[8][:4] == ["P-9", None, None, "idea"]
    assert b'<x:row r="9"><x:c r="A9" t="inlineStr"><x:is><x:t' in part
