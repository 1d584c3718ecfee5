"""The colours and cell formats of a made workbook. One place, so that every tab speaks alike."""

from collections.abc import Mapping
from typing import Generic, Protocol, TypeVar

from automation.workbook.schema import Field, FieldType, Tone, Writer

INK = "#1F2937"
QUIET_INK = "#52606D"
PEOPLE = "#0F766E"
MACHINE = "#64748B"
MACHINE_CELL = "#F1F5F9"
PAGE = "#FBBF24"
LINE = "#DDE3EA"

TONES: Mapping[Tone, Mapping[str, object]] = {
    Tone.FAINT: {"bg_color": "#E5E7EB", "font_color": "#5B6472"},
    Tone.SOFT: {"bg_color": "#EDE9FE", "font_color": "#5B21B6"},
    Tone.ASK: {"bg_color": "#FEF0C3", "font_color": "#8A4B08"},
    Tone.WAIT: {"bg_color": "#DBEAFE", "font_color": "#1E40AF"},
    Tone.READY: {"bg_color": "#CCFBF1", "font_color": "#0F5F58"},
    Tone.GOOD: {"bg_color": "#DCFCE7", "font_color": "#166534"},
    Tone.DONE: {"bg_color": "#A7E3BD", "font_color": "#14532D"},
    Tone.BAD: {"bg_color": "#FEE2E2", "font_color": "#B42318"},
    Tone.STRONG: {"bold": True},
    Tone.WARN: {"font_color": "#B42318"},
}
"""Each ink has a contrast of 4.5 or more on its fill (WCAG AA)."""

FONT: Mapping[str, object] = {"font_name": "Arial", "font_size": 10, "font_color": INK}
"""Arial is there, or stands in metrically, in Excel, LibreOffice and Google Sheets."""

GENERAL = "General"
"""The format of cells that show whatever they hold."""

NUMBER_FORMATS: Mapping[tuple[FieldType, Writer], str] = {
    (FieldType.INTEGER, Writer.MACHINE): "#,##0",
    (FieldType.INTEGER, Writer.PEOPLE): "0",
    (FieldType.NUMBER, Writer.MACHINE): GENERAL,
    (FieldType.NUMBER, Writer.PEOPLE): GENERAL,
    (FieldType.DATETIME, Writer.PEOPLE): "yyyy-mm-dd hh:mm",
    (FieldType.TIME, Writer.PEOPLE): "hh:mm",
}
"""All else is text (`@`), so that "007", "+62…" and "1e5" stay what people typed."""


Format = TypeVar("Format")
MadeFormat_co = TypeVar("MadeFormat_co", covariant=True)


class FormatMaker(Protocol[MadeFormat_co]):
    """What turns properties, named as XlsxWriter names them, into a cell format of one back-end."""

    def add_format(self, properties: dict[str, object]) -> MadeFormat_co:
        """Return the format."""
        ...


def number_format(field: Field) -> str:
    """Return the spreadsheet number format of a field's cells."""
    return NUMBER_FORMATS.get((field.type, field.writer), "@")


_LINE_PX, _SETTING_MARGIN_PX, _SETTING_PX = 16, 8, 40


def setting_height(text: str, width: int) -> int:
    """Return the height in pixels of a setting's row, so that its meaning is seen whole.

    Args:
        text: What the setting is for.
        width: The column's width in characters; some of them go to the cell's margins.
    """
    lines = -(-len(text) // max(width - 4, 1))
    return max(_SETTING_PX, lines * _LINE_PX + _SETTING_MARGIN_PX)


class Palette(Generic[Format]):
    """Makes a workbook's cell formats, each one once."""

    def __init__(self, book: FormatMaker[Format]) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def format(self, **properties: object) -> Format:
        """Return the format with these properties on top of the font all cells share."""
        key = tuple(sorted({**FONT, **properties}.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]

    def header(self, writer: Writer) -> Format:
        """Return the header format: green where people write, grey where the machine does."""
        fill = PEOPLE if writer is Writer.PEOPLE else MACHINE
        return self.format(
            bold=True,
            font_color="#FFFFFF",
            bg_color=fill,
            text_wrap=True,
            valign="vcenter",
            align="left",
            indent=1,
            right=1,
            right_color="#FFFFFF",
        )

    def cell(self, field: Field, **properties: object) -> Format:
        """Return the format of a field's cells; the machine's are softly grey."""
        look: dict[str, object] = {
            "valign": "top",
            "num_format": number_format(field),
            "border": 1,
            "border_color": LINE,
        }
        is_number = field.type in (FieldType.INTEGER, FieldType.NUMBER)
        look |= {"align": "right" if is_number else "left", "indent": 1}
        if field.type is FieldType.STRING and not field.is_folded:
            look["text_wrap"] = True
        if field.writer is Writer.MACHINE:
            look |= {"bg_color": MACHINE_CELL, "font_color": QUIET_INK}
        if field.tone is not None:
            look |= TONES[field.tone]
        return self.format(**{**look, **properties})

    def pill(self, tone: Tone) -> Format:
        """Return the format of one value shown outside its column, as in the guide."""
        return self.format(
            **TONES[tone],
            bold=True,
            align="center",
            valign="vcenter",
            text_wrap=True,
            border=1,
            border_color="#FFFFFF",
        )

    def differential(self, tone: Tone) -> Format:
        """Return what a conditional format lays over a cell."""
        return self._book.add_format(dict(TONES[tone]))
