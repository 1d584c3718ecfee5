"""Batches of requests: whole or not at all, and everything that points at cells follows them."""

from typing import Any

import gspread
import pytest

from automation.rehearsal.sheets.server import RehearsalSheets

APIError = gspread.exceptions.APIError


def send(book: Any, *requests: dict[str, Any], **more: Any) -> Any:
    return book.batch_update({"requests": list(requests), **more})


def rows(*lines: list[str]) -> list[dict[str, Any]]:
    return [
        {"values": [{"userEnteredValue": {"stringValue": one}} for one in line]} for line in lines
    ]


def lines(start: int, end: int, dimension: str = "ROWS") -> dict[str, Any]:
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def test_one_wrong_request_undoes_the_whole_batch(sheets: RehearsalSheets, book: Any) -> None:
    good = {"addSheet": {"properties": {"title": "Baru"}}}
    cells = {"updateCells": {"start": {"sheetId": 0}, "rows": rows(["x"]), "fields": "*"}}

    with pytest.raises(APIError, match=r"Invalid requests\[2\]\.deleteSheet: No sheet with id: 99"):
        send(book, good, cells, {"deleteSheet": {"sheetId": 99}})

    seen = sheets.spreadsheet(book.id)
    assert seen.tabs == ["Sheet1"]
    assert seen.values("Sheet1") == []


def test_later_requests_see_earlier_ones(book: Any) -> None:
    cells = {"sheetId": 7, "startRowIndex": 0, "endRowIndex": 1}
    replies = send(
        book,
        {"addSheet": {"properties": {"title": "Baru", "sheetId": 7}}},
        {"repeatCell": {"range": cells, "cell": {"note": "n"}, "fields": "note"}},
        includeSpreadsheetInResponse=True,
    )

    assert replies["replies"][0]["addSheet"]["properties"]["index"] == 1
    assert replies["replies"][1] == {}
    assert [one["properties"]["title"] for one in replies["updatedSpreadsheet"]["sheets"]] == [
        "Sheet1",
        "Baru",
    ]


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ({"addShet": {}}, "Unknown name \"addShet\" at 'requests\\[0\\]'"),
        (
            {"repeatCell": {"range": {"sheetId": 5}, "cell": {}, "fields": "*"}},
            "No grid with id: 5",
        ),
        ({"repeatCell": {"range": {}, "cell": {}}}, "At least one field must be listed"),
        (
            {"mergeCells": {"range": {"startRowIndex": 999, "endRowIndex": 1001}}},
            "exceeds grid limits",
        ),
        ({"deleteDimension": {"range": lines(0, 1000)}}, "You can't delete all the rows"),
        (
            {"insertDimension": {"range": lines(0, 1), "inheritFromBefore": True}},
            "inheritFromBefore",
        ),
        (
            {"deleteSheet": {"sheetId": "x"}},
            "Invalid value at 'requests\\[0\\].delete_sheet.sheet_id' \\(TYPE_INT32\\)",
        ),
        (
            {"appendCells": {"sheetId": 0, "rows": rows(["x"] * 27), "fields": "*"}},
            "Attempting to write column: 26, beyond the last requested column of: 25",
        ),
    ],
)
def test_a_wrong_request_is_told_with_its_place(
    book: Any, request_: dict[str, Any], told: str
) -> None:
    with pytest.raises(APIError, match=told):
        send(book, request_)


def test_snake_case_and_lonely_objects_are_understood(book: Any) -> None:
    body = {
        "requests": {
            "update_sheet_properties": {
                "properties": {"sheet_id": 0, "title": "T"},
                "fields": "title",
            }
        }
    }

    assert book.batch_update(body)["replies"] == [{}]
    assert book.worksheets()[0].title == "T"


def test_cells_that_the_rows_do_not_cover_are_cleared(book: Any, tab: Any) -> None:
    tab.update([["a", "b"], ["c", "d"]], "A1")
    area = {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 0, "endColumnIndex": 2}

    send(
        book, {"updateCells": {"range": area, "rows": rows(["neu"]), "fields": "userEnteredValue"}}
    )

    assert tab.get_all_values() == [["neu"]]


