"""What the product must survive: quota, broken answers, other people, protections."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import gspread
import pytest
import requests

from automation.errors import ConfigError
from automation.rehearsal.sheets.server import Effect, Fault, RehearsalSheets, start_sheets

APIError = gspread.exceptions.APIError


def test_the_quota_of_a_minute_ends_and_the_next_minute_begins(
    sheets: RehearsalSheets, tab: Any
) -> None:
    sheets.set_clock(datetime(2026, 7, 1, 3, 0, tzinfo=UTC))
    sheets.set_quota(per_user=2)
    tab.acell("A1"), tab.acell("A1")

    with pytest.raises(APIError, match="Read requests per minute per user") as told:
        tab.acell("A1")
    assert (told.value.code, told.value.error["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert "retry-after" not in told.value.response.headers
    tab.update_acell("A1", "writes have their own quota")

    sheets.advance(timedelta(minutes=1))
    assert tab.acell("A1").value == "writes have their own quota"


def test_a_quota_set_anew_counts_from_then_on(sheets: RehearsalSheets, tab: Any) -> None:
    sheets.set_clock(datetime(2026, 7, 1, 3, 0, tzinfo=UTC))
    tab.acell("A1"), tab.acell("A1")

    sheets.set_quota(per_user=1)

    tab.acell("A1")
    with pytest.raises(APIError, match="Read requests per minute per user"):
        tab.acell("A1")


@pytest.mark.parametrize(
    ("name", "status", "is_stored"),
    [
        ("error-before", 503, False),
        ("internal-before", 500, False),
        ("error-after", 503, True),
        ("internal-after", 500, True),
        ("quota", 429, False),
    ],
)
def test_an_error_is_told_before_or_after_the_write(
    sheets: RehearsalSheets, tab: Any, name: str, status: int, is_stored: bool
) -> None:
    sheets.add_fault(name)

    with pytest.raises(APIError) as told:
        tab.update_acell("A1", "x")

    assert told.value.code == status
    assert sheets.spreadsheet(tab.spreadsheet.id).values("Sheet1") == ([["x"]] if is_stored else [])


@pytest.mark.parametrize(("name", "is_stored"), [("answer-lost", True), ("cut-before", False)])
def test_a_cut_connection_may_hide_a_stored_write(
    sheets: RehearsalSheets, tab: Any, name: str, is_stored: bool
) -> None:
    sheets.add_fault(name)

    with pytest.raises(requests.exceptions.ConnectionError):
        tab.append_row(["x"])

    assert sheets.spreadsheet(tab.spreadsheet.id).values("Sheet1") == ([["x"]] if is_stored else [])


def test_a_web_page_instead_of_json_has_no_code_for_gspread(
    sheets: RehearsalSheets, tab: Any
) -> None:
    sheets.add_fault("html-page")

    with pytest.raises(APIError) as told:
        tab.acell("A1")

    assert (told.value.code, told.value.response.status_code) == (-1, 502)


def test_a_call_that_is_never_answered_ends_by_time_out(
    sheets: RehearsalSheets, client: Any, tab: Any
) -> None:
    sheets.add_fault("never-answers")
    client.set_timeout((1, 0.3))

    with pytest.raises(requests.exceptions.ReadTimeout):
        tab.update_acell("A1", "x")

    assert sheets.spreadsheet(tab.spreadsheet.id).values("Sheet1") == [["x"]]


def test_a_fault_waits_for_its_call_and_strikes_as_often_as_told(
    sheets: RehearsalSheets, tab: Any
) -> None:
    sheets.add_fault(Fault(effect=Effect.STATUS, methods=r"values\.append", count=2, skip=1))

    tab.update_acell("A1", "x")
    tab.append_row(["1"])
    for _ in range(2):
        with pytest.raises(APIError):
            tab.append_row(["2"])
    tab.append_row(["3"])

    assert tab.col_values(1) == ["x", "1", "3"]


def test_an_unknown_fault_names_the_known_ones(sheets: RehearsalSheets) -> None:
    with pytest.raises(ConfigError) as told:
        sheets.add_fault("eror")

    assert "answer-lost" in told.value.say(lambda sentence: sentence)


def test_access_withdrawn_between_two_calls_is_a_403(
    sheets: RehearsalSheets, robot: str, tab: Any
) -> None:
    key = tab.spreadsheet.id
    sheets.before_call(
        key, lambda one: one.world.withdraw(one.file, robot), methods=r"values\.append"
    )
    tab.update_acell("A1", "x")

    with pytest.raises(APIError, match="The caller does not have permission"):
        tab.append_row(["y"])

    sheets.share(key, robot)
    tab.append_row(["z"])
    assert tab.col_values(1) == ["x", "z"]


def test_somebody_sorts_inserts_deletes_and_renames_between_two_calls(
    sheets: RehearsalSheets, tab: Any
) -> None:
    tab.update([["id"], ["c"], ["a"], ["b"]], "A1")
    key = tab.spreadsheet.id

    sheets.before_call(key, lambda one: one.sort("Sheet1", 1), methods=r"values\.get")
    assert tab.col_values(1) == ["id", "a", "b", "c"]

    sheets.before_call(key, lambda one: one.insert_rows("Sheet1", 2), methods=r"values\.update")
    tab.update_acell("A2", "fremd")
    assert tab.col_values(1) == ["id", "fremd", "a", "b", "c"]

    sheets.before_call(key, lambda one: one.delete_rows("Sheet1", 2, 2), methods=r"values\.get")
    assert tab.col_values(1) == ["id", "b", "c"]

    sheets.before_call(key, lambda one: one.rename_tab("Sheet1", "Isi"), methods=r"values\.get")
    with pytest.raises(APIError, match="Unable to parse range"):
        tab.col_values(1)


def test_a_second_writer_may_merge_hide_filter_type_and_move(
    sheets: RehearsalSheets, tab: Any
) -> None:
    tab.update([["id", "x"], ["a", "1"], ["b", "2"]], "A1")

    def busy(one: Any) -> None:
        one.merge("Sheet1", "A2:B2")
        one.hide_rows("Sheet1", 3)
        one.filter("Sheet1")
        one.type("Sheet1!C1", "baru")
        one.move_row("Sheet1", 3, 2)
        one.insert_columns("Sheet1", 1)

    sheets.before_call(tab.spreadsheet.id, busy, methods=r"values\.get")

    assert tab.get_all_values() == [["", "id", "x", "baru"], ["", "b", "2", ""], ["", "a", "", ""]]


def test_somebody_elses_protection_refuses_the_whole_write(
    sheets: RehearsalSheets, tab: Any
) -> None:
    key = tab.spreadsheet.id
    sheets.person(key, lambda one: one.protect("Sheet1", "B1:B9"))

    for area, block in (("A1:B1", [["a", "b"]]), ("B3", [["x"]])):
        with pytest.raises(APIError, match="You are trying to edit a protected cell") as told:
            tab.update(block, area)
        assert told.value.code == 400
    with pytest.raises(APIError, match=r"Invalid requests\[0\]\.deleteDimension: You are trying"):
        tab.delete_rows(2)

    tab.update_acell("A1", "frei")
    assert sheets.spreadsheet(key).values("Sheet1") == [["frei"]]


def test_a_protection_hides_its_editors_from_others_and_cannot_be_removed(
    sheets: RehearsalSheets, book: Any
) -> None:
    sheets.person(book.id, lambda one: one.protect("Sheet1", "A1:A2", "rani@kopi-senja.example"))

    [found] = book.list_protected_ranges(0)
    assert "editors" not in found
    assert "requestingUserCanEdit" not in found
    with pytest.raises(APIError, match="protected"):
        book.sheet1.delete_protected_range(found["protectedRangeId"])


def test_named_editors_and_the_owner_may_write_a_protected_range(
    sheets: RehearsalSheets, robot: str, tab: Any
) -> None:
    key = tab.spreadsheet.id
    sheets.person(key, lambda one: one.protect("Sheet1", "A1:A2", robot))

    tab.update_acell("A1", "robot")
    sheets.person(key, lambda one: one.type("Sheet1!A2", "pemilik"))

    assert tab.col_values(1) == ["robot", "pemilik"]


@pytest.mark.parametrize("enforced", [False, True])
def test_a_strict_rule_is_enforced_over_the_api_only_by_the_switch(
    sheets: RehearsalSheets, tab: Any, enforced: bool
) -> None:
    sheets.set_rules(validation_enforced=enforced)
    tab.add_validation(
        "A1", gspread.utils.ValidationConditionType.one_of_list, ["ya", "tidak"], strict=True
    )
    tab.update_acell("A1", "ya")

    if enforced:
        with pytest.raises(APIError, match="in cell A1 violates the data validation rules"):
            tab.update_acell("A1", "mungkin")
    else:
        tab.update_acell("A1", "mungkin")

    assert tab.acell("A1").value == ("ya" if enforced else "mungkin")


def test_an_api_that_nobody_switched_on_says_so(
    sheets: RehearsalSheets, client: Any, book_id: str
) -> None:
    sheets.set_switches(api_is_enabled=False)

    with pytest.raises(PermissionError) as told:
        client.open_by_key(book_id)

    refused = told.value.__cause__
    assert isinstance(refused, APIError)
    assert "SERVICE_DISABLED" in refused.response.text


def test_what_was_kept_in_a_file_is_there_again(tmp_path: Path) -> None:
    state = tmp_path / "sheets.json"
    with start_sheets(state=state) as first:
        robot = first.make_key(tmp_path / "key.json")
        key = first.create_spreadsheet("Kalender", share_with={robot: "writer"})
        first.person(key, lambda one: one.type("Sheet1!A1", "kopi", "1,250", "=A1&B1"))
        first.person(key, lambda one: one.merge("Sheet1", "A3:B4"))
        before = first.spreadsheet(key)

    with start_sheets(state=state) as second:
        after = second.spreadsheet(key)
        assert after.values("Sheet1") == before.values("Sheet1") == [["kopi", "1,250", "kopi1250"]]
        assert after.book.sheets == before.book.sheets
    assert "PRIVATE" not in state.read_text()


def test_a_rule_of_a_thousand_rows_is_kept_once(tmp_path: Path) -> None:
    state = tmp_path / "sheets.json"
    choices = [{"userEnteredValue": f"channel {n}"} for n in range(20)]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": choices}, "strict": True}
    column = {"sheetId": 0, "startRowIndex": 1, "startColumnIndex": 2, "endColumnIndex": 3}
    with start_sheets(state=state) as first:
        key = first.create_spreadsheet("Kalender")
        first.person(key, lambda one: one.type("Sheet1!C2", "channel 1", "", "channel 3"))
        first.person(
            key, lambda one: one.batch({"setDataValidation": {"range": column, "rule": rule}})
        )
        before = first.spreadsheet(key).book.sheets

    with start_sheets(state=state) as second:
        assert second.spreadsheet(key).book.sheets == before
    assert before[0].cell(999, 2).rule is not None
    assert state.stat().st_size < 10_000


def test_a_state_of_another_program_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}")

    with pytest.raises(ConfigError):
        start_sheets(state=tmp_path / "other.json")


def test_a_taken_port_is_refused(sheets: RehearsalSheets) -> None:
    with pytest.raises(ConfigError):
        start_sheets(port=sheets.port)
