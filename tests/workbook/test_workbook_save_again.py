"""A second save writes only what the first did not, whatever people did in between."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.errors import WorkbookBusy
from automation.workbook.backends.memory import Fault
from automation.workbook.protocol import Patch
from automation.workbook.workbook import Shown
from tests.workbook.pages import CALENDAR, POST, cells_of, column, new_ids, pages
from tests.workbook.recording import CLAIM, FIRST, SECOND, show, stage


def test_a_second_save_of_the_same_is_empty() -> None:
    workbook, backend = stage(FIRST, POST)
    shown: Shown = {"calendar": {"P-1": {"state": "waiting", "likes": 0}, "N-1": {"state": "idea"}}}

    assert workbook.save(show=shown)
    assert not workbook.save(show=shown)
    assert backend.commits == 1


def test_a_later_save_of_the_same_run_builds_on_the_first() -> None:
    workbook, backend = stage(POST)

    workbook.save(show=show("N-1", state="waiting"))
    workbook.save(show=show("N-1", state="scheduled", likes=1))
    workbook.save(show=show("N-1", state="waiting", likes=1))

    assert cells_of(backend, "calendar", "post") == ["N-1"]
    assert cells_of(backend, "calendar", "state") == ["Waiting for approval"]
    assert [change.column for change in backend.asked if isinstance(change, Patch)] == [
        "Post ID", "State", "State", "Likes", "State",
    ]  # fmt: skip


def test_a_patch_that_found_no_place_is_tried_again() -> None:
    workbook, backend = stage(FIRST)
    backend.between = lambda: backend.delete_row("Calendar", 1)
    workbook.save(show=show(state="waiting"))
    backend.between = lambda: None
    backend.insert_row("Calendar", 1, pages([FIRST])["Calendar"][1])

    assert workbook.save(show=show(state="waiting"))
    assert cells_of(backend, "calendar", "state") == ["Waiting for approval"]


def test_a_commit_whose_answer_was_lost_may_be_repeated() -> None:
    workbook, backend = stage(POST)
    backend.fail_next(Fault.ANSWER_LOST)
    with pytest.raises(WorkbookBusy):
        workbook.save(record=[CLAIM], show=show("N-1", state="waiting"))

    workbook.save(record=[CLAIM], show=show("N-1", state="waiting"))

    assert cells_of(backend, "publications", "event") == ["C-1"]
    assert cells_of(backend, "calendar", "post") == ["N-1"]


def test_people_may_sort_and_insert_between_reading_and_writing() -> None:
    workbook, backend = stage(FIRST, SECOND)

    def people() -> None:
        backend.insert_row("Calendar", 1, ["", None, None, "Baris baru"])
        backend.sort("Calendar", column("calendar", "title"), descending=True)

    backend.between = people
    workbook.save(show={"calendar": {"P-1": {"likes": 1}, "P-2": {"likes": 2}}})

    likes = dict(
        zip(
            cells_of(backend, "calendar", "post"),
            cells_of(backend, "calendar", "likes"),
            strict=True,
        )
    )
    assert (likes["P-1"], likes["P-2"]) == (1, 2)


@settings(max_examples=40, deadline=None)
@given(
    shown=st.dictionaries(
        st.sampled_from(["P-1", "P-2"]),
        st.fixed_dictionaries(
            {},
            optional={
                "state": st.sampled_from(CALENDAR.fields["state"].values),
                "problems": st.text(max_size=8) | st.just("a\nb"),
                "url": st.sampled_from(["", "https://kopi.example/1", "=1+1"]),
                "likes": st.none() | st.integers(0, 99),
            },
        ),
    )
)
def test_whatever_is_shown_a_fresh_look_finds_nothing_left_to_write(
    shown: dict[str, dict[str, object]],
) -> None:
    workbook, _ = stage(FIRST, SECOND)
    workbook.save(show={"calendar": shown})
    workbook.read(new_ids())

    assert not workbook.save(show={"calendar": shown})