def test_appended_cells_go_below_all_data_without_guessing(book: Any, tab: Any) -> None:
    tab.update([["a"]], "A1")
    tab.update([["weit"]], "F9")

    send(book, {"appendCells": {"sheetId": 0, "rows": rows(["x", "y"]), "fields": "*"}})

    assert tab.row_values(10) == ["x", "y"]


def test_ranges_merges_and_filters_follow_inserted_and_deleted_rows(book: Any) -> None:
    area = {"startRowIndex": 4, "endRowIndex": 8, "startColumnIndex": 0, "endColumnIndex": 2}
    condition = {"type": "NOT_BLANK"}
    rule = {
        "ranges": [area],
        "booleanRule": {"condition": condition, "format": {"textFormat": {"bold": True}}},
    }
    send(
        book,
        {"mergeCells": {"range": area, "mergeType": "MERGE_ALL"}},
        {"setBasicFilter": {"filter": {"range": area}}},
        {"addFilterView": {"filter": {"title": "mine", "range": area}}},
        {"addProtectedRange": {"protectedRange": {"range": area, "warningOnly": True}}},
        {"addConditionalFormatRule": {"rule": rule, "index": 0}},
        {"insertDimension": {"range": lines(0, 3)}},
        {"deleteDimension": {"range": lines(8, 9)}},
    )

    sheet = book.fetch_sheet_metadata()["sheets"][0]
    moved = {"startRowIndex": 7, "endRowIndex": 10, "startColumnIndex": 0, "endColumnIndex": 2}
    assert sheet["merges"] == [moved]
    assert sheet["basicFilter"]["range"] == moved
    assert sheet["filterViews"][0]["range"] == moved
    assert sheet["protectedRanges"][0]["range"] == moved
    assert sheet["conditionalFormats"][0]["ranges"] == [moved]


def test_rows_move_with_what_is_on_them(book: Any, tab: Any) -> None:
    tab.update([["a"], ["b"], ["c"], ["d"]], "A1")

    send(book, {"moveDimension": {"source": lines(0, 1), "destinationIndex": 3}})

    assert tab.col_values(1) == ["b", "c", "a", "d"]


def test_text_is_found_and_replaced_with_counts(book: Any, tab: Any) -> None:
    tab.update([["kopi kopi", "teh"], ["Kopi", "=1"]], "A1")

    [reply] = send(
        book, {"findReplace": {"find": "kopi", "replacement": "susu", "allSheets": True}}
    )["replies"]

    assert reply["findReplace"] == {
        "valuesChanged": 2, "occurrencesChanged": 3, "rowsChanged": 2, "sheetsChanged": 1,
    }  # fmt: skip
    assert tab.col_values(1) == ["susu susu", "susu"]


def test_what_counts_or_lists_answers_also_where_it_found_nothing(book: Any) -> None:
    find = {"find": "kopi", "replacement": "susu", "allSheets": True}
    tagged = {"dataFilter": {"developerMetadataLookup": {"metadataKey": "none"}}}

    told = send(book, {"findReplace": find}, {"deleteDeveloperMetadata": tagged})

    assert told["replies"] == [{"findReplace": {}}, {"deleteDeveloperMetadata": {}}]


def test_cells_are_pushed_and_pulled_without_their_rows(book: Any, tab: Any) -> None:
    tab.update([["a", "1"], ["b", "2"]], "A1")
    first = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 1}

    send(book, {"insertRange": {"range": first, "shiftDimension": "ROWS"}})
    assert tab.get_all_values() == [["", "1"], ["a", "2"], ["b", ""]]

    send(book, {"deleteRange": {"range": first, "shiftDimension": "ROWS"}})
    assert tab.get_all_values() == [["a", "1"], ["b", "2"]]


