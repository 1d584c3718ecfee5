"""Troubles of the Google project, and of the Drive the sheet lies in, are named with their mending."""

import pytest

from automation.workbook.backends.google.backend import GoogleBackend
from tests.workbook.google.conftest import Stand, event
from tests.workbook.google.test_refusals import failing


@pytest.mark.parametrize(
    ("fault", "what", "fix"),
    [
        ("api-off", "not switched on", "/sheets.googleapis.com?project=rehearsal and presses Enable"),
        ("scopes-missing", "does not include Google Sheets", "gcloud auth application-default login"),
        ("excel-file", "is an Excel file", "Save as Google Sheets"),
        ("key-deleted", "was deleted or replaced", "makes a new key"),
    ],
)  # fmt: skip
def test_a_trouble_of_the_google_project_is_named_with_its_mending(
    stand: Stand, fault: str, what: str, fix: str
) -> None:
    stand.sheets.add_fault(fault)

    error = failing(stand.open().tabs)

    assert what in str(error.what)
    assert fix in str(error.fix)


def test_a_full_drive_says_that_nothing_was_written(stand: Stand, backend: GoogleBackend) -> None:
    stand.sheets.add_fault("storage-full")

    error = failing(lambda: backend.commit([event("E-2")]))

    assert "is full. Nothing was written." in str(error)
    assert [row[0] for row in stand.rows("catatan mesin")] == ["event", "E-1"]
