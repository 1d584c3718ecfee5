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
CHANNELS_FIRST, ID_BACK = ("move_column", 4, 0), ("move_column", 0, 4)
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


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(("sort", 0, 0), DELETE, id="sorted, then deleted"),
        pytest.param(("copy", 3, 0), DELETE, id="copied, then deleted"),
        pytest.param(("edit_text", 2, 0), TITLE_TO_STATE, id="edited, then the title moved"),
        pytest.param(CHANNELS_FIRST, ("edit_text", 1, 0), id="the channels moved, then edited"),
        pytest.param(CHANNELS_FIRST, ID_BACK, id="the channels moved, then the ids back"),
        pytest.param(ID_BACK, ID_BACK, id="the ids moved, then the states"),
    ],
)
def test_what_changed_before_a_write_and_again_before_its_mend_is_kept(
    first: tuple[str, int, int], second: tuple[str, int, int]
) -> None:
    story = begun()
    story.publish([])
    for place in (1, 9):
        story.add_row(channels="free", has=set(), later=0, place=place)
    before = ids_of(story)
    story.check_amid_edits(acts=[(0, first), (2, second)], at=AT_WRITE, end="")
    story.the_promises_hold()
    story.nothing_is_harmed()
    after = ids_of(story)
    assert {title: after.get(title, known) for title, known in before.items() if known} == {
        title: known for title, known in before.items() if known
    }
    named = [one for one in after.values() if one]
    assert len(set(named)) == len(named)
    story.teardown()


@pytest.mark.parametrize(
    ("at", "acts"),
    [
        pytest.param(2, [(0, EDIT), (3, EDIT), (0, ("move_column", 0, 4))], id="at rest"),
        pytest.param(AT_WRITE, [(0, ID_BACK), (0, EDIT)], id="what was read amid it, too"),
    ],
)
def test_people_put_back_what_a_dead_run_wrote_amid_several_of_their_acts(
    at: int, acts: list[tuple[int, tuple[str, int, int]]]
) -> None:
    """A column is dragged right before the write, and the run dies before it looks again."""
    story = begun()
    story.check_amid_edits(acts=acts, at=at, end="die")
    story.nothing_is_harmed()
    story.the_promises_hold()
    story.teardown()
