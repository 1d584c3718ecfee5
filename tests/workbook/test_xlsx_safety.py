"""Files that are no harmless workbook are refused, in words that say what to do."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from automation.errors import WorkbookNotFound, WorkbookUnsafe
from automation.workbook.backends.ooxml import package as package_module
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Append
from tests.contracts.stages import write_xlsx
from tests.workbook.rich_workbooks import members, rewrite

SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kalender.xlsx"
    write_xlsx(path, {"kalender": [["Post", "State"], ["P-1", "idea"]]})
    return path


def declaring(part: str, declaration: bytes) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        content = members(path)[part]
        at = content.index(b"?>") + 2
        rewrite(path, {part: content[:at] + declaration + content[at:]})

    return harm


def with_text(text: bytes) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        path.write_bytes(text)

    return harm


def with_member(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda path: rewrite(path, {name: content})


def with_twins(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as file:
        file.writestr(SHEET, b"<worksheet/>")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-60])


def with_lie_about_size(path: Path) -> None:
    """Let the directory say that a large member is small, as a bomb would."""
    large = zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED)
    large.writestr("xl/lie.xml", b"<a>" + b"k" * 4_000_000 + b"</a>")
    large.close()
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 4_000_007), struct.pack("<L", 100)))


def with_damage(path: Path) -> None:
    """Flip bytes in the middle of the sheet."""
    with zipfile.ZipFile(path) as file:
        info = file.getinfo(SHEET)
    data = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(SHEET) + info.compress_size // 2
    data[start : start + 8] = b"\xff" * 8
    path.write_bytes(bytes(data))


def with_stray_cell(path: Path) -> None:
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    rewrite(path, {SHEET: members(path)[SHEET].replace(b"</sheetData>", stray)})


def with_lying_cell(path: Path) -> None:
    lie = b"<row r=\"3\"><c r = 'XFD1048576'><v>1</v></c></row></sheetData>"
    rewrite(path, {SHEET: members(path)[SHEET].replace(b"</sheetData>", lie)})


def with_lying_count(path: Path) -> None:
    name = "xl/sharedStrings.xml"
    lie = b'uniqueCount="99999999999" was="'
    rewrite(path, {name: members(path)[name].replace(b'uniqueCount="', lie)})


BOMB = b'<!DOCTYPE a [<!ENTITY a "kopi"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
UNSAFE = {
    "no zip": (with_text(b"Post,State\nP-1,idea\n"), "not an .xlsx workbook"),
    "empty file": (with_text(b""), "not an .xlsx workbook"),
    "old .xls": (with_text(OLE + b"Workbook" * 100), "not an .xlsx workbook"),
    "with a password": (
        with_text(OLE + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le")),
        "has a password",
    ),
    "zip of something else": (
        lambda path: write_zip(path, {"mimetype": b"x", "content.xml": b"<a/>"}),
        "not an .xlsx",
    ),
    "a document, not a workbook": (
        with_member("_rels/.rels", b"<Relationships/>"),
        "not an .xlsx workbook",
    ),
    "entities in a sheet": (declaring(SHEET, BOMB), "declarations"),
    "entities behind a comment": (declaring(SHEET, b"<!-- <a> -->" + BOMB), "declarations"),
    "entities behind a long comment": (
        declaring("xl/styles.xml", b"<!--" + b" <a> " * 9_000 + b"-->" + BOMB),
        "declarations",
    ),
    "an outside document type": (
        declaring("xl/workbook.xml", b'<!DOCTYPE a SYSTEM "file:///etc/passwd">'),
        "declarations",
    ),
    "another encoding": (
        lambda path: rewrite(path, {SHEET: members(path)[SHEET].decode().encode("utf-16")}),
        "UTF-8",
    ),
    "highly compressed": (with_member("xl/media/a.png", b"\0" * 20_000_000), "unpacks to far more"),
    "a lie about its size": (with_lie_about_size, "unpacks to far more"),
    "two members of one name": (with_twins, "same name"),
    "damaged": (with_damage, "damaged"),
    "cut off": (cut_off, "not an .xlsx"),
    "broken XML": (with_member("xl/workbook.xml", b"<workbook><sheets></workbook>"), "damaged"),
    "a cell that lies about its row": (with_lying_cell, "down to row 1048576"),
    "a count that lies": (with_lying_count, "damaged"),
    "a stray cell at the far corner": (with_stray_cell, "16384 columns"),
}


def write_zip(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)


@pytest.mark.parametrize(("harm", "reason"), UNSAFE.values(), ids=UNSAFE.keys())
def test_an_unsafe_file_is_refused_for_reading_and_writing_and_stays_as_it_is(
    path: Path, harm: Callable[[Path], None], reason: str
) -> None:
    harm(path)
    before = path.read_bytes()
    backend = XlsxBackend(path)

    with pytest.raises(WorkbookUnsafe, match=reason) as reading:
        backend.read(["kalender"])
    with pytest.raises(WorkbookUnsafe, match=reason):
        backend.commit([Append(tab="kalender", id_column="Post", event="P-2", cells={})])

    assert "kalender.xlsx" in str(reading.value)
    assert path.read_bytes() == before


def test_too_many_members_or_bytes_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("MEMBERS_MAX", "TOTAL_MAX_BYTES"):
        with monkeypatch.context() as patched:
            patched.setattr(package_module, limit, 5)

            with pytest.raises(WorkbookUnsafe, match="unpacks to far more"):
                XlsxBackend(path).tabs()


def test_macros_are_kept_byte_for_byte(path: Path) -> None:
    macros = path.with_suffix(".xlsm")
    path.rename(macros)
    rewrite(macros, {"xl/vbaProject.bin": OLE + b"Sub Kopi()"})

    XlsxBackend(macros).commit([Append(tab="kalender", id_column="Post", event="P-2", cells={})])

    assert members(macros)["xl/vbaProject.bin"] == OLE + b"Sub Kopi()"


def test_compressed_bytes_of_untouched_members_are_copied_as_they_are(path: Path) -> None:
    def raw(name: str) -> bytes:
        data = path.read_bytes()
        info = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
        start = info.header_offset + 30 + len(name)
        return data[start : start + info.compress_size]

    before = raw("xl/theme/theme1.xml")

    XlsxBackend(path).commit([Append(tab="kalender", id_column="Post", event="P-2", cells={})])

    assert raw("xl/theme/theme1.xml") == before
    assert zipfile.ZipFile(path).testzip() is None


def test_a_far_cell_in_a_small_tab_is_read(path: Path) -> None:
    stray = b'<row r="90"><c r="XFD90"><v>1</v></c></row></sheetData>'
    rewrite(path, {SHEET: members(path)[SHEET].replace(b"</sheetData>", stray)})

    rows = XlsxBackend(path).read(["kalender"])["kalender"].rows

    assert (len(rows), len(rows[89])) == (90, 16_384)


def test_failed_formulas_are_read_as_their_text_and_elapsed_times_as_times(path: Path) -> None:
    row = (
        '<row r="3"><c r="A3" t="e"><f>NA()</f><v>#N/A</v></c><c r="B3"><v>2</v></c>'
        '<c t="e" r="D3"><v>#DIV/0!</v></c></row></sheetData>'
    )
    rewrite(path, {SHEET: members(path)[SHEET].replace(b"</sheetData>", row.encode())})

    assert XlsxBackend(path).read(["kalender"])["kalender"].rows[2] == ["#N/A", 2, None, "#DIV/0!"]


def test_a_missing_workbook_is_named_with_its_nearest_neighbour(path: Path) -> None:
    with pytest.raises(WorkbookNotFound, match=r'kalendar\.xlsx.*"kalender\.xlsx"'):
        XlsxBackend(path.with_name("kalendar.xlsx")).read(["kalender"])


def test_a_missing_workbook_in_an_empty_folder_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WorkbookNotFound, match="lembar init"):
        XlsxBackend(tmp_path / "kosong" / "a.xlsx").tabs()


def test_entities_are_not_expanded_even_where_they_get_through() -> None:
    from automation.workbook.backends.ooxml.xml import parse

    root = parse(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')

    assert "root:" not in etree.tostring(root).decode()
