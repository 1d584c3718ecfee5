"""A fresh rehearsal Sheets service per test, and real gspread that talks to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from automation.rehearsal.sheets.keys import robot_address
from automation.rehearsal.sheets.server import RehearsalSheets, start_sheets
from automation.rehearsal.sheets.transport import (
    key_credentials,
    rehearsal_client,
    token_credentials,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sheets-recordings", help="folder with recordings of the real service")


@pytest.fixture
def sheets() -> Iterator[RehearsalSheets]:
    with start_sheets() as running:
        yield running


@pytest.fixture(scope="session")
def made_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one key file for the whole session: making keys is slow."""
    path = tmp_path_factory.mktemp("keys") / "key.json"
    with start_sheets() as running:
        running.make_key(path)
    return path


@pytest.fixture
def robot() -> str:
    return robot_address("lembar")


@pytest.fixture
def client(sheets: RehearsalSheets, robot: str) -> Iterator[Any]:
    """Return gspread with an access token; keys have tests of their own."""
    made = rehearsal_client(sheets.url, token_credentials(sheets.token_for(robot)))
    made.set_timeout(10)
    yield made
    made.http_client.session.close()


@pytest.fixture
def key_client(sheets: RehearsalSheets, tmp_path: Path, made_key: Path) -> Iterator[Any]:
    """Return gspread with a key file: google-auth signs, the service checks."""
    shutil.copy(made_key, tmp_path / "key.json")
    sheets.accept_key(tmp_path / "key.json")
    made = rehearsal_client(sheets.url, key_credentials(tmp_path / "key.json"))
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
