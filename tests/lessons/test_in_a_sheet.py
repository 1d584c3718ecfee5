"""A lesson on a team's Google Sheet: read in learning mode, and written in the one cell handed in."""

import pytest

from automation import open_lesson, run_job
from tests.cli.sheet_desk import make_sheet_desk
from tests.contracts.google_stage import rehearsal_sheets

NOW = "2026-11-21T09:00+07:00"


def test_a_lesson_reads_a_sheet_and_hands_in_there(monkeypatch: pytest.MonkeyPatch) -> None:
    _, key = rehearsal_sheets()
    monkeypatch.setenv("LEMBAR_GOOGLE_KEY", str(key))
    team, book = make_sheet_desk("http://127.0.0.1:9", language="id")
    run_job("assign", book.address, now=NOW)
    mine = next(str(row["assignment"]) for row in team.records("assignments") if row["member"] == "Sari")  # fmt: skip
    before = {tab: book.rows(tab) for tab in map(team.title, ("calendar", "runs", "members"))}

    lesson = open_lesson(1, f"{book.address}/edit#gid=0", member="sari", now=NOW)
    shown = str(lesson.welcome() + lesson.show("roles") + lesson.assignments())
    page = lesson.submit(mine, "=1+1 adalah jawaban saya ☕")

    assert "Selamat datang, Sari." in shown
    assert team.cell(mine, "title", "assignments") in shown
    assert team.cell(mine, "submission", "assignments") == "=1+1 adalah jawaban saya ☕"
    assert "=1+1 adalah jawaban saya ☕" in str(page)
    assert {tab: book.rows(tab) for tab in before} == before
