"""The traps of reading, writing and appending values, as Google's documents and users tell them."""

from typing import Any

import gspread
import httpx
import pytest

from automation.rehearsal.sheets.server import RehearsalSheets


@pytest.fixture
def api(sheets: RehearsalSheets, robot: str, book_id: str) -> Any:
    headers = {"Authorization": f"Bearer {sheets.token_for(robot)}"}
    base = f"{sheets.url}/v4/spreadsheets/{book_id}"
    with httpx.Client(base_url=base, headers=headers) as http:
        yield http


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("Sheet1", "Sheet1!A1:Z1000"),
        ("'Sheet1'!A1:A", "Sheet1!A1:A1000"),
        ("Sheet1!A2:2", "Sheet1!A2:Z2"),
        ("A:C", "Sheet1!A1:C1000"),
        ("3:4", "Sheet1!A3:Z4"),
        ("$B$2", "Sheet1!B2"),
        ("Sheet1!C4:A2", "Sheet1!A2:C4"),
        ("R2C1:R3C2", "Sheet1!A2:B3"),
        ("Sheet1!X990:AB2000", "Sheet1!X990:Z1000"),
    ],
)
def test_every_spelling_of_a_range_is_answered_with_the_same_one(
    api: httpx.Client, asked: str, answered: str
) -> None:
    got = api.get("/values:batchGet", params={"ranges": asked}).json()

    assert got["valueRanges"] == [{"range": answered, "majorDimension": "ROWS"}]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Lain!A1", "Unable to parse range: Lain!A1"),
        ("tak_ada", "Unable to parse range: tak_ada"),
        ("Sheet1!AB1", "Range (Sheet1!AB1) exceeds grid limits. Max rows: 1000, max columns: 26"),
        (
            "Sheet1!A1001",
            "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26",
        ),
    ],
)
def test_a_range_that_is_nowhere_is_refused(api: httpx.Client, asked: str, told: str) -> None:
    got = api.get(f"/values/{asked}")

    assert got.status_code == 400
    assert got.json() == {"error": {"code": 400, "message": told, "status": "INVALID_ARGUMENT"}}


@pytest.mark.parametrize("title", ["D3", "Rencana & isi", "it's", "R1C1", "2026", "TRUE"])
def test_titles_that_could_be_something_else_are_quoted(book: Any, title: str) -> None:
    tab = book.add_worksheet(title, 4, 4)
    doubled = title.replace("'", "''")

    assert tab.update([["x"]], "A1")["updatedRange"] == f"'{doubled}'!A1"
    assert tab.get_all_values() == [["x"]]


def test_empty_ends_are_cut_and_empty_middles_kept(tab: Any, book: Any) -> None:
    tab.update([["", "b", ""], ["", "", ""], ["c", "", "d"], ["", "", ""]], "A1")

    assert book.values_get("Sheet1")["values"] == [["", "b"], [], ["c", "", "d"]]
    columns = book.values_get("Sheet1", params={"majorDimension": "COLUMNS"})["values"]
    assert columns == [["", "", "c"], ["b"], ["", "", "d"]]


def test_null_keeps_a_cell_and_an_empty_text_empties_it(tab: Any) -> None:
    tab.update([["a", "b", "c"]], "A1")

    told = tab.update([[None, "", "C"]], "A1:C1")

    assert tab.row_values(1) == ["a", "", "C"]
    assert (told["updatedCells"], told["updatedColumns"], told["updatedRange"]) == (
        2,
        2,
        "Sheet1!A1:C1",
    )


