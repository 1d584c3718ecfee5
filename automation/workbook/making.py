"""Makes a new workbook: every tab with its headers, drop-downs, colours and hints, and the guide.

Only a new file: workbooks that exist are completed from one made here (`missing`), so that what
people put there stays byte for byte. The same arguments make the same bytes.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from automation.workbook.colours import MACHINE, PEOPLE, Palette, setting_height
from automation.workbook.entry_rules import Wording, entry_rule
from automation.workbook.guide import GUIDE, GuideWriter, read_guide, writers_of
from automation.workbook.schema import Field, FieldType, Schema, Tab, Writer

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LAST_ROW = 1_048_575
"""The last row of a tab, counted from 0: rules and colours reach as far as rows can."""

CREATED = datetime(2026, 1, 1)  # noqa: DTZ001 - the file format knows no zone
"""Written into every workbook as its date, so that equal workbooks are equal bytes."""

_A4 = 9


def make_workbook(
    path: Path,
    *,
    language: str,
    timezone: str,
    schema: Schema,
    tabs: Collection[str] | None = None,
    titles: Mapping[str, str] | None = None,
) -> None:
    """Make a workbook at `path`, replacing what stands there.

    Args:
        path: Where the .xlsx file is written.
        language: `en` or `id`: the language of titles, drop-downs, hints and the guide.
        timezone: The team's time zone, such as `Asia/Jakarta`; written into the settings.
        schema: What tabs and columns there are.
        tabs: Names of the tabs to make (`guide` included when named); None makes those that every team has.
        titles: How other tabs are called, by name, in the workbook these tabs are made for; their
            drop-downs look there. Tabs not named here have their own titles.

    Raises:
        OSError: The file cannot be written.
    """
    from xlsxwriter import Workbook

    page = read_guide()
    wording = Wording(
        language=language,
        texts=page["words"],
        titles={tab.name: tab.title(language) for tab in schema.tabs.values()} | dict(titles or {}),
    )
    wanted = {GUIDE, *schema.made} if tabs is None else set(tabs)
    with Workbook(
        str(path), {"in_memory": True, "default_format_properties": _default_font()}
    ) as book:
        book.set_properties({"title": page["banner"][language], "created": CREATED})
        palette = Palette(book)
        if GUIDE in wanted:
            sheet = book.add_worksheet(page["titles"][language])
            GuideWriter(sheet, palette, schema, language=language, timezone=timezone).write()
            sheet.set_paper(_A4)
            sheet.set_portrait()
            sheet.fit_to_pages(1, 0)
            sheet.center_horizontally()
            sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.5)
        for tab in schema.tabs.values():
            if tab.name in wanted:
                maker = TabMaker(book.add_worksheet(tab.title(language)), palette, tab, wording)
                maker.make()
                if tab.print_to:
                    book.define_name(*maker.print_area())
                if tab.name == "settings":
                    maker.fill_settings(schema, {"language": language, "timezone": timezone})


def _default_font() -> dict[str, object]:
    return {"font_name": "Arial", "font_size": 10}


class TabMaker:
    """Makes one tab of the schema."""

    def __init__(
        self, sheet: "Worksheet", palette: "Palette[Format]", tab: Tab, wording: Wording
    ) -> None:
        self._sheet = sheet
        self._palette = palette
        self._tab = tab
        self._wording = wording
        self._places = {name: place for place, name in enumerate(tab.usual)}

    def make(self) -> None:
        """Write the headers and lay out everything people meet below them."""
        for place, field in enumerate(self._tab.usual.values()):
            self._column(place, field)
        self._sheet.set_row_pixels(0, 36)
        self._sheet.freeze_panes(1, self._places.get(self._tab.freeze, -1) + 1)
        self._sheet.autofilter(0, 0, LAST_ROW, len(self._places) - 1)
        self._sheet.set_tab_color(MACHINE if writers_of(self._tab) == Writer.MACHINE else PEOPLE)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW + 1}"})
        self._print_setup()

    def _column(self, place: int, field: Field) -> None:
        sheet, language = self._sheet, self._wording.language
        options: dict[str, object] = {"level": field.group}
        if field.is_folded:
            options = {"level": 1, "hidden": True}
        elif self._follows_folded(place):
            options["collapsed"] = True
        sheet.set_column(place, place, field.width, self._look(field), options)
        sheet.write_string(0, place, field.title(language), self._palette.header(field.writer))
        if (self._tab.name, field.name) != ("settings", "value"):
            sheet.data_validation(1, place, LAST_ROW, place, entry_rule(field, self._wording))
        self._tones(place, field)

    def _look(self, field: Field) -> "Format":
        if self._tab.append_only:
            return self._palette.cell(field, text_wrap=False)
        return self._palette.cell(field)

    def _follows_folded(self, place: int) -> bool:
        fields = list(self._tab.usual.values())
        return place > 0 and fields[place - 1].is_folded

    def _tones(self, place: int, field: Field) -> None:
        for value, tone in field.tones.items():
            for label in dict.fromkeys(field.labels[value].values()):
                self._sheet.conditional_format(
                    1,
                    place,
                    LAST_ROW,
                    place,
                    {
                        "type": "text",
                        "criteria": "begins with",
                        "value": label,
                        "format": self._palette.differential(tone),
                    },
                )

    def _print_setup(self) -> None:
        sheet = self._sheet
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&8&F · &A&R&8&P / &N")

    def print_area(self) -> tuple[str, str]:
        """Return the defined name that prints the first columns only, down to the last filled row.

        XlsxWriter would write whole columns as `$A:$I`, which openpyxl refuses to read.
        """
        from xlsxwriter.utility import xl_col_to_name

        sheet = f"'{self._tab.title(self._wording.language)}'"
        last = xl_col_to_name(self._places[self._tab.print_to])
        return f"{sheet}!_xlnm.Print_Area", f"={sheet}!$A$1:${last}${LAST_ROW + 1}"

    def fill_settings(self, schema: Schema, chosen: dict[str, str]) -> None:
        """Write one row a setting, with its default or what was chosen for this workbook."""
        name, meaning = self._tab.fields["setting"], self._tab.fields["meaning"]
        language = self._wording.language
        for row, setting in enumerate(schema.settings.values(), start=1):
            self._sheet.write_string(
                row, 0, setting.title(language), self._palette.cell(name, valign="vcenter")
            )
            look = self._palette.cell(setting, bold=True, align="left", valign="vcenter")
            self._setting_value(row, setting, chosen.get(setting.name, setting.default), look)
            quiet = self._palette.cell(meaning, valign="vcenter")
            self._sheet.write_string(row, 2, setting.description(language), quiet)
            height = setting_height(setting.description(language), meaning.width)
            self._sheet.set_row_pixels(row, height)
            self._sheet.data_validation(row, 1, row, 1, entry_rule(setting, self._wording))
            self._setting_tones(row, setting)

    def _setting_value(self, row: int, setting: Field, value: str, look: "Format") -> None:
        if not value:
            self._sheet.write_blank(row, 1, None, look)
        elif setting.type is FieldType.INTEGER:
            self._sheet.write_number(row, 1, int(value), look)
        else:
            self._sheet.write_string(row, 1, setting.label(value, self._wording.language), look)

    def _setting_tones(self, row: int, setting: Field) -> None:
        for value, tone in setting.tones.items():
            cell = f"$B${row + 1}"
            spoken = ",".join(f'{cell}="{label}"' for label in setting.labels[value].values())
            self._sheet.conditional_format(
                row,
                0,
                row,
                2,
                {
                    "type": "formula",
                    "criteria": f"=OR({spoken})",
                    "format": self._palette.differential(tone),
                },
            )