def test_a_table_fills_its_check_boxes_so_empty_rows_are_not_empty(book: Any, tab: Any) -> None:
    area = {"startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}
    columns = [
        {"columnIndex": 0, "columnName": "teks", "columnType": "TEXT"},
        {"columnIndex": 1, "columnName": "ok", "columnType": "BOOLEAN"},
    ]

    send(book, {"addTable": {"table": {"name": "Pos", "range": area, "columnProperties": columns}}})

    assert tab.get_all_values() == [["", ""], ["", "FALSE"], ["", "FALSE"]]


def test_writing_over_a_people_chip_makes_it_text(book: Any, tab: Any) -> None:
    chip = {
        "userEnteredValue": {"stringValue": "@"},
        "chipRuns": [{"chip": {"personProperties": {"email": "rani@kopi-senja.example"}}}],
    }
    send(
        book,
        {
            "updateCells": {
                "start": {},
                "rows": [{"values": [chip]}],
                "fields": "userEnteredValue,chipRuns",
            }
        },
    )
    fields = {"fields": "sheets.data.rowData.values.chipRuns"}
    assert "rani@" in str(book.fetch_sheet_metadata(fields))

    tab.update([["Rani"]], "A1")

    assert "rani@" not in str(book.fetch_sheet_metadata(fields))


def test_comments_have_an_author_a_time_and_a_cell(sheets: RehearsalSheets, book: Any) -> None:
    sheets.person(book.id, lambda one: one.comment("Sheet1", 3, 2, "setuju"))

    shown = book.fetch_sheet_metadata({"commentsViewMode": "COMMENTS_VIEW_MODE_INCLUDED"})

    [comment] = shown["comments"]
    assert comment["headPost"]["content"] == "setuju"
    assert comment["headPost"]["author"]["displayName"] == "Dewi"
    assert "@" not in str(comment)
    assert shown["sheets"][0]["commentAnchors"][0]["range"]["startRowIndex"] == 2


def test_rules_of_a_drop_down_from_a_range_follow_the_list(
    sheets: RehearsalSheets, book: Any, tab: Any
) -> None:
    sheets.set_rules(validation_enforced=True)
    tab.update([["brand-x"], ["brand-y"]], "F1")
    values = [{"userEnteredValue": "=Sheet1!F1:F9"}]
    rule = {"condition": {"type": "ONE_OF_RANGE", "values": values}, "strict": True}
    area = {"startRowIndex": 0, "endRowIndex": 9, "startColumnIndex": 0, "endColumnIndex": 1}
    send(book, {"setDataValidation": {"range": area, "rule": rule}})

    tab.update_acell("A1", "brand-y")
    with pytest.raises(APIError, match="violates the data validation"):
        tab.update_acell("A2", "brand-z")


def test_what_an_init_lays_down_is_read_back_as_sent(book: Any) -> None:
    area = {"startRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 4}
    condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": "terbit"}]}
    look = {"backgroundColorStyle": {"rgbColor": {"green": 0.9}}}
    rule = {"ranges": [area], "booleanRule": {"condition": condition, "format": look}}
    specs = [{"columnIndex": 2, "filterCriteria": {"condition": {"type": "NOT_BLANK"}}}]
    view = {"title": "punyaku", "range": area, "filterSpecs": specs}
    kept = {
        "range": {},
        "description": "mesin",
        "unprotectedRanges": [area],
        "editors": {"users": ["a@b.example"]},
    }
    send(
        book,
        {"addConditionalFormatRule": {"rule": rule, "index": 0}},
        {"addFilterView": {"filter": view}},
        {"addProtectedRange": {"protectedRange": kept}},
    )

    sheet = book.fetch_sheet_metadata()["sheets"][0]

    [shown] = sheet["conditionalFormats"]
    assert shown["ranges"] == [area]
    assert shown["booleanRule"]["condition"] == condition
    assert shown["booleanRule"]["format"]["backgroundColorStyle"] == look["backgroundColorStyle"]
    [filtered] = sheet["filterViews"]
    assert {key: filtered[key] for key in view} == view
    assert sheet["protectedRanges"][0]["unprotectedRanges"] == [area]
    assert sheet["protectedRanges"][0]["range"] == {}


def test_open_parts_of_a_protected_sheet_may_be_written(
    sheets: RehearsalSheets, book: Any, tab: Any
) -> None:
    free = {"startRowIndex": 1, "endRowIndex": 5, "startColumnIndex": 1, "endColumnIndex": 3}
    kept = {"range": {"sheetId": 0}, "unprotectedRanges": [free]}
    sheets.person(book.id, lambda one: one.batch({"addProtectedRange": {"protectedRange": kept}}))

    tab.update([["a", "b"]], "B2")
    with pytest.raises(APIError, match="protected"):
        tab.update([["a", "b"]], "C2")
