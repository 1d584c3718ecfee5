"""What people may type into a new workbook, and what it tells them while they do."""

import pytest

from automation.workbook.schema import Tab, Writer
from tests.workbook.making.sheets import SCHEMA, TABS, Made, place_of, rule_at, sheet_of


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_every_choice_of_people_is_a_drop_down_in_their_language(made: Made, tab: Tab) -> None:
    language, _ = made
    sheet = sheet_of(made, tab)

    for column, field in enumerate(tab.usual.values(), start=1):
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
    for column, field in enumerate(tab.usual.values(), start=1):
        if field.writer is Writer.MACHINE:
            rule = rule_at(sheet, 2, column)
            assert (rule.type, rule.errorStyle) == ("custom", "warning")
            assert rule.prompt, field.name


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_the_hint_of_a_column_is_what_the_schema_says(made: Made, tab: Tab) -> None:
    language, _ = made
    sheet = sheet_of(made, tab)

    for column, field in enumerate(tab.usual.values(), start=1):
        if (tab.name, field.name) != ("settings", "value"):
            assert rule_at(sheet, 2, column).prompt == field.description(language)


def test_the_pause_is_one_choice_between_yes_and_no(made: Made) -> None:
    language, _ = made
    row = list(SCHEMA.settings).index("pause") + 2

    rule = rule_at(sheet_of(made, SCHEMA.tabs["settings"]), row, 2)

    assert rule.formula1 == {"en": '"Yes,No"', "id": '"Ya,Tidak"'}[language]
