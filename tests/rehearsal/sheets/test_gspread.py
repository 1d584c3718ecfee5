"""Real gspread, unchanged, gets from the rehearsal what it gets from Google."""

from typing import Any

import gspread
import pytest
from gspread.utils import ValueInputOption, ValueRenderOption

from automation.rehearsal.sheets.server import RehearsalSheets

POSTS = [
    ["id", "tanggal", "teks", "suka"],
    ["P-1", "2026-07-01", "Kopi tubruk ☕", 12],
    ["P-2", "2026-07-02", "Es kopi susu gula aren", 7],
    ["P-3", "2026-07-03", "", ""],
]


@pytest.fixture
def filled(tab: Any) -> Any:
    tab.update(POSTS, "A1")
    return tab


def test_what_was_written_is_read_back_as_people_see_it(filled: Any) -> None:
    assert filled.get_all_values() == [
        ["id", "tanggal", "teks", "suka"],
        ["P-1", "2026-07-01", "Kopi tubruk ☕", "12"],
        ["P-2", "2026-07-02", "Es kopi susu gula aren", "7"],
        ["P-3", "2026-07-03", "", ""],
    ]


def test_records_come_by_header(filled: Any) -> None:
    records = filled.get_all_records(value_render_option=ValueRenderOption.unformatted)

    assert records[0] == {
        "id": "P-1",
        "tanggal": "2026-07-01",
        "teks": "Kopi tubruk ☕",
        "suka": 12,
    }
    assert records[2]["suka"] == ""


def test_a_cell_is_found_by_text_and_by_column(filled: Any) -> None:
    assert filled.find("P-2").address == "A3"
    assert filled.find("P-9") is None
    assert [one.row for one in filled.findall("2026-07-03", in_column=2)] == [4]


def test_rows_and_columns_are_read_alone(filled: Any) -> None:
    assert filled.row_values(2) == ["P-1", "2026-07-01", "Kopi tubruk ☕", "12"]
    assert filled.col_values(1) == ["id", "P-1", "P-2", "P-3"]
    assert filled.acell("D2", value_render_option=ValueRenderOption.unformatted).value == 12
    assert filled.cell(4, 3).value is None


def test_cells_change_alone_and_together(filled: Any) -> None:
    filled.update_acell("D4", "=SUM(D2:D3)")
    filled.batch_update(
        [{"range": "C4", "values": [["baru"]]}, {"range": "A2:A3", "values": [["x"], ["y"]]}]
    )
    cells = filled.range("A2:A3")
    cells[0].value = "z"
    filled.update_cells(cells)

    assert filled.get("A2:D4") == [
        ["z", "2026-07-01", "Kopi tubruk ☕", "12"],
        ["y", "2026-07-02", "Es kopi susu gula aren", "7"],
        ["P-3", "2026-07-03", "baru", "19"],
    ]
    assert filled.acell("D4", value_render_option="FORMULA").value == "=SUM(D2:D3)"


def test_several_ranges_are_read_in_one_call(sheets: RehearsalSheets, filled: Any) -> None:
    sheets.forget_calls()

    assert filled.batch_get(["A1:B1", "D2:D", "Z9"]) == [[["id", "tanggal"]], [["12"], ["7"]], []]
    assert sheets.call_counts() == {"values.batchGet": 1}


def test_rows_are_inserted_and_deleted(filled: Any) -> None:
    filled.insert_row(["P-0", "2026-06-30"], index=2)
    filled.delete_rows(4)

    assert filled.col_values(1) == ["id", "P-0", "P-1", "P-3"]


def test_columns_are_inserted_deleted_and_added(filled: Any) -> None:
    filled.insert_cols([["baru", "a"]], col=2)
    filled.delete_columns(3)
    filled.add_cols(4)

    assert filled.row_values(1) == ["id", "baru", "teks", "suka"]


def test_rows_are_sorted_by_a_column(filled: Any) -> None:
    filled.sort((4, "asc"), range="A2:D4")

    assert filled.col_values(1) == ["id", "P-2", "P-1", "P-3"]


def test_blanks_come_last_in_both_orders(filled: Any) -> None:
    filled.sort((4, "des"), range="A2:D4")

    assert filled.col_values(1) == ["id", "P-1", "P-2", "P-3"]


def test_tabs_are_made_renamed_copied_ordered_hidden_and_deleted(book: Any) -> None:
    first = book.sheet1
    second = book.add_worksheet("Analitik", rows=5, cols=3)
    copy = second.duplicate(new_sheet_name="Salinan")
    second.update_title("Angka")
    book.reorder_worksheets([copy, second, first])
    first.hide()

    assert [one.title for one in book.worksheets()] == ["Salinan", "Angka", "Sheet1"]
    assert [one.isSheetHidden for one in book.worksheets()] == [False, False, True]
    assert (copy.row_count, copy.col_count) == (5, 3)

    book.del_worksheet(copy)

    assert [one.title for one in book.worksheets(exclude_hidden=True)] == ["Angka"]


def test_a_title_is_taken_only_once(book: Any) -> None:
    with pytest.raises(gspread.exceptions.APIError, match='"Sheet1" already exists'):
        book.add_worksheet("Sheet1", 1, 1)


def test_the_last_tab_cannot_go(book: Any) -> None:
    with pytest.raises(gspread.exceptions.APIError, match="You can't remove all the sheets"):
        book.del_worksheet(book.sheet1)


