"""A new workbook: what people meet when they open it, in both languages."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from automation.language import LANGUAGES
from automation.workbook.colours import MACHINE, MACHINE_CELL, PEOPLE, QUIET_INK, TONES
from automation.workbook.guide import read_guide
from automation.workbook.making import make_workbook
from automation.workbook.schema import Tab, Tone, Writer, load_schema

SCHEMA = load_schema()
TABS = list(SCHEMA.tabs.values())


def make(path: Path, language: str) -> Path:
    make_workbook(path, language=language, timezone="Asia/Makassar", schema=SCHEMA)
    return path


@pytest.fixture(scope="module", params=LANGUAGES)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Workbook]:
    language: str = request.param
    path = make(tmp_path_factory.mktemp("made") / "tim.xlsx", language)
    return language, openpyxl.load_workbook(path)


Made = tuple[str, Workbook]


def sheet_of(made: Made, tab: Tab) -> Worksheet:
    language, book = made
    sheet = book[tab.title(language)]
    assert isinstance(sheet, Worksheet)
    return sheet


def rule_at(sheet: Worksheet, row: int, column: int) -> DataValidation:
    cell = f"{get_column_letter(column)}{row}"
    rules: list[DataValidation] = sheet.data_validations.dataValidation
    (rule,) = [rule for rule in rules if cell in rule.sqref]
    return rule


def span_of(width: ColumnDimension) -> range:
    return range(width.min or 0, (width.max or 0) + 1)


def place_of(tab: Tab, name: str) -> int:
    return list(tab.fields).index(name) + 1


def test_the_guide_comes_first_then_the_tabs_people_use_then_the_logs(made: Made) -> None:
    language, book = made

    assert book.sheetnames == [
        read_guide()["titles"][language], *(tab.title(language) for tab in TABS)
    ]  # fmt: skip


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_every_tab_has_its_headers_in_order_frozen_and_filterable(made: Made, tab: Tab) -> None:
    language, _ = made
    sheet = sheet_of(made, tab)

    assert [cell.value for cell in sheet[1]] == [
        field.title(language) for field in tab.fields.values()
    ]
    assert sheet.freeze_panes is not None
    assert sheet.auto_filter.ref.startswith("A1:")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reader_of_the_machine_sees_headers_and_no_rows(tmp_path: Path, language: str) -> None:
    book = CalamineWorkbook.from_path(make(tmp_path / "tim.xlsx", language))

    for tab in TABS:
        rows = book.get_sheet_by_name(tab.title(language)).to_python()
        assert rows[0] == [field.title(language) for field in tab.fields.values()]
        assert len(rows) == (1 + len(SCHEMA.settings) if tab.name == "settings" else 1)


def test_making_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = make(tmp_path / "first.xlsx", "id").read_bytes()

    assert make(tmp_path / "second.xlsx", "id").read_bytes() == first


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_every_choice_of_people_is_a_drop_down_in_their_language(made: Made, tab: Tab) -> None:
    language, _ = made
    sheet = sheet_of(made, tab)

    for column, field in enumerate(tab.fields.values(), start=1):
        if field.writer is Writer.PEOPLE and field.values:
            rule = rule_at(sheet, 2, column)
            assert rule.type == "list"
            assert rule.formula1 == '"' + ",".join(field.allowed(language)) + '"'


def test_owners_and_channels_are_chosen_from_their_tabs(made: Made) -> None:
    language, _ = made
    calendar = SCHEMA.tabs["calendar"]
    sheet = sheet_of(made, calendar)

    owner = rule_at(sheet, 2, place_of(calendar, "owner"))
    channels = rule_at(sheet, 2, place_of(calendar, "channels"))

    assert owner.formula1 == f"'{SCHEMA.tabs['members'].title(language)}'!$A$2:$A$501"
    assert owner.errorStyle == "warning"
    assert channels.formula1 == f"'{SCHEMA.tabs['channels'].title(language)}'!$A$2:$A$501"
    assert not channels.showErrorMessage, "several channels with commas are welcome"


def test_a_pasted_address_is_a_welcome_answer(made: Made) -> None:
    calendar = SCHEMA.tabs["calendar"]

    assert not rule_at(sheet_of(made, calendar), 2, place_of(calendar, "answer")).showErrorMessage


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_a_machine_column_is_grey_and_warns_but_never_blocks(made: Made, tab: Tab) -> None:
    sheet = sheet_of(made, tab)

    assert not sheet.protection.sheet
    for column, field in enumerate(tab.fields.values(), start=1):
        if field.writer is Writer.MACHINE:
            rule = rule_at(sheet, 2, column)
            assert (rule.type, rule.errorStyle) == ("custom", "warning")
            assert rule.prompt, field.name


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_the_hint_of_a_column_is_what_the_schema_says(made: Made, tab: Tab) -> None:
    language, _ = made
    sheet = sheet_of(made, tab)

    for column, field in enumerate(tab.fields.values(), start=1):
        if (tab.name, field.name) != ("settings", "value"):
            assert rule_at(sheet, 2, column).prompt == field.description(language)


@pytest.mark.parametrize(
    ("tab", "name", "number_format"),
    [
        ("calendar", "text", "@"), ("calendar", "title", "@"), ("calendar", "publish_at", "yyyy-mm-dd hh:mm"),
        ("calendar", "published_at", "@"), ("calendar", "likes", "#,##0"), ("members", "name", "@"),
        ("members", "weekly_hours", "General"), ("guidelines", "value", "@"),
    ],
)  # fmt: skip
def test_cells_are_formatted_before_anybody_types(
    made: Made, tab: str, name: str, number_format: str
) -> None:
    sheet = sheet_of(made, SCHEMA.tabs[tab])
    place = place_of(SCHEMA.tabs[tab], name)

    (width,) = [width for width in sheet.column_dimensions.values() if place in span_of(width)]

    assert width.number_format == number_format


def test_the_first_line_of_an_empty_column_is_no_stored_cell(made: Made) -> None:
    sheet = sheet_of(made, SCHEMA.tabs["calendar"])

    assert sheet.max_row == 1, "formats belong to columns, not to a thousand blank cells"


def test_every_coloured_value_has_its_colour_in_both_languages(made: Made) -> None:
    for tab in TABS:
        sheet = sheet_of(made, tab)
        rules = [rule for found in sheet.conditional_formatting for rule in found.rules]
        coloured = {rule.text for rule in rules if rule.type == "beginsWith"}
        for field in tab.fields.values():
            for value in field.tones:
                assert set(field.labels[value].values()) <= coloured


def test_evidence_only_a_machine_reads_is_folded_away(made: Made) -> None:
    approvals = SCHEMA.tabs["approvals"]
    sheet = sheet_of(made, approvals)
    names = list(approvals.fields)
    folded = [width for width in sheet.column_dimensions.values() if width.hidden]
    hidden = {names[place - 1] for width in folded for place in span_of(width)}

    assert hidden == {"previous", "hash"}


def test_what_an_approver_must_read_is_never_folded_away() -> None:
    folded = {field.name for field in SCHEMA.tabs["calendar"].fields.values() if field.is_folded}

    assert folded == {"revision"}


def test_the_settings_are_filled_with_defaults_and_what_was_chosen(made: Made) -> None:
    language, _ = made
    rows = list(
        sheet_of(made, SCHEMA.tabs["settings"]).iter_rows(min_row=2, max_col=2, values_only=True)
    )
    values = {SCHEMA.setting_named(str(name)): value for name, value in rows}

    assert list(values) == list(SCHEMA.settings)
    assert values["timezone"] == "Asia/Makassar"
    assert SCHEMA.settings["language"].value_of(str(values["language"])) == language
    assert SCHEMA.settings["pause"].value_of(str(values["pause"])) == "no"
    assert values["grace_minutes"] == 120
    assert values["quiet_from"] is None


def test_the_pause_is_one_choice_between_yes_and_no(made: Made) -> None:
    language, _ = made
    row = list(SCHEMA.settings).index("pause") + 2

    rule = rule_at(sheet_of(made, SCHEMA.tabs["settings"]), row, 2)

    assert rule.formula1 == {"en": '"Yes,No"', "id": '"Ya,Tidak"'}[language]


def test_the_guide_explains_every_state_the_pause_and_the_time_zone(made: Made) -> None:
    language, book = made
    sheet = book.worksheets[0]
    text = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    state = SCHEMA.tabs["calendar"].field("state")

    assert all(state.label(value, language) in text for value in state.values)
    assert SCHEMA.settings["pause"].title(language) in text
    assert SCHEMA.tabs["calendar"].field("decision_1").label("approve_again", language) in text
    assert "Asia/Makassar" in text
    assert "{" not in text


def test_the_guide_leads_to_every_tab_by_a_link(made: Made) -> None:
    language, book = made
    guide = book.worksheets[0]
    targets = {
        cell.hyperlink.location for row in guide.iter_rows() for cell in row if cell.hyperlink
    }

    assert targets == {f"'{tab.title(language)}'!A1" for tab in TABS}


def test_the_calendar_prints_its_first_columns_on_wide_paper_with_the_header_on_every_page(
    made: Made,
) -> None:
    sheet = sheet_of(made, SCHEMA.tabs["calendar"])

    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area.endswith("!$A$1:$I$1048576")


def test_a_donor_has_only_the_tabs_asked_for_and_looks_where_the_team_has_its_names(
    tmp_path: Path,
) -> None:
    path = tmp_path / "donor.xlsx"

    make_workbook(
        path, language="id", timezone="Asia/Jakarta", schema=SCHEMA,
        tabs=["calendar"], titles={"members": "Tim d'Arum"},
    )  # fmt: skip

    book = openpyxl.load_workbook(path)
    calendar = SCHEMA.tabs["calendar"]
    assert book.sheetnames == ["Kalender"]
    owner = rule_at(book["Kalender"], 2, place_of(calendar, "owner"))
    assert owner.formula1 == "'Tim d''Arum'!$A$2:$A$501"


def test_a_made_workbook_keeps_what_people_type_to_the_letter(tmp_path: Path) -> None:
    path = make(tmp_path / "tim.xlsx", "id")
    book = openpyxl.load_workbook(path)
    book["Kalender"].append([None, None, None, "007", "brand", datetime(2026, 12, 31, 23, 59)])  # noqa: DTZ001 - a cell knows no zone
    book.save(path)

    row = CalamineWorkbook.from_path(path).get_sheet_by_name("Kalender").to_python()[1]

    assert row[3:6] == ["007", "brand", datetime(2026, 12, 31, 23, 59)]  # noqa: DTZ001


def brightness(colour: object) -> float:
    """Relative luminance. Source: https://www.w3.org/TR/WCAG21/#dfn-relative-luminance (checked 2026-11-21)"""
    text = str(colour)
    channels = [int(text[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("fill", "ink"),
    [
        *((look["bg_color"], look["font_color"]) for look in TONES.values() if "bg_color" in look),
        (PEOPLE, "#FFFFFF"), (MACHINE, "#FFFFFF"), (MACHINE_CELL, QUIET_INK),
        (MACHINE_CELL, TONES[Tone.WARN]["font_color"]),
    ],
)  # fmt: skip
def test_every_text_can_be_read_on_its_colour(fill: object, ink: object) -> None:
    dark, light = sorted((brightness(fill), brightness(ink)))

    assert (light + 0.05) / (dark + 0.05) >= 4.5
