"""`lembar init` on an .xlsx file an older schema made: what it brings, leaves and says."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from automation.language import LANGUAGES, translator
from automation.workbook.upgrade import init
from tests.workbook.older_files import (
    SCHEMA,
    edited,
    made,
    offered,
    rules_at,
    rules_of_settings,
    settled,
    sheet_of,
    upgrade,
)
from tests.workbook.older_schemas import changed
from tests.workbook.rich_workbooks import convert, members, office

NETWORK = SCHEMA.tabs["channels"].fields["network"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_choices_reach_lists_that_stand_and_init_names_them(
    language: str, tmp_path: Path
) -> None:
    path = made(tmp_path / "kalender.xlsx", language)

    done = upgrade(path, language)

    roles, strictness = SCHEMA.tabs["members"].fields["roles"], SCHEMA.settings["strictness"]
    assert offered(path, "channels", "network", language) == list(NETWORK.allowed(language))
    assert offered(path, "members", "roles", language) == list(roles.allowed(language))
    settings = sheet_of(path, "settings", language)
    row = list(SCHEMA.settings).index("strictness") + 2
    [rule] = rules_at(settings, SCHEMA.tabs["settings"].fields["value"].title(language), row)
    assert rule.formula1 == f'"{",".join(strictness.allowed(language))}"'
    said = [one.say(translator(language)) for one in done.repaired]
    for ours, gained in (
        (NETWORK, ["pinterest", "tumblr"]), (roles, ["legal"]), (strictness, ["trusting"])
    ):  # fmt: skip
        told = ", ".join(ours.label(one, language) for one in ours.values if one in gained)
        assert any(ours.title(language) in one and f": {told}." in one for one in said)
    settled(path, language)


def test_only_the_parts_of_tabs_that_lacked_something_change(tmp_path: Path) -> None:
    path = made(tmp_path / "kalender.xlsx")
    before = members(path)

    upgrade(path)

    after = members(path)
    changed_parts = [name for name in before if before[name] != after[name]]
    assert before.keys() == after.keys()
    assert len([name for name in changed_parts if "sheets/" in name]) == 4
    assert {name for name in changed_parts if "sheets/" not in name} == {"xl/styles.xml"}


def test_a_workbook_of_today_stays_byte_for_byte(tmp_path: Path) -> None:
    settled(made(tmp_path / "kalender.xlsx", schema=SCHEMA))


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed: nothing saved by it")
def test_a_workbook_another_program_saved_is_upgraded_as_well(tmp_path: Path) -> None:
    path = made(tmp_path / "kalender.xlsx")
    path = convert(path, "xlsx", tmp_path / "saved")

    done = upgrade(path)

    assert offered(path, "channels", "network") == list(NETWORK.allowed("en"))
    assert all("Brought" in str(one) or "now also" in str(one) or "values of" in str(one) for one in done.repaired)  # fmt: skip
    settled(path)


def test_a_list_in_the_other_language_gains_its_choices_in_that_language(tmp_path: Path) -> None:
    path = made(tmp_path / "kalender.xlsx", "en")

    init(path, language="id", timezone="Asia/Jakarta", schema=SCHEMA, language_of=lambda: "id")

    assert offered(path, "channels", "network") == list(NETWORK.allowed("en"))


def test_a_list_people_made_their_own_stays_and_it_says_what_it_lacks(tmp_path: Path) -> None:
    path = made(tmp_path / "kalender.xlsx")

    def own(sheet: Worksheet) -> None:
        [rule] = rules_at(sheet, "Network")
        rule.formula1 = '"Mastodon,Radio sekolah"'

    edited(path, "channels", own)

    done = upgrade(path)

    assert offered(path, "channels", "network") == ["Mastodon", "Radio sekolah"]
    [note] = [str(one) for one in done.notes if "Network" in str(one)]
    assert "Pinterest" in note
    settled(path)


def test_a_list_with_words_of_the_teams_own_stays(tmp_path: Path) -> None:
    path = made(tmp_path / "kalender.xlsx")

    def own(sheet: Worksheet) -> None:
        [rule] = rules_at(sheet, "Network")
        rule.formula1, rule.error = '"Mastodon,Bluesky"', "Hanya dua ini!"

    edited(path, "channels", own)

    upgrade(path)

    assert offered(path, "channels", "network") == ["Mastodon", "Bluesky"]
    settled(path)


def test_a_rule_that_a_program_joined_with_others_is_parted(tmp_path: Path) -> None:
    path = made(tmp_path / "kalender.xlsx")

    def joined(sheet: Worksheet) -> None:
        [rule] = rules_at(sheet, "Network")
        [address] = rules_at(sheet, "Address of the account")
        sheet.data_validations.dataValidation.remove(address)
        rule.sqref = MultiCellRange("B2:C1048576")

    edited(path, "channels", joined)

    upgrade(path)

    assert offered(path, "channels", "network") == list(NETWORK.allowed("en"))
    [beside] = rules_at(sheet_of(path, "channels"), "Address of the account")
    assert "Pinterest" not in str(beside.formula1)
    settled(path)


def test_a_removed_rule_comes_back_and_looks_where_the_names_stand(tmp_path: Path) -> None:
    path = made(tmp_path / "kalender.xlsx", schema=SCHEMA)

    def forgot(sheet: Worksheet) -> None:
        for header in ("Owner", "Status"):
            sheet.data_validations.dataValidation.remove(rules_at(sheet, header)[0])

    edited(path, "calendar", forgot)
    edited(path, "members", lambda sheet: sheet.insert_cols(1))

    done = upgrade(path)

    calendar = sheet_of(path, "calendar")
    [owner], [status] = rules_at(calendar, "Owner"), rules_at(calendar, "Status")
    assert owner.formula1 == "'Members'!$B$2:$B$501"
    assert status.showErrorMessage
    assert any("Owner" in str(one) and "Status" in str(one) for one in done.repaired)
    settled(path)


def test_a_new_state_has_its_colour_in_both_languages(tmp_path: Path) -> None:
    path = made(tmp_path / "kalender.xlsx")

    upgrade(path)

    formats = sheet_of(path, "calendar").conditional_formatting
    rules = {rule.text: rule for area in formats for rule in area.rules if rule.text}
    labels = SCHEMA.tabs["calendar"].fields["state"].labels["removed"]
    for label in labels.values():
        assert rules[label].dxf.fill.bgColor.rgb == rules["Idea"].dxf.fill.bgColor.rgb


def test_a_new_column_has_its_rule_colours_width_and_looks(tmp_path: Path) -> None:
    calendar = SCHEMA.tabs["calendar"]
    late = {
        name: one for name, one in calendar.fields.items() if name not in ("visibility", "likes")
    }
    old = replace(SCHEMA, tabs={**SCHEMA.tabs, "calendar": replace(calendar, fields=late)})
    path = made(tmp_path / "kalender.xlsx", schema=old)
    new = made(tmp_path / "baru.xlsx", schema=SCHEMA)

    done = upgrade(path)

    assert not any("back" in str(one) for one in done.repaired)
    there, fresh = sheet_of(path, "calendar"), sheet_of(new, "calendar")
    for header in ("Visibility", "Likes"):
        [rule], [ours] = rules_at(there, header), rules_at(fresh, header)
        assert (rule.formula1, rule.prompt) == (ours.formula1, ours.prompt)
        at, of = (next(c for c in one[1] if c.value == header) for one in (there, fresh))
        widths = (
            sheet.column_dimensions[cell.column_letter].width
            for sheet, cell in ((there, at), (fresh, of))
        )
        assert len({*widths}) == 1
        assert at.fill.fgColor.rgb == of.fill.fgColor.rgb
        assert at.font.b
    settled(path)


def test_a_list_that_was_closed_becomes_open_with_the_schema(tmp_path: Path) -> None:
    path = made(
        tmp_path / "kalender.xlsx",
        schema=changed(SCHEMA, "calendar", "post_language", is_open=False),
    )

    upgrade(path)

    header = SCHEMA.tabs["calendar"].fields["post_language"].title("en")
    [rule] = rules_at(sheet_of(path, "calendar"), header)
    assert not rule.showErrorMessage
    settled(path)


def test_a_tab_without_its_header_is_explained_and_the_rest_is_done(tmp_path: Path) -> None:
    path = made(tmp_path / "kalender.xlsx")

    def beheaded(sheet: Worksheet) -> None:
        sheet["A2"] = "Sari"
        sheet.delete_rows(1)

    edited(path, "members", beheaded)

    done = upgrade(path)

    assert any("“Members” has no header" in str(one) for one in done.needs)
    assert sheet_of(path, "members")["A1"].value == "Sari"
    assert offered(path, "channels", "network") == list(NETWORK.allowed("en"))
    settled(path)


def test_rules_that_a_program_left_behind_go_back_to_their_rows_alone(tmp_path: Path) -> None:
    """Where one program moves rows without their rules, or a cell was pasted with its own."""
    path = made(tmp_path / "kalender.xlsx", schema=SCHEMA)
    before = {rule.promptTitle: rule.formula1 for rule in rules_of_settings(path).values()}

    edited(path, "settings", lambda sheet: sheet.insert_rows(4))

    upgrade(path)

    now = rules_of_settings(path)
    assert {rule.promptTitle: rule.formula1 for rule in now.values()} == before
    assert all(str(title).startswith(str(rule.promptTitle)) for title, rule in now.items())
    settled(path)
