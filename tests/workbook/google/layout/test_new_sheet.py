"""`lembar init` on an empty Google Sheet: what people meet there."""

from collections.abc import Iterator

import pytest

from automation.errors import SheetError, WorkbookNotFound
from automation.language import LANGUAGES
from automation.workbook.backends.google.layout.guards import DECIDING
from automation.workbook.backends.google.layout.laying import Asked, init_sheet
from automation.workbook.colours import MACHINE, PEOPLE
from automation.workbook.guide import read_guide
from automation.workbook.schema import Writer
from tests.contracts.google_stage import ROBOT
from tests.desk_books import SCHEMA
from tests.workbook.google.layout.laid import Laid


@pytest.fixture(scope="module", params=LANGUAGES)
def laid(request: pytest.FixtureRequest) -> Laid:
    made = Laid(request.param)
    assert made.init().made
    return made


@pytest.fixture
def own() -> Iterator[Laid]:
    laid = Laid()
    yield laid
    laid.sheets.clear_faults()


def test_the_empty_first_tab_becomes_the_guide_and_the_others_follow_in_order(laid: Laid) -> None:
    tabs = [tab.title(laid.language) for tab in SCHEMA.made.values()]

    assert laid.titles == [read_guide()["titles"][laid.language], *tabs]


def test_every_tab_has_its_headers_frozen_coloured_by_writer_and_explained(laid: Laid) -> None:
    for tab in SCHEMA.made.values():
        sheet = laid.tab(tab.name)
        fields = list(tab.usual.values())
        header = [sheet.cell(0, column) for column in range(len(fields))]
        assert [cell.entered for cell in header] == [one.title(laid.language) for one in fields]
        assert sheet.grid_facts["frozenRowCount"] == 1
        for one, cell in zip(fields, header, strict=True):
            assert one.description(laid.language) in cell.note
            wanted = MACHINE if one.writer is Writer.MACHINE else PEOPLE
            share = round(int(wanted[1:3], 16) / 255, 4)
            assert round(cell.look["backgroundColor"]["red"], 4) == share


def test_closed_lists_are_strict_and_lists_of_several_are_not(laid: Laid) -> None:
    status, roles, owner = (
        laid.rule("calendar", "status"), laid.rule("members", "roles"), laid.rule("calendar", "owner"),
    )  # fmt: skip

    assert status is not None
    assert status["strict"]
    assert [one["userEnteredValue"] for one in status["condition"]["values"]] == list(
        SCHEMA.tabs["calendar"].fields["status"].allowed(laid.language)
    )
    assert roles is not None
    assert not roles.get("strict")
    assert owner is not None
    members = laid.tab("members").title
    assert owner["condition"]["values"] == [{"userEnteredValue": f"='{members}'!$A$2:$A$501"}]


def test_dates_have_a_picker_and_are_shown_as_dates_with_times(laid: Laid) -> None:
    column = laid.column("calendar", "publish_at")
    cell = laid.tab("calendar").cell(1, column)

    assert cell.rule is not None
    assert cell.rule["condition"]["type"] == "DATE_IS_VALID"
    assert cell.number_format["type"] == "DATE_TIME"


def test_a_check_box_stands_only_where_an_empty_box_means_no(laid: Laid) -> None:
    settings = {
        name: laid.rule("settings", "value", row)
        for row, name in enumerate(SCHEMA.settings, start=1)
    }
    boxes = {
        name for name, rule in settings.items() if rule and rule["condition"]["type"] == "BOOLEAN"
    }

    assert boxes == {"self_approval", "approval_covers_time", "fit_pictures"}
    active = laid.rule("members", "active")
    assert active is not None
    assert active["condition"]["type"] == "ONE_OF_LIST"


def test_the_settings_say_what_was_asked_for(laid: Laid) -> None:
    rows = laid.rows(laid.tab("settings").title)[1:]
    values = {SCHEMA.setting_named(str(row[0])): row[1] for row in rows}

    assert list(values) == list(SCHEMA.settings)
    assert values["timezone"] == "Asia/Jakarta"
    assert SCHEMA.settings["language"].value_of(str(values["language"])) == laid.language
    assert laid.sheets.spreadsheet(laid.id).book.timezone == "Asia/Jakarta"


def test_the_machines_tabs_are_writable_by_the_account_alone(laid: Laid) -> None:
    for tab in (tab for tab in SCHEMA.made.values() if tab.append_only):
        [guard] = laid.guards(tab.name).values()
        assert guard["editors"] == {"users": [ROBOT]}
        assert guard["range"] == {"sheetId": laid.tab(tab.name).id}


