"""A fresh rehearsal Sheets service per test, and real gspread that talks to it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from automation.rehearsal.sheets.server import RehearsalSheets, start_sheets
from automation.rehearsal.sheets.transport import rehearsal_client


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sheets-recordings", help="folder with recordings of the real service")


@pytest.fixture
def sheets() -> Iterator[RehearsalSheets]:
    with start_sheets() as running:
        yield running


@pytest.fixture(scope="session")
def key_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def robot(sheets: RehearsalSheets, tmp_path: Path) -> str:
    return sheets.make_key(tmp_path / "key.json")


@pytest.fixture
def client(sheets: RehearsalSheets, robot: str, tmp_path: Path) -> Iterator[Any]:
    made = rehearsal_client(sheets.url, tmp_path / "key.json")
    made.set_timeout(10)
    yield made
    made.http_client.session.close()


@pytest.fixture
def book_id(sheets: RehearsalSheets, robot: str) -> str:
    return sheets.create_spreadsheet("Kalender Kopi Senja", share_with={robot: "writer"})


@pytest.fixture
def book(client: Any, book_id: str) -> Any:
    return client.open_by_key(book_id)


@pytest.fixture
def tab(book: Any) -> Any:
    return book.sheet1
