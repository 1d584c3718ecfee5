"""A new workbook: what people meet when they open it, in both languages."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from automation.language import LANGUAGES
from automation.workbook.guide import read_guide
from automation.workbook.making import make_workbook
from automation.workbook.schema import Tab
from tests.workbook.making.sheets import SCHEMA, TABS, Made, make, place_of, rule_at, sheet_of


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
        field.title(language) for field in tab.usual.values()
    ]
    assert sheet.freeze_panes is not None
    assert sheet.auto_filter.ref.startswith("A1:")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reader_of_the_machine_sees_headers_and_no_rows(tmp_path: Path, language: str) -> None:
    book = CalamineWorkbook.from_path(make(tmp_path / "tim.xlsx", language))

    for tab in TABS:
        rows = book.get_sheet_by_name(tab.title(language)).to_python()
        assert rows[0] == [field.title(language) for field in tab.usual.values()]
        assert len(rows) == (1 + len(SCHEMA.settings) if tab.name == "settings" else 1)


def test_making_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = make(tmp_path / "first.xlsx", "id").read_bytes()

    assert make(tmp_path / "second.xlsx", "id").read_bytes() == first


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