@pytest.mark.parametrize(
    ("area", "block", "told"),
    [
        ("A1:B2", [[1], [2], [3]], "within range [Sheet1!A1:B2], but tried writing to row [3]"),
        ("A1:B2", [[1, 2, 3]], "within range [Sheet1!A1:B2], but tried writing to column [C]"),
        ("Z1", [[1, 2]], "Range (Sheet1!Z1:AA1) exceeds grid limits"),
        ("A999:A1002", [[1]], "Range (Sheet1!A999:A1002) exceeds grid limits"),
    ],
)
def test_a_block_that_leaves_its_range_is_refused_whole(
    tab: Any, area: str, block: list[list[int]], told: str
) -> None:
    with pytest.raises(gspread.exceptions.APIError) as refused:
        tab.update(block, area)

    assert told in str(refused.value)
    assert tab.get_all_values() == [[]]


def test_a_batch_is_written_whole_or_not_at_all(tab: Any) -> None:
    good = {"range": "A1", "values": [["x"]]}

    with pytest.raises(
        gspread.exceptions.APIError, match=r"Invalid data\[1\]: Unable to parse range"
    ):
        tab.spreadsheet.values_batch_update(
            {"valueInputOption": "RAW", "data": [good, {"range": "Lain!A1", "values": [["y"]]}]}
        )

    assert tab.get_all_values() == [[]]


def test_a_text_too_long_for_a_cell_is_refused(tab: Any) -> None:
    with pytest.raises(gspread.exceptions.APIError, match="maximum of 50000 characters"):
        tab.update([["x" * 50_001]], "A1")


def test_the_input_option_cannot_be_left_out(api: httpx.Client) -> None:
    got = api.put("/values/A1", json={"values": [["x"]]})

    assert got.status_code == 400
    assert got.json()["error"]["message"] == "'valueInputOption' is required but not specified"


@pytest.mark.parametrize(
    ("looked", "begins", "table"),
    [
        ("Sheet1", "B7", "B4:D6"),
        ("Sheet1!B4", "B7", "B4:D6"),
        ("Sheet1!C5:D5", "B7", "B4:D6"),
        ("Sheet1!B2:D4", "B7", "B4:D6"),
        ("Sheet1!A3:G10", "B7", "B4:D6"),
        ("Sheet1!A1", "A3", "A1:C2"),
        ("Sheet1!E4", "E4", None),
        ("Sheet1!A4", "A4", None),
    ],
)
def test_appending_goes_below_the_last_table_that_is_touched(
    api: httpx.Client, tab: Any, looked: str, begins: str, table: str | None
) -> None:
    tab.update([["a", "b", "c"], ["d", "e", "f"]], "A1")
    tab.update([["g", "h", "i"], ["j", "k", "l"], ["m", "n", "o"]], "B4")

    got = api.post(
        f"/values/{looked}:append", params={"valueInputOption": "RAW"}, json={"values": [["neu"]]}
    ).json()

    assert got["updates"]["updatedRange"] == f"Sheet1!{begins}"
    assert got.get("tableRange") == (table and f"Sheet1!{table}")


def test_a_gap_in_the_first_column_shifts_the_next_append_sideways(tab: Any) -> None:
    tab.append_row(["", "b"])
    told = tab.append_row(["a", "b"])

    assert told["updates"]["updatedRange"] == "Sheet1!B2:C2"
    assert tab.append_row(["x"], table_range="A1:C1")["updates"]["updatedRange"] == "Sheet1!B3"


def test_appending_grows_the_grid_and_inserting_pushes_down(tab: Any) -> None:
    tab.resize(rows=2, cols=2)
    tab.update([["a"], ["b"]], "A1")

    tab.append_rows([["c"], ["d"]])
    assert (tab.col_values(1), tab.spreadsheet.sheet1.row_count) == (["a", "b", "c", "d"], 4)

    tab.update([["unten"]], "B4")
    tab.append_row(["e"], insert_data_option="INSERT_ROWS", table_range="A1")
    assert tab.spreadsheet.sheet1.row_count == 5


