"""What is appended to the logs, and when."""

import pytest

from automation.errors import TabMissing
from automation.workbook.workbook import Closing
from tests.workbook.pages import book, cells_of, new_ids, pages
from tests.workbook.recording import CLAIM, FIRST, RUN, stage


def test_a_record_is_appended_with_the_title_people_know_the_post_by() -> None:
    workbook, backend = stage(FIRST)

    workbook.save(record=[CLAIM])

    assert cells_of(backend, "publications", "title") == ["Kopi susu"]
    assert cells_of(backend, "publications", "happened") == ["Claimed"]


def test_an_essay_for_a_title_does_not_stop_the_ledger() -> None:
    workbook, backend = stage({**FIRST, "title": "Kopi " * 9_000})

    workbook.save(record=[CLAIM])

    assert len(str(cells_of(backend, "publications", "title")[0])) <= 100


def test_the_runs_own_row_goes_along_only_with_something_else() -> None:
    workbook, backend = stage(FIRST)

    assert not workbook.save(closing=Closing(run=RUN))
    assert workbook.save(record=[CLAIM], closing=Closing(run=RUN))
    assert cells_of(backend, "runs", "run") == ["R-1"]


def test_a_record_for_a_tab_that_is_gone_says_which() -> None:
    grids = pages([FIRST])
    del grids["Runs"]
    workbook, backend = book(grids)
    workbook.read(new_ids())

    with pytest.raises(TabMissing, match="“Runs”"):
        workbook.save(record=[CLAIM, RUN])
    assert backend.commits == 0


def test_plain_rows_are_appended_in_the_workbooks_language() -> None:
    workbook, backend = stage(FIRST, language="id")

    row = workbook.append_row("lessons", "L1", {"lesson": "L1", "title": "Merencanakan"})
    workbook.save(rows=[row])

    assert cells_of(backend, "lessons", "title", "id") == ["Merencanakan"]
    workbook.read(new_ids())
    assert workbook.row_ids("lessons") == {"L1"}
