"""The one cell of people's that a command writes."""

import pytest

from automation.errors import ColumnMissing, WorkbookBusy
from automation.workbook.workbook import Workbook
from tests.workbook.pages import SCHEMA, book, cells_of, new_ids, pages
from tests.workbook.recording import Recording


@pytest.mark.parametrize(("language", "shown"), [("en", "Yes"), ("id", "Ya")])
def test_a_pause_is_written_as_a_person_would(language: str, shown: str) -> None:
    workbook, backend = book(pages(language=language, settings={"pause": "No"}))

    assert workbook.set_setting("pause", "yes") == shown
    assert workbook.read(new_ids()).settings.paused
    assert cells_of(backend, "settings", "value", language)[-1] == shown


def test_a_pause_whose_row_is_not_there_says_how_to_get_it_back() -> None:
    workbook, _ = book(pages())

    with pytest.raises(ColumnMissing, match=r"“pause”.*lembar init"):
        workbook.set_setting("pause", "yes")


def test_a_pause_that_found_its_row_no_more_is_not_called_done() -> None:
    backend = Recording(pages(settings={"pause": "No"}))
    backend.between = lambda: backend.delete_row("Settings", 3)

    with pytest.raises(WorkbookBusy, match="PAUSE"):
        Workbook(backend, SCHEMA).set_setting("pause", "yes")