def test_the_answer_shows_the_written_values_if_asked(tab: Any) -> None:
    told = tab.append_row(
        ["=1+1"], value_input_option="USER_ENTERED", include_values_in_response=True
    )

    assert told["updates"]["updatedData"]["values"] == [["2"]]


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("0042", 42, "42"),
        ("2,000,000.01", 2000000.01, "2,000,000.01"),
        ("2020-01-01", 43831, "2020-01-01"),
        ("1/2/1999", 36162, "1/2/1999"),
        ("5%", 0.05, "5%"),
        ("$5", 5, "$5"),
        ("1e5", 100000, "1.00E+05"),
        ("+62812", 62812, "62812"),
        ("TRUE", True, "TRUE"),
        ("'0042", "0042", "0042"),
        ("'=1+1", "=1+1", "=1+1"),
        ("3_1_0", "3_1_0", "3_1_0"),
        ("2026-07-01T10:00:00Z", "2026-07-01T10:00:00Z", "2026-07-01T10:00:00Z"),
        ("12:30", 12.5 / 24, "12:30:00 PM"),
        ("=3/2", 1.5, "1.5"),
        ("= 1 / 1024", 1 / 1024, "0.0009765625"),
        ("=1/3", 1 / 3, "0.3333333333"),
        ("=1/0", "#DIV/0!", "#DIV/0!"),
        ('="a"&"b"', "ab", "ab"),
        ("=QUERY(A1:B2)", "#NAME?", "#NAME?"),
        ("kopi", "kopi", "kopi"),
    ],
)
def test_typed_texts_become_values(tab: Any, typed: str, value: object, shown: str) -> None:
    tab.update([[typed]], "B2", raw=False)

    assert tab.get("B2", value_render_option="UNFORMATTED_VALUE").first() == value
    assert tab.get("B2").first() == shown


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [
        ("1.250,5", 1250.5, "1.250,50"),
        ("12,50", 12.5, "12,5"),
        ("Rp5.000", 5000, "Rp5.000"),
        ("1/7/2026", 46204, "01/07/2026"),
        ("1.5", "1.5", "1.5"),
        ("=SUM(1;2,5)", 3.5, "3,5"),
    ],
)
def test_an_indonesian_sheet_reads_as_indonesians_write(
    sheets: RehearsalSheets, robot: str, client: Any, typed: str, value: object, shown: str
) -> None:
    key = sheets.create_spreadsheet(
        "ID", share_with={robot: "writer"}, locale="id_ID", timezone="Asia/Jakarta"
    )
    tab = client.open_by_key(key).sheet1

    tab.update([[typed]], "A1", raw=False)

    assert tab.get("A1", value_render_option="UNFORMATTED_VALUE").first() == value
    assert tab.get("A1").first() == shown


def test_dates_come_as_serials_or_as_text(tab: Any) -> None:
    tab.update([["2026-07-01"]], "A1", raw=False)

    plain = tab.get("A1", value_render_option="UNFORMATTED_VALUE")
    text = tab.get(
        "A1", value_render_option="UNFORMATTED_VALUE", date_time_render_option="FORMATTED_STRING"
    )
    assert (plain.first(), text.first()) == (46204, "2026-07-01")


def test_formulas_follow_inserted_rows_and_lose_deleted_ones(tab: Any) -> None:
    tab.update([[1], [2], ["=SUM(A1:A2)"], ["=A1+$A$2"]], "A1", raw=False)
    tab.insert_row([10], index=2)

    assert tab.get("A4:A5", value_render_option="FORMULA") == [["=SUM(A1:A3)"], ["=A1+$A$3"]]
    assert tab.get("A4").first() == "13"

    tab.delete_rows(1)
    assert tab.get("A3:A4", value_render_option="FORMULA") == [["=SUM(A1:A2)"], ["=#REF!+$A$2"]]
    assert tab.get("A4").first() == "#REF!"


def test_a_circle_of_formulas_is_an_error_not_a_hang(tab: Any) -> None:
    tab.update([["=B1", "=A1"]], "A1", raw=False)

    assert tab.row_values(1) == ["#REF!", "#REF!"]
