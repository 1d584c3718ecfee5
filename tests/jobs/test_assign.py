"""Assign on a whole workbook: what people find in the assignments and lessons tabs afterwards."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from automation.course.files import load_course
from automation.errors import TabMissing
from automation.jobs.assign import assign
from automation.workbook.backends.memory import MemoryBackend
from automation.workbook.protocol import Cell
from tests.domain.desks import NOW
from tests.jobs.sheets import make_context, make_sheets, rows_of, write

MEMBERS: list[dict[str, Cell]] = [
    {"name": "Ayu Lestari", "roles": "creator", "weekly_hours": 40},
    {"name": "Budi Santoso", "roles": "manager, analyst", "weekly_hours": 20},
    {"name": "Citra Dewi", "roles": "community", "active": "No"},
]
CHANNELS: list[dict[str, Cell]] = [
    {
        "channel": "warung",
        "network": "mastodon",
        "address": "https://kopi.example/@warung",
        "policy": "required",
    }
]


def calendar_row(number: int, **cells: Cell) -> dict[str, Cell]:
    return {
        "post": f"P-{number:06}",
        "title": f"Kopi pagi {number}",
        "channels": "warung",
        "publish_at": datetime(2026, 11, 22, 9),  # noqa: DTZ001 - as a date cell stands in a sheet
        "status": "ready",
        "owner": "Ayu Lestari",
        "text": f"Seduhan nomor {number} siap ☕",
        "media": "meja.jpg",
        "campaign": "Pembukaan",
        **cells,
    }


@pytest.fixture
def sheets() -> MemoryBackend:
    rows = [calendar_row(1), calendar_row(2), calendar_row(3, owner="")]
    return make_sheets(members=MEMBERS, channels=CHANNELS, calendar=rows)


def test_every_active_member_finds_assignments_with_evidence_and_a_due_date(
    sheets: MemoryBackend,
) -> None:
    result = assign(make_context(sheets))

    rows = rows_of(sheets, "assignments")
    alt = next(row for row in rows if row["kind"] == "alt_texts")
    assert {row["member"] for row in rows} == {"Ayu Lestari", "Budi Santoso"}
    assert alt["why"] == "2 of your 2 last pictures had no alt text."
    assert alt["where"] == "Calendar, “Alt text” of your coming posts"
    assert alt["due_at"] == "2026-11-27 17:00+07:00"
    assert alt["state"] == "Open"
    assert all(
        row[cell] for row in rows for cell in ("title", "brief", "why", "where", "done_when")
    )
    assert result.counts["given"] == len(rows)


def test_the_lessons_tab_lists_six_lessons_with_their_assignments(sheets: MemoryBackend) -> None:
    assign(make_context(sheets))

    lessons = rows_of(sheets, "lessons")
    assert [row["lesson"] for row in lessons] == ["L1", "L2", "L3", "L4", "L5", "L6"]
    assert all(row["title"] and row["about"] for row in lessons)
    assert all(len(str(row["tasks"]).splitlines()) >= 2 for row in lessons)


def test_a_second_run_at_once_writes_nothing(sheets: MemoryBackend) -> None:
    assign(make_context(sheets))
    commits = sheets.commits

    again = assign(make_context(sheets, now=NOW + timedelta(minutes=10)))

    assert (sheets.commits, again.changed, again.counts["given"]) == (commits, False, 0)


def test_a_lesson_that_was_typed_over_or_deleted_comes_back_as_it_was(
    sheets: MemoryBackend,
) -> None:
    assign(make_context(sheets))
    before = sorted(map(str, rows_of(sheets, "lessons")))
    write(sheets, "lessons", 1, title="Pelajaran dua")
    sheets.delete_row("Lessons", 3)

    assign(make_context(sheets))

    assert sorted(map(str, rows_of(sheets, "lessons"))) == before


def test_a_dry_run_says_what_it_would_give_and_writes_nothing(sheets: MemoryBackend) -> None:
    result = assign(make_context(sheets, dry_run=True))

    assert result.counts["given"] > 0
    assert (sheets.commits, rows_of(sheets, "assignments")) == (0, [])


def test_a_workbook_without_the_assignments_tab_is_told_how_to_get_it() -> None:
    sheets = make_sheets(members=MEMBERS, channels=CHANNELS)
    sheets._tabs.pop("Assignments")

    with pytest.raises(TabMissing, match="lembar init"):
        assign(make_context(sheets))


def test_an_empty_workbook_gives_nothing_and_breaks_nothing() -> None:
    result = assign(make_context(make_sheets()))

    assert result.counts == {"given": 0, "members": 0}


def test_a_file_of_the_course_that_is_wrong_is_left_out_and_said(
    sheets: MemoryBackend, tmp_path: Path
) -> None:
    (tmp_path / "broken.yaml").write_text("lesson: L1", encoding="utf-8")
    context = replace(make_context(sheets), course=lambda: load_course(str(tmp_path)))

    result = assign(context)

    assert result.counts["given"] > 0
    assert result.next_steps == [
        "Files of the course that were left out: 1. “lembar course check” says what is wrong."
    ]
