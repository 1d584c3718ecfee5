"""What gspread's own tests ask of their conftest, with the rehearsal in Google's place.

`gspread_suite.py` lays it beside them; the names are those their tests import.
"""

import unittest
from collections.abc import Iterator
from itertools import count
from typing import Any

import gspread
import pytest
from requests import Response

from automation.rehearsal.sheets.keys import robot_address
from automation.rehearsal.sheets.server import start_sheets
from automation.rehearsal.sheets.transport import rehearsal_client, token_credentials

I18N_STR = "Àéîõü ☕ ꦏꦺꦴꦥꦶ"
_HTML = b"<html><body>Failed</body></html>"


class GspreadTest(unittest.TestCase):
    """Names spreadsheets and numbers values, as its tests expect it."""

    @classmethod
    def get_temporary_spreadsheet_title(cls, suffix: str = "") -> str:
        return f"Test {cls.__name__} {suffix}"

    def _sequence_generator(self) -> Iterator[str]:
        name = self.id().rpartition(".")[2]
        return (f"{name} {number}" for number in count(1))


class _PageInsteadOfJson(gspread.http_client.BackOffHTTPClient):  # type: ignore[misc]
    def request(self, *_: Any, **__: Any) -> Response:
        answer = Response()
        answer.status_code, answer._content = 500, _HTML
        raise gspread.exceptions.APIError(answer)


def invalid_json_client() -> tuple[Any, bytes]:
    """Return a client whose every call is answered with a page, and that page."""
    made = gspread.Client(auth=token_credentials("none"), http_client=_PageInsteadOfJson)
    return made, _HTML


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Return gspread as its tests use it, for one file of them."""
    with start_sheets() as sheets:
        sheets.set_switches(robots_have_storage=True)
        sheets.set_quota(None, None)
        robot = token_credentials(sheets.token_for(robot_address("lembar")))
        made = rehearsal_client(sheets.url, robot)
        made.set_timeout(10)
        yield made
        made.http_client.session.close()
