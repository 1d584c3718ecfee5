"""Workbooks as teams make them: everything a careless program would lose when it saves."""

import io
import shutil
import struct
import subprocess
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

import xlsxwriter

HEADERS = ["Post", "Judul", "Waktu tayang", "State", "URL", "Suka", "Skor", "Catatan tim"]
ROWS = 6


def picture() -> bytes:
    """Return a red PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + chunk(b"IEND", b"")
    )


def make_rich(path: Path) -> None:
    """Write a calendar with all the things people add to one."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("kalender")
        bold = workbook.add_format({"bold": True, "bg_color": "#ffd966", "border": 1})
        when = workbook.add_format({"num_format": "dd/mm/yyyy hh.mm"})
        pink = workbook.add_format({"bg_color": "#f4cccc", "italic": True})
        sheet.merge_range("A1:H1", "Kalender kopi", bold)
        sheet.write_row("A2", HEADERS, bold)
        for row in range(2, 2 + ROWS):
            number = row - 1
            sheet.write_string(row, 0, f"P-{number}")
            sheet.write_rich_string(
                row, 1, "Promo ", workbook.add_format({"bold": True}), f"no. {number}"
            )
            sheet.write_datetime(row, 2, datetime.fromisoformat("2026-12-31 09:00"), when)
            sheet.write_string(row, 3, "idea", pink)
            sheet.write_number(row, 5, 10 * number)
            sheet.write_formula(row, 6, f"=F{row + 1}*2", pink, 20 * number)
            sheet.write_string(row, 7, "  jangan lupa logo ")
        sheet.write_formula("J3", '=COUNTIF(D3:D8,"idea")', None, 6)
        sheet.write_array_formula("J4:J6", "{=F3:F5*3}", None, 30)
        sheet.write_comment("B3", "Sari: pakai foto baru", {"author": "Sari"})
        sheet.autofilter("A2:H8")
        sheet.filter_column("D", "x == idea")
        sheet.data_validation("D3:D500", {"validate": "list", "source": ["idea", "ready"]})
        sheet.conditional_format(
            "D3:D500", {"type": "cell", "criteria": "==", "value": '"idea"', "format": pink}
        )
        sheet.conditional_format("F3:F500", {"type": "data_bar", "data_bar_2010": True})
        sheet.freeze_panes(2, 1)
        sheet.set_column("H:H", 30, pink)
        sheet.set_row(4, 40, pink)
        sheet.insert_textbox("L2", "Tujuan bulan ini: 1000 pengikut")
        sheet.insert_image("L12", "logo.png", {"image_data": io.BytesIO(picture())})
        sheet.write_url("K3", "https://example.org/kopi", string="panduan")
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=kalender!$F$3:$F$8"})
        sheet.insert_chart("L20", chart)
        table = workbook.add_worksheet("publikasi")
        table.add_table(
            "A1:C3",
            {
                "name": "Publikasi",
                "columns": [{"header": "Event"}, {"header": "State"}, {"header": "Isi"}],
                "data": [["e-1", "claimed", 1], ["e-2", "published", 2]],
            },
        )
        hidden = workbook.add_worksheet("data")
        hidden.write_string("A1", "sembunyi")
        hidden.hide()
        workbook.define_name("Suka", "=kalender!$F$3:$F$8")
        chart_sheet = workbook.add_chartsheet("grafik")
        other = workbook.add_chart({"type": "line"})
        other.add_series({"values": "=kalender!$F$3:$F$8"})
        chart_sheet.set_chart(other)


def members(path: Path) -> dict[str, bytes]:
    """Return every member of the file, inflated."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def rewrite(path: Path, changed: dict[str, bytes]) -> None:
    """Replace members of the file with Python's own zip writer."""
    parts = {**members(path), **changed}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)


def office() -> str | None:
    """Return the LibreOffice command, None where it is not installed."""
    return shutil.which("soffice")


def convert(path: Path, kind: str, folder: Path) -> Path:
    """Let LibreOffice open a workbook and save it as another kind of file."""
    profile = folder / "office-profile"
    folder.mkdir(exist_ok=True)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{kind.partition(':')[0]}"
