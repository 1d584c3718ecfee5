"""One commit, and only the machine's own cells where they differ."""

import pytest

from automation.workbook.schema import Writer
from automation.workbook.workbook import Closing
from tests.workbook.pages import CALENDAR, POST, book, cells_of, column, new_ids, pages
from tests.workbook.recording import FIRST, RUN, SECOND, patches, show, stage


def test_only_cells_that_differ_are_written_in_one_commit() -> None:
    workbook, backend = stage(FIRST, SECOND)

    wrote = workbook.save(
        show={"calendar": {"P-1": {"state": "scheduled", "likes": 3}, "P-2": {"state": "waiting"}}}
    )

    assert wrote
    assert patches(backend) == [("P-1", "Likes", 3), ("P-2", "State", "Waiting for approval")]
    assert (backend.reads, backend.commits) == (0, 1)


def test_nothing_to_write_is_no_round_trip() -> None:
    workbook, backend = stage(FIRST)

    wrote = workbook.save(
        show=show(state="scheduled", problems="", likes=None), closing=Closing(run=RUN)
    )

    assert not wrote
    assert (backend.reads, backend.commits) == (0, 0)


def test_a_columns_of_peoples_own_is_never_written() -> None:
    workbook, backend = stage(FIRST)
    everything = {**dict.fromkeys(CALENDAR.fields, "ditulis mesin"), "state": "waiting"}

    workbook.save(show={"calendar": {"P-1": everything}})

    machines = {f.title("en") for f in CALENDAR.fields.values() if f.writer is Writer.MACHINE}
    assert {name for _, name, _ in patches(backend)} == machines


@pytest.mark.parametrize(
    ("language", "label"), [("en", "Waiting for approval"), ("id", "Menunggu persetujuan")]
)
def test_a_state_is_written_in_the_workbooks_language_and_read_in_both(
    language: str, label: str
) -> None:
    workbook, backend = stage({**FIRST, "state": None}, language=language)

    workbook.save(show=show(state="waiting"))
    workbook.read(new_ids())

    assert cells_of(backend, "calendar", "state", language) == [label]
    assert not workbook.save(show=show(state="waiting"))


def test_a_cell_that_is_to_be_empty_is_emptied() -> None:
    workbook, backend = stage({**FIRST, "problems": "Tulis teksnya."})

    workbook.save(show=show(problems=""))

    assert cells_of(backend, "calendar", "problems") == [None]


def test_a_number_that_a_spreadsheet_keeps_as_text_is_written_as_a_number() -> None:
    workbook, backend = stage({**FIRST, "likes": "3", "replies": 4.0})

    workbook.save(show=show(likes=3, replies=4))

    assert patches(backend) == [("P-1", "Likes", 3)]


def test_a_column_the_workbook_lacks_is_left_out() -> None:
    grids = pages([FIRST])
    grids["Calendar"][0][column("calendar", "likes")] = "Suka-suka kami"
    workbook, backend = book(grids)
    workbook.read(new_ids())

    workbook.save(show=show(likes=3, replies=4))

    assert cells_of(backend, "calendar", "likes") == [None]
    assert cells_of(backend, "calendar", "replies") == [4]


def test_a_row_that_nobody_has_is_left_out() -> None:
    workbook, _ = stage(FIRST)

    assert not workbook.save(show=show("P-9", state="waiting"))


def test_other_tabs_machine_cells_are_written_too() -> None:
    workbook, backend = stage(FIRST)

    workbook.save(show={"channels": {"brand": {"problems": "Token habis."}}})

    assert cells_of(backend, "channels", "problems") == ["Token habis.", None]


def test_new_rows_get_their_ids_with_the_first_save_whatever_it_is_about() -> None:
    workbook, backend = stage(POST, FIRST, POST)

    assert workbook.save()
    assert cells_of(backend, "calendar", "post") == ["N-1", "P-1", "N-2"]
    assert not workbook.save()


def test_a_copied_row_gets_its_own_id_and_its_own_state() -> None:
    workbook, backend = stage(FIRST, FIRST)

    workbook.save(show={"calendar": {"P-1": {"state": "published"}, "N-1": {"state": "waiting"}}})

    assert cells_of(backend, "calendar", "post") == ["P-1", "N-1"]
    assert cells_of(backend, "calendar", "state") == ["Published", "Waiting for approval"]


def test_a_run_that_failed_names_no_rows() -> None:
    workbook, backend = stage(POST)
    workbook.forget_new_rows()

    workbook.save(record=[RUN])

    assert cells_of(backend, "calendar", "post") == [None]
