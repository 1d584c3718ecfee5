"""Tables: a footer counts to the range, and rows are added above it."""

from typing import Any

FOOTED = {"footerColorStyle": {"rgbColor": {"red": 1}}}


def send(book: Any, *requests: dict[str, Any]) -> Any:
    return book.batch_update({"requests": list(requests)})


def table(book: Any) -> Any:
    return book.fetch_sheet_metadata({"fields": "sheets.tables"})["sheets"][0]["tables"][0]


def made(book: Any, end: int, **more: Any) -> None:
    area = {"startRowIndex": 0, "endRowIndex": end, "startColumnIndex": 0, "endColumnIndex": 2}
    send(book, {"addTable": {"table": {"tableId": "t", "name": "Pos", "range": area, **more}}})


def row(*texts: str) -> dict[str, Any]:
    return {"values": [{"userEnteredValue": {"stringValue": one}} for one in texts]}


def test_a_footer_that_comes_or_goes_makes_the_range_longer_or_shorter(book: Any) -> None:
    made(book, 3)

    send(book, {"updateTable": {
        "table": {"tableId": "t", "rowsProperties": FOOTED}, "fields": "rowsProperties"}})  # fmt: skip
    footed = table(book)["range"]["endRowIndex"]
    send(book, {"updateTable": {
        "table": {"tableId": "t"}, "fields": "rowsProperties.footerColorStyle"}})  # fmt: skip

    assert footed == 4
    assert table(book)["range"]["endRowIndex"] == 3


def test_rows_are_added_to_a_tables_body_above_its_footer(book: Any, tab: Any) -> None:
    tab.update([["pos", "suka"], ["Kopi", 3], ["Jumlah", "=SUM(B2:B2)"], [], ["lain", ""]], "A1",
               raw=False)  # fmt: skip
    made(book, 3, rowsProperties=FOOTED)

    send(
        book, {"appendCells": {"tableId": "t", "rows": [row("Teh")], "fields": "userEnteredValue"}}
    )

    assert [one[0] for one in tab.get_all_values()] == ["pos", "Kopi", "Teh", "Jumlah", "", "lain"]
    assert table(book)["range"]["endRowIndex"] == 4


def test_a_footer_is_not_filled_with_check_boxes(book: Any, tab: Any) -> None:
    box = {"columnIndex": 1, "columnName": "ok", "columnType": "BOOLEAN"}

    made(book, 3, rowsProperties=FOOTED, columnProperties=[box])

    assert tab.get_all_values() == [["", ""], ["", "FALSE"]]


def test_dice_are_thrown_at_every_look_and_once_in_it(tab: Any) -> None:
    tab.update([["=RAND()", "=A1"]], "A1", raw=False)

    looks = [tab.get("A1:B1", value_render_option="UNFORMATTED_VALUE")[0] for _ in range(2)]

    assert looks[0] != looks[1]
    assert all(dice == same for dice, same in looks)
