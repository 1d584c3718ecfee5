"""The promises hold on a Google Sheet, too: people edit between any two calls, and calls fail."""

import pytest
from hypothesis import HealthCheck, settings

from tests.promises.sheets.faults import Bad, Kind
from tests.promises.sheets.life import AT_WRITE
from tests.promises.sheets.machine import SheetMachine

TestAnyOrderOfBadDaysOnASheet = SheetMachine.TestCase
TestAnyOrderOfBadDaysOnASheet.settings = settings(
    max_examples=200,
    stateful_step_count=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


EDIT, DELETE, ADD_COLUMN, COPY = ((name, 0, 0) for name in ("edit_text", "delete", "add_column", "copy"))  # fmt: skip
TITLE_TO_STATE = ("move_column", 3, 1)
"""The title's column is dragged to where the state stood: the state lands in it."""
LOST = [Bad(Kind.ERROR_AFTER, skip=2, count=1)]
"""The third write is made, and nobody hears of it."""


def begun() -> SheetMachine:
    story = SheetMachine()
    story.begin(locale="id_ID", follows=False, enforced=False, keeps=False)
    return story


def ids_of(story: SheetMachine) -> dict[object, object]:
    return {row["title"]: row["post"] for row in story.team.records("calendar")}


@pytest.mark.parametrize(
    ("at", "acts", "bad", "end"),
    [
        pytest.param(1, [EDIT, DELETE, ADD_COLUMN], [], "die", id="dead below the last row"),
        pytest.param(2, [ADD_COLUMN, COPY], [], "", id="a copy while ids are written over"),
        pytest.param(
            2, [TITLE_TO_STATE, ("edit_text", 1, 0)], [], "", id="an edit while a title is gone"
        ),
        pytest.param(
            2, [TITLE_TO_STATE, ("move_column", 1, 0)], LOST, "", id="a lost answer, dragged on"
        ),
        pytest.param(
            2, [TITLE_TO_STATE, ("move_column", 1, 3)], LOST, "", id="a lost answer, dragged back"
        ),
    ],
)
def test_what_long_rounds_found_stays_mended(
    at: int, acts: list[tuple[str, int, int]], bad: list[Bad], end: str
) -> None:
    story = begun()
    in_turn = [(0, act) for act in acts]
    story.publish_amid_everything(acts=in_turn, at=AT_WRITE + at, bad=bad, end=end)
    story.the_promises_hold()
    story.nothing_is_harmed()
    story.teardown()


def test_what_another_run_read_amid_a_mended_write_is_shown_rightly_after_a_check() -> None:
    """A column is dragged right before the rows are written; a second machine reads just then."""
    story = begun()
    drag = ("move_column", 1, 0)
    story.publish_amid_everything(acts=[(0, drag)], at=AT_WRITE + 2, bad=[], end="run")
    story.the_promises_hold()
    story.nothing_is_harmed()
    story.run(job="check", bad=[])
    assert not story.is_half_shown
    story.the_promises_hold()
    story.teardown()


def test_a_new_row_that_two_machines_named_at_once_is_shown_as_published() -> None:
    """The second publishes it right before the first writes the id it had meant for it."""
    story = begun()
    story.two_machines_publish_what_is_due(at=AT_WRITE)
    for _ in range(3):
        assert story.work("check")
    rows = story.team.records("calendar")
    assert [(row["state"], bool(row["url"]), row["problems"]) for row in rows] == [
        ("Published", True, None)
    ] * len(rows)
    story.teardown()


@pytest.mark.parametrize("first", [("sort", 0, 0), ("copy", 3, 0)], ids=["sorted", "copied"])
def test_rows_that_moved_before_a_write_and_again_before_its_mend_keep_their_ids(
    first: tuple[str, int, int],
) -> None:
    """The second act deletes the first row right before the mend of the write is made."""
    story = begun()
    story.publish([])
    for place in (1, 9):
        story.add_row(channels="free", has=set(), later=0, place=place)
    before = ids_of(story)
    story.check_amid_edits(acts=[(0, first), (2, ("delete", 0, 0))], at=AT_WRITE, end="")
    story.the_promises_hold()
    story.nothing_is_harmed()
    after = ids_of(story)
    assert {title: after.get(title, known) for title, known in before.items() if known} == {
        title: known for title, known in before.items() if known
    }
    assert len(set(after.values())) == len(after)
    story.teardown()


def test_people_put_back_what_a_dead_run_wrote_amid_several_of_their_acts() -> None:
    """A column is dragged right before the write, and the run dies before it looks again."""
    story = begun()
    drag = ("move_column", 0, 4)
    story.check_amid_edits(acts=[(0, EDIT), (3, EDIT), (0, drag)], at=2, end="die")
    story.nothing_is_harmed()
    story.teardown()