def test_the_machines_columns_among_peoples_only_warn(laid: Laid) -> None:
    calendar = laid.tab("calendar")
    covered = {
        column
        for guard in calendar.objects["protectedRanges"]
        for column in range(guard["range"]["startColumnIndex"], guard["range"]["endColumnIndex"])
    }

    assert all(guard["warningOnly"] for guard in calendar.objects["protectedRanges"])
    fields = SCHEMA.tabs["calendar"].usual.values()
    assert covered == {at for at, one in enumerate(fields) if one.writer is Writer.MACHINE}


def test_states_have_their_colours_in_both_languages(laid: Laid) -> None:
    rules = laid.tab("calendar").objects["conditionalFormats"]
    coloured = {rule["booleanRule"]["condition"]["values"][0]["userEnteredValue"] for rule in rules}
    state = SCHEMA.tabs["calendar"].fields["state"]

    assert {label for value in state.tones for label in state.labels[value].values()} <= coloured


def test_what_only_a_machine_reads_is_folded_away(laid: Laid) -> None:
    calendar = laid.tab("calendar")
    folded = [one.span for one in calendar.groups["COLUMNS"] if one.collapsed]

    assert [span.start for span in folded] == [laid.column("calendar", "revision")]


def test_the_guide_says_what_it_says_in_a_file_and_leads_to_every_tab(laid: Laid) -> None:
    sheet = laid.titled(laid.titles[0])
    texts = {str(cell.entered) for _, _, cell in sheet.filled(sheet.whole)}
    links = {
        cell.look["textFormat"]["link"]["uri"]
        for _, _, cell in sheet.filled(sheet.whole)
        if "link" in cell.look.get("textFormat", {})
    }

    assert read_guide()["banner"][laid.language] in texts
    assert links == {f"#gid={laid.tab(name).id}" for name in SCHEMA.made}


def test_the_second_time_writes_nothing(laid: Laid) -> None:
    again = laid.init()

    assert laid.writes == 0
    assert not again.changed
    assert (again.tabs, again.columns, again.settings, again.repaired) == ((), (), (), ())


def test_it_takes_two_reads_and_two_writes(own: Laid) -> None:
    own.init()

    assert (own.reads, own.writes) == (2, 2)


@pytest.mark.parametrize("fault", ["error-before", "error-after", "answer-lost", "html-page"])
def test_a_lost_answer_makes_nothing_twice_and_leaves_nothing_out(own: Laid, fault: str) -> None:
    own.sheets.add_fault(fault, methods="batchUpdate")

    done = own.init()

    assert done.made
    assert len(own.titles) == len(set(own.titles)) == 1 + len(SCHEMA.made)
    assert own.sheets.spreadsheet(own.id).book.timezone == "Asia/Jakarta"
    own.init()
    assert own.writes == 0


def test_beside_other_things_tabs_are_added_and_nothing_else_changes(own: Laid) -> None:
    own.fill("Sheet1", 0, {0: "Anggaran", 1: 2_500_000})
    before = list(own.cells())

    done = own.init()

    assert own.titles[0] == "Sheet1"
    assert set(before) <= set(own.cells())
    assert own.sheets.spreadsheet(own.id).book.timezone == "Etc/GMT"
    assert any("Sheet1" in str(note) for note in done.notes)


def test_who_may_only_look_is_told_so_and_nothing_is_made() -> None:
    laid = Laid(share_with={ROBOT: "reader"})

    with pytest.raises(SheetError, match="Editor"):
        laid.init()

    assert laid.titles == ["Sheet1"]


def test_a_sheet_that_is_not_shared_or_not_there_is_said_plainly() -> None:
    laid = Laid(share_with={})
    with pytest.raises(SheetError, match=ROBOT):
        laid.init()

    laid.id = "x" * 44
    with pytest.raises(WorkbookNotFound):
        laid.init()


def test_every_deciding_column_is_one_of_the_schemas() -> None:
    assert set(DECIDING) <= SCHEMA.tabs["calendar"].fields.keys()


def test_a_course_adds_its_tabs_to_a_sheet_that_stands_and_nothing_else(own: Laid) -> None:
    own.init()
    before = own.titles

    done = init_sheet(own.open(), Asked(language="en", timezone=""), SCHEMA.with_all_tabs())

    optional = [tab for tab in SCHEMA.tabs.values() if tab.is_optional]
    assert list(done.tabs) == [tab.title(own.language) for tab in optional]
    assert sorted(own.titles) == sorted([*before, *done.tabs])
    assert not own.init().changed
