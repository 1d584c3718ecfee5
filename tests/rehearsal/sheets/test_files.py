"""Files and who may open them: Drive as gspread uses it."""

from typing import Any

import gspread
import pytest

from automation.rehearsal.sheets.server import RehearsalSheets


@pytest.fixture
def filled(tab: Any) -> Any:
    tab.update([["id"], ["P-1"]], "A1")
    return tab


def test_a_tab_goes_to_another_spreadsheet(
    sheets: RehearsalSheets, robot: str, client: Any, filled: Any
) -> None:
    other = sheets.create_spreadsheet("Arsip", share_with={robot: "writer"})

    made = filled.copy_to(other)

    assert made["title"] == "Copy of Sheet1"
    assert client.open_by_key(other).worksheet("Copy of Sheet1").acell("A2").value == "P-1"


def test_files_are_found_by_name_shared_and_exported(client: Any, book: Any, filled: Any) -> None:
    assert client.open("Kalender Kopi Senja").id == book.id
    assert [one["name"] for one in client.list_spreadsheet_files()] == ["Kalender Kopi Senja"]

    book.share("rani@kopi-senja.example", perm_type="user", role="reader", notify=False)
    roles = {one["emailAddress"]: one["role"] for one in book.list_permissions()}
    assert roles["rani@kopi-senja.example"] == "reader"

    book.remove_permissions("rani@kopi-senja.example")
    assert "rani@kopi-senja.example" not in str(book.list_permissions())
    assert book.export(gspread.utils.ExportFormat.CSV).decode().splitlines()[1] == "P-1"


def test_the_time_of_the_last_change_moves_on(book: Any) -> None:
    before = book.get_lastUpdateTime()

    book.sheet1.update_acell("A1", "x")

    assert book.get_lastUpdateTime() > before


def test_a_robot_has_no_storage_unless_the_switch_says_so(
    sheets: RehearsalSheets, client: Any
) -> None:
    with pytest.raises(
        gspread.exceptions.APIError, match="storage quota has been exceeded"
    ) as told:
        client.create("Baru")
    assert told.value.code == 403

    sheets.set_switches(robots_have_storage=True)
    assert client.create("Baru").title == "Baru"


def test_unknown_and_private_files_raise_what_gspread_knows(
    sheets: RehearsalSheets, client: Any
) -> None:
    with pytest.raises(gspread.exceptions.SpreadsheetNotFound):
        client.open_by_key("tidak-ada")
    with pytest.raises(PermissionError):
        client.open_by_key(sheets.create_spreadsheet("Rahasia"))


def test_a_reader_reads_and_cannot_write(sheets: RehearsalSheets, client: Any, robot: str) -> None:
    key = sheets.create_spreadsheet("Lihat saja", share_with={robot: "reader"})
    tab = client.open_by_key(key).sheet1

    assert tab.get_all_values() == [[]]
    with pytest.raises(gspread.exceptions.APIError, match="does not have permission"):
        tab.update_acell("A1", "x")
