"""The wiring: names, moments, languages and ids, and the row of a run that ended badly."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import automation
from automation.app import (
    header_of,
    language_named,
    new_id,
    now_of,
    open_workbook,
    write_failed_run,
)
from automation.domain.run import Outcome
from automation.errors import ConfigError, RunError
from automation.jobs.by_name import IN_ONE_RUN, JOBS, job_named
from tests.desk_builder import SCHEMA, Team, XlsxBook

BEGAN = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)


def failed(outcome: str) -> RunError:
    return RunError("It ended.", "Run again.", outcome=outcome, notebook="/far/away/run.ipynb")


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(XlsxBook(tmp_path / "a.xlsx", "id"), "id")


def leave(team: Team, outcome: str = "stopped", run_id: str = "R-1") -> None:
    address = team.book.open().address
    write_failed_run(
        address,
        "publish",
        failed(outcome),
        run_id=run_id,
        notebook="runs/x.ipynb",
        started_at=BEGAN,
    )


@pytest.mark.parametrize("name", JOBS)
def test_every_job_in_the_list_is_there(name: str) -> None:
    assert callable(job_named(name))


def test_all_is_made_of_jobs_in_the_list() -> None:
    assert set(IN_ONE_RUN) <= set(JOBS)


@pytest.mark.parametrize(("wrong", "nearest"), [("publsh", "publish"), ("al", "all"), ("", "")])
def test_an_unknown_job_is_refused_with_the_nearest_and_the_list(wrong: str, nearest: str) -> None:
    with pytest.raises(ConfigError, match=f"Did you mean “{nearest}") as raised:
        job_named(wrong)

    assert all(job in str(raised.value) for job in JOBS)


@given(moment=st.datetimes(timezones=st.just(UTC)), hours=st.integers(-12, 14))
def test_a_moment_means_the_same_in_every_zone(moment: datetime, hours: int) -> None:
    shown = moment.isoformat().replace("+00:00", "Z")

    assert now_of(shown) == moment == now_of(moment.isoformat())
    assert now_of(f"2026-11-21T09:00{hours:+03d}:00").utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    "text", ["yesterday", "2026-11-21", "2026-11-21T09:00", "09:00+07:00", " "]
)
def test_a_text_that_is_no_moment_with_an_offset_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="not a moment"):
        now_of(text)


def test_without_a_moment_the_present_is_meant() -> None:
    assert abs(now_of("") - datetime.now(UTC)) < timedelta(seconds=5)  # noqa: TID251


@pytest.mark.parametrize("name", ["fr", "EN", "indonesia", " "])
def test_a_language_we_do_not_speak_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match="no language"):
        language_named(name)


def test_ids_can_be_said_aloud_and_do_not_repeat() -> None:
    ids = {new_id("R") for _ in range(1000)}

    assert len(ids) == 1000
    assert all(re.fullmatch(r"R-[2-9A-HJ-NP-Z]{12}", one) for one in ids)
    assert len(new_id("P")) == len("P-7F3K2A")


def test_headers_are_those_people_see() -> None:
    assert header_of(SCHEMA, "id", "calendar", "text") == "Teks"
    assert header_of(SCHEMA, "en", "settings", "pause") == SCHEMA.settings["pause"].title("en")
    assert header_of(SCHEMA, "en", "nowhere", "text") == "text"


@pytest.mark.parametrize(
    "outcome", ["stopped", "interrupted", "timed_out", "kernel_died", "no_result"]
)
def test_a_run_that_ended_badly_leaves_its_row(team: Team, outcome: str) -> None:
    leave(team, outcome)

    (run,) = open_workbook(team.book.open().address).read(lambda: "P-1").runs
    assert (run.id, run.job, run.outcome) == ("R-1", "publish", Outcome(outcome))
    assert (run.started_at, run.notebook) == (BEGAN, "runs/x.ipynb")


def test_an_outcome_nobody_knows_is_a_failure(team: Team) -> None:
    leave(team, "melted")

    (run,) = open_workbook(team.book.open().address).read(lambda: "P-1").runs
    assert run.outcome is Outcome.FAILED


def test_a_run_that_had_written_its_row_keeps_it(team: Team) -> None:
    leave(team, "timed_out")

    leave(team, "stopped")

    assert len(team.records("runs")) == 1


def test_the_row_of_a_bad_end_is_all_that_is_written(team: Team) -> None:
    team.add("calendar", title="Kopi pagi", channels="brand", status="idea")
    before = team.everything()

    leave(team)

    after = team.everything()
    runs = team.title("runs")
    assert {tab for tab in after if after[tab] != before[tab]} == {runs}


def test_notebooks_get_the_two_names_they_need() -> None:
    assert automation.__all__ == ["open_lesson", "run_job"]


def test_a_notebook_may_name_a_language_and_a_moment_and_gets_the_result(team: Team) -> None:
    address = team.book.open().address

    result = automation.run_job("check", address, now="2026-11-21T09:00+07:00", language="en")

    assert (result.job, result.outcome) == ("check", Outcome.DONE)
    assert result.headline.endswith("need a person")
