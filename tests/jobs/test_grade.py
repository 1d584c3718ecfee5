"""Grade on a whole workbook: a person works in cells, the next run says where it stands."""

from datetime import datetime, timedelta

import pytest

from automation.jobs.assign import assign
from automation.jobs.grade import grade
from automation.workbook.backends.memory import MemoryBackend
from tests.domain.desks import NOW
from tests.jobs.sheets import make_context, make_sheets, rows_of, write
from tests.jobs.test_assign import CHANNELS, MEMBERS, calendar_row

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def sheets() -> MemoryBackend:
    rows = [calendar_row(1), calendar_row(2)]
    sheets = make_sheets(
        settings={"pause": "No"}, members=MEMBERS, channels=CHANNELS, calendar=rows
    )
    assign(make_context(sheets))
    return sheets


def row_of(sheets: MemoryBackend, kind: str) -> tuple[int, dict[str, object]]:
    rows = rows_of(sheets, "assignments")
    place = next(n for n, row in enumerate(rows) if row["kind"] == kind)
    return place, dict(rows[place])


def test_work_done_in_cells_is_seen_and_half_work_says_what_is_missing(
    sheets: MemoryBackend,
) -> None:
    write(sheets, "calendar", 0, alt_text="Barista menuang susu ke cangkir")

    grade(make_context(sheets, now=TOMORROW))
    _, half = row_of(sheets, "alt_texts")
    write(sheets, "calendar", 1, alt_text="Rak kopi dari kayu jati")
    grade(make_context(sheets, now=TOMORROW))
    _, whole = row_of(sheets, "alt_texts")

    assert (half["state"], half["score"]) == ("Open", 50)
    assert half["missing"] == "Still without a describing alt text: “Kopi pagi 2”."
    assert (whole["state"], whole["score"], whole["missing"]) == ("Done", 100, None)


def test_grading_again_writes_nothing(sheets: MemoryBackend) -> None:
    grade(make_context(sheets, now=TOMORROW))
    commits = sheets.commits

    again = grade(make_context(sheets, now=TOMORROW + timedelta(hours=1)))

    assert (sheets.commits, again.changed, again.counts["graded"]) == (commits, False, 0)


def test_a_trainer_s_mark_closes_an_assignment(sheets: MemoryBackend) -> None:
    place, _ = row_of(sheets, "alt_texts")
    write(sheets, "assignments", place, trainer_mark=80, trainer="Budi Santoso")

    grade(make_context(sheets, now=TOMORROW))

    _, row = row_of(sheets, "alt_texts")
    assert (row["state"], row["score"], row["missing"]) == ("Done", 80, None)


def test_a_text_that_waits_is_shown_to_the_trainer_with_its_points_and_where_to_mark_it(
    sheets: MemoryBackend,
) -> None:
    place, row = row_of(sheets, "alt_texts")
    text = "Halo Kak, terima kasih sudah menulis dan maaf atas keterlambatannya. " * 4
    done_when = "Your trainer reads your answer:\n1. it greets\n2. it says by when"
    given = {"kind": "unhappy_answer", "submission": text, "done_when": done_when}
    write(sheets, "assignments", place, **given)

    waiting = grade(make_context(sheets, now=TOMORROW))
    write(sheets, "assignments", place, trainer_points="1 2 3", trainer="Budi Santoso")
    marked = grade(make_context(sheets, now=TOMORROW + timedelta(hours=1)))

    [shown] = next(one for one in waiting.tables if one.title == "Waiting for the trainer").rows
    assert shown == [row["member"], row["title"], text.strip(), done_when]
    assert waiting.next_steps == [
        (
            "Trainer: in “Assignments” show only “Waiting for the trainer” (1). Type the numbers of "
            "the points you see into “Points seen”, or a mark into “Trainer's mark”, and your name "
            "into “Marked by”."
        )
    ]
    after = rows_of(sheets, "assignments")[place]
    assert (after["state"], after["score"], marked.next_steps) == ("Done", 75, [])


def test_a_damaged_row_does_not_stop_the_others(sheets: MemoryBackend) -> None:
    rows = rows_of(sheets, "assignments")
    place, _ = row_of(sheets, "alt_texts")
    other = next(n for n in range(len(rows)) if n != place)
    write(sheets, "assignments", other, facts="{not json")
    for row, alt in enumerate(("Barista menuang susu", "Rak kopi kayu jati")):
        write(sheets, "calendar", row, alt_text=alt)

    grade(make_context(sheets, now=TOMORROW))

    assert row_of(sheets, "alt_texts")[1]["state"] == "Done"


def test_a_row_sorted_away_is_still_graded_in_its_own_place(sheets: MemoryBackend) -> None:
    sheets.sort("Assignments", 2, descending=True)
    for row, alt in enumerate(("Barista menuang susu", "Rak kopi kayu jati")):
        write(sheets, "calendar", row, alt_text=alt)

    grade(make_context(sheets, now=TOMORROW))

    states = {str(row["kind"]): row["state"] for row in rows_of(sheets, "assignments")}
    assert states.pop("alt_texts") == "Done"
    assert "Done" not in states.values()


def test_the_run_s_row_counts_where_the_assignments_stand(sheets: MemoryBackend) -> None:
    result = grade(make_context(sheets, now=datetime(2026, 12, 31, 12, tzinfo=NOW.tzinfo)))

    run = rows_of(sheets, "runs")[-1]
    assert result.counts["overdue"] > 0
    assert f"{result.counts['overdue']} overdue" in str(run["counts"])


def test_a_rehearsed_pause_shows_in_the_runs_tab_although_nothing_was_due(
    sheets: MemoryBackend,
) -> None:
    given = len(rows_of(sheets, "runs"))

    for hours, pause in ((1, "Yes"), (2, "Yes"), (3, "No"), (4, "No")):
        write(sheets, "settings", 2, setting="PAUSE ALL PUBLISHING", value=pause)
        assign(make_context(sheets, now=NOW + timedelta(hours=hours)))

    assert [row["paused"] for row in rows_of(sheets, "runs")[given:]] == ["Yes", "No"]
