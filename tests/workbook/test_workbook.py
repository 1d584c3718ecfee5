"""The workbook: one read, one commit, and only the machine's own cells where they differ."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.ids import ChannelId, EventId, PostId, Revision, RunId
from automation.domain.publishing.publication import Happened, LedgerEvent
from automation.domain.run import Outcome, Run
from automation.errors import ColumnMissing, TabMissing, WorkbookBusy
from automation.workbook.backends.memory import Fault, MemoryBackend
from automation.workbook.protocol import Cell, Change, Committed, Patch
from automation.workbook.schema import Writer
from automation.workbook.workbook import Shown, Workbook
from tests.workbook.pages import (
    CALENDAR,
    POST,
    SCHEMA,
    CellsOf,
    book,
    cells_of,
    column,
    new_ids,
    pages,
)  # fmt: skip

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)
RUN = Run(id=RunId("R-1"), job="publish", started_at=AT, ended_at=AT, outcome=Outcome.DONE)
CLAIM = LedgerEvent(
    id=EventId("C-1"), at=AT, happened=Happened.CLAIMED, post=PostId("P-1"),
    channel=ChannelId("brand"), revision=Revision("a" * 32), claim=EventId("C-1"), run=RUN.id,
)  # fmt: skip
FIRST: CellsOf = {**POST, "post": "P-1", "state": "Scheduled"}
SECOND: CellsOf = {**POST, "post": "P-2", "title": "Teh tarik"}


class Recording(MemoryBackend):
    """A workbook in memory that keeps what it was asked to change."""

    def __init__(self, tabs: Mapping[str, list[list[Cell]]]) -> None:
        super().__init__(tabs)
        self.asked: list[Change] = []
        self.between: Callable[[], None] = lambda: None

    def commit(self, changes: Sequence[Change]) -> Committed:
        self.asked += changes
        self.between()
        return super().commit(changes)


def stage(*posts: CellsOf, language: str = "en") -> tuple[Workbook, Recording]:
    backend = Recording(pages(posts, language=language))
    workbook = Workbook(backend, SCHEMA)
    workbook.read(new_ids("N"))
    backend.reads = 0
    return workbook, backend


def show(post: str = "P-1", **cells: object) -> dict[str, dict[str, dict[str, object]]]:
    return {"calendar": {post: cells}}


def patches(backend: Recording) -> list[tuple[str, str, object]]:
    return [(c.row.id, c.column, c.value) for c in backend.asked if isinstance(c, Patch)]


# What is written


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

    wrote = workbook.save(show=show(state="scheduled", problems="", likes=None), closing=RUN)

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


# Saving again


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


# Ids


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


# Logs


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

    assert not workbook.save(closing=RUN)
    assert workbook.save(record=[CLAIM], closing=RUN)
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


# Reading


def test_all_tabs_are_read_in_one_round_trip() -> None:
    workbook, backend = stage(FIRST)

    desk = workbook.read(new_ids())

    assert backend.reads == 1
    assert [post.id for post in desk.posts] == ["P-1"]
    assert set(desk.channels) == {"brand", "support"}
    assert (desk.damaged, desk.tab_problems) == ([], [])


def test_findings_of_every_tab_are_gathered() -> None:
    grids = pages(
        [{**FIRST, "status": "redy"}],
        settings={"pause": "entah"},
        members=[{"name": "Ayu", "roles": "bos"}],
        channels=[{"channel": "brand", "network": "mastodon", "address": "x"}],
        guidelines=[{"rule": "max_length", "value": "x"}],
    )
    grids["Calendar"][0].append("text")

    desk = book(grids)[0].read(new_ids())

    assert {problem.tab for problem in desk.tab_problems} == {
        "settings", "members", "channels", "guidelines", "calendar",
    }  # fmt: skip
    assert [problem.code for problem in desk.cell_problems[PostId("P-1")]] == ["unknown_value"]
    assert desk.settings.paused


def test_the_language_alone_can_be_read() -> None:
    backend = MemoryBackend(pages(language="id"))
    workbook = Workbook(backend, SCHEMA)

    assert workbook.read_language() == workbook.language == "id"
    assert Workbook(MemoryBackend({}), SCHEMA).read_language() == "en"


@pytest.mark.parametrize(
    "tab", ["settings", "members", "channels", "calendar", "approvals", "publications"]
)
def test_a_tab_that_nothing_can_be_decided_without_is_asked_for(tab: str) -> None:
    grids = pages()
    title = SCHEMA.tabs[tab].title("en")
    del grids[title]

    with pytest.raises(TabMissing) as caught:
        book(grids)[0].read(new_ids())

    assert f"no tab “{title}”" in str(caught.value)
    assert "lembar init" in str(caught.value)


@pytest.mark.parametrize("tab", ["guidelines", "snapshots", "assignments", "lessons", "runs"])
def test_a_tab_that_can_be_done_without_is_not_asked_for(tab: str) -> None:
    grids = pages([FIRST])
    del grids[SCHEMA.tabs[tab].title("en")]

    assert len(book(grids)[0].read(new_ids()).posts) == 1


def test_tabs_may_be_called_in_either_language_and_stand_in_any_order() -> None:
    english, indonesian = pages([FIRST]), pages([FIRST], language="id")
    mixed: dict[str, list[list[Cell]]] = {"Catatan kami": [["apa saja"]]}
    mixed |= dict(reversed(indonesian.items()))
    mixed["calendar "] = english["Calendar"]
    del mixed["Kalender"]

    assert [post.id for post in book(mixed)[0].read(new_ids()).posts] == ["P-1"]


# The one cell of people's that a command writes


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
