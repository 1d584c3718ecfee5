"""Developer metadata: invisible tags on rows, and cells found by them."""

from typing import Any

import pytest

from automation.rehearsal.sheets.server import RehearsalSheets


def send(book: Any, *requests: dict[str, Any], **more: Any) -> Any:
    return book.batch_update({"requests": list(requests), **more})


def lines(start: int, end: int, dimension: str = "ROWS") -> dict[str, Any]:
    return {"sheetId": 0, "dimension": dimension, "startIndex": start, "endIndex": end}


def test_metadata_moves_with_its_row_and_dies_with_it(book: Any) -> None:
    def tag(row: int, value: str) -> dict[str, Any]:
        location = {"dimensionRange": lines(row, row + 1)}
        return {
            "createDeveloperMetadata": {
                "developerMetadata": {
                    "metadataKey": "post", "metadataValue": value, "visibility": "DOCUMENT", "location": location,
                }
            }
        }  # fmt: skip

    send(book, tag(1, "P-1"), tag(2, "P-2"), {"insertDimension": {"range": lines(0, 1)}})
    send(book, {"moveDimension": {"source": lines(3, 4), "destinationIndex": 1}})

    assert tagged(book) == {"P-2": 1, "P-1": 3}

    send(book, {"deleteDimension": {"range": lines(1, 2)}})
    assert tagged(book) == {"P-1": 2}


def tagged(book: Any) -> dict[str, int]:
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}/developerMetadata:search"
    body = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "post"}}]}
    found = book.client.request("post", url, json=body).json()
    return {
        one["developerMetadata"]["metadataValue"]: one["developerMetadata"]["location"][
            "dimensionRange"
        ]["startIndex"]
        for one in found.get("matchedDeveloperMetadata", [])
    }


@pytest.mark.parametrize(("follows", "row"), [(True, 1), (False, 2)])
def test_metadata_follows_a_sort_or_not_as_the_switch_says(
    sheets: RehearsalSheets, book: Any, tab: Any, follows: bool, row: int
) -> None:
    sheets.set_rules(metadata_follows_sort=follows)
    tab.update([["id"], ["z"], ["a"]], "A1")
    location = {"dimensionRange": lines(2, 3)}
    new = {
        "metadataKey": "post",
        "metadataValue": "a",
        "visibility": "DOCUMENT",
        "location": location,
    }
    send(book, {"createDeveloperMetadata": {"developerMetadata": new}})

    tab.sort((1, "asc"), range="A2:A3")

    assert tab.col_values(1) == ["id", "a", "z"]
    assert tagged(book) == {"a": row}


def test_values_are_read_and_written_by_tag(book: Any, tab: Any) -> None:
    tab.update([["id", "teks"], ["P-1", "lama"]], "A1")
    location = {"dimensionRange": lines(1, 2)}
    new = {
        "metadataKey": "post",
        "metadataValue": "P-1",
        "visibility": "DOCUMENT",
        "location": location,
    }
    send(
        book,
        {"createDeveloperMetadata": {"developerMetadata": new}},
        {"insertDimension": {"range": lines(0, 2)}},
    )
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{book.id}/values:"
    chosen = {"developerMetadataLookup": {"metadataKey": "post", "metadataValue": "P-1"}}
    data = [{"dataFilter": chosen, "values": [[None, "baru"]]}]

    told = book.client.request(
        "post", url + "batchUpdateByDataFilter", json={"valueInputOption": "RAW", "data": data}
    ).json()
    read = book.client.request(
        "post", url + "batchGetByDataFilter", json={"dataFilters": [chosen]}
    ).json()

    assert told["totalUpdatedCells"] == 1
    assert read["valueRanges"][0]["valueRange"] == {
        "range": "Sheet1!A4:Z4", "majorDimension": "ROWS", "values": [["P-1", "baru"]],
    }  # fmt: skip