def test_formats_are_kept_with_both_colour_fields(book: Any, tab: Any) -> None:
    tab.format(
        "A2:B2", {"backgroundColor": {"green": 1, "blue": 0.5}, "textFormat": {"bold": True}}
    )

    metadata = book.fetch_sheet_metadata(
        {"ranges": ["Sheet1!A2"], "fields": "sheets.data.rowData.values.userEnteredFormat"}
    )
    look = metadata["sheets"][0]["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]
    assert look == {
        "backgroundColor": {"green": 1, "blue": 0.5},
        "backgroundColorStyle": {"rgbColor": {"green": 1, "blue": 0.5}},
        "textFormat": {"bold": True},
    }


def test_notes_are_set_read_and_removed(tab: Any) -> None:
    tab.insert_notes({"A1": "cek ejaan", "B3": "foto?"})
    assert (tab.get_note("A1"), tab.get_notes()) == (
        "cek ejaan",
        [["cek ejaan"], [], ["", "foto?"]],
    )

    tab.clear_note("A1")
    assert tab.get_note("A1") == ""


def test_merged_cells_keep_the_first_value(filled: Any) -> None:
    filled.merge_cells("C1:D2")

    assert filled.get("C1:D2") == [["teks"]]
    filled.merge_cells("A3:A4")
    assert [one[0] for one in filled.get_values("A3:B4", combine_merged_cells=True)] == [
        "P-2",
        "P-2",
    ]

    filled.unmerge_cells("C1:D2")
    assert filled.get("C1:D2", maintain_size=True) == [["teks", ""], ["", ""]]


def test_only_whole_merges_can_be_merged_again(tab: Any) -> None:
    tab.merge_cells("A1:B2")
    tab.merge_cells("A1:D4")

    with pytest.raises(gspread.exceptions.APIError, match="You must select all cells"):
        tab.merge_cells("C3:E5")


def test_named_ranges_are_read_by_name_and_follow_inserted_rows(book: Any, filled: Any) -> None:
    filled.define_named_range("A2:A4", "Semua_ID")
    filled.insert_row([], index=1)

    assert book.values_get("Semua_ID")["range"] == "Sheet1!A3:A5"
    assert filled.get("Semua_ID").first() == "P-1"

    filled.delete_named_range(book.list_named_ranges()[0]["namedRangeId"])
    assert book.list_named_ranges() == []


def test_protected_ranges_are_listed_and_removed(book: Any, robot: str, tab: Any) -> None:
    made = tab.add_protected_range("A1:A9", editor_users_emails=["rani@kopi-senja.example"])
    key = made["replies"][0]["addProtectedRange"]["protectedRange"]["protectedRangeId"]

    [found] = book.list_protected_ranges(0)
    assert found["protectedRangeId"] == key
    assert {robot, "rani@kopi-senja.example", "dewi@kopi-senja.example"} == set(
        found["editors"]["users"]
    )

    tab.delete_protected_range(key)
    assert book.list_protected_ranges(0) == []


def test_columns_are_grouped_hidden_frozen_and_sized(book: Any, tab: Any) -> None:
    tab.add_dimension_group_columns(1, 3)
    tab.hide_columns(4, 6)
    tab.freeze(rows=1, cols=2)
    tab.columns_auto_resize(0, 1)

    [group] = tab.list_dimension_group_columns()
    assert group == {"range": {"dimension": "COLUMNS", "startIndex": 1, "endIndex": 3}, "depth": 1}
    sheet = book.fetch_sheet_metadata({"fields": "sheets(properties,data.columnMetadata)"})[
        "sheets"
    ][0]
    hidden = [bool(one.get("hiddenByUser")) for one in sheet["data"][0]["columnMetadata"]]
    assert hidden[:7] == [False, False, False, False, True, True, False]
    assert sheet["properties"]["gridProperties"]["frozenColumnCount"] == 2

    [told] = tab.delete_dimension_group_columns(1, 3)["replies"]
    assert told == {"deleteDimensionGroup": {}}
    assert tab.list_dimension_group_columns() == []


def test_a_basic_filter_is_set_and_cleared(book: Any, filled: Any) -> None:
    filled.set_basic_filter("A1:D4")
    shown = book.fetch_sheet_metadata()["sheets"][0]["basicFilter"]["range"]
    assert shown == {
        "startRowIndex": 0,
        "endRowIndex": 4,
        "startColumnIndex": 0,
        "endColumnIndex": 4,
    }

    filled.clear_basic_filter()
    assert "basicFilter" not in book.fetch_sheet_metadata()["sheets"][0]


def test_cells_are_copied_and_cut(filled: Any) -> None:
    filled.copy_range("A2:B2", "F2:G2")
    filled.cut_range("A4:A4", "F5")

    assert filled.get("F1:G5") == [[], ["P-1", "2026-07-01"], [], [], ["P-3"]]
    assert filled.acell("A4").value is None


def test_values_are_cleared_and_looks_stay(book: Any, filled: Any) -> None:
    filled.format("A1", {"textFormat": {"bold": True}})
    filled.batch_clear(["A1:A2", "C:C"])
    assert filled.get("A1:D2") == [["", "tanggal", "", "suka"], ["", "2026-07-01", "", "12"]]

    filled.clear()
    data = book.fetch_sheet_metadata({"includeGridData": True})["sheets"][0]["data"][0]
    assert data["rowData"][0]["values"][0]["userEnteredFormat"] == {"textFormat": {"bold": True}}


def test_the_grid_shrinks_and_grows(filled: Any) -> None:
    filled.resize(rows=2, cols=2)
    filled.add_rows(3)

    assert filled.get_all_values() == [["id", "tanggal"], ["P-1", "2026-07-01"]]
    assert filled.row_count == 5


def test_typed_formulas_work_and_raw_ones_are_text(tab: Any) -> None:
    tab.update([["=1/8", "=1/8"]], "A1", value_input_option=ValueInputOption.user_entered)
    tab.update([["=1/8"]], "B1")

    assert tab.row_values(1) == ["0.125", "=1/8"]
