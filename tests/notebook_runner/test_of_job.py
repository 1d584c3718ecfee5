"""A job as a notebook run leaves its notebook, its Run row and its page, and each of them is true."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import openpyxl
import pytest

from automation.app import Wishes
from automation.domain.run import Outcome
from automation.errors import ConfigError, RunError
from automation.notebook_runner.of_job import JobRun, Telling, run_job_notebook
from automation.rehearsal.network import Rehearsal, start_rehearsal
from automation.settings import load_settings
from tests.cli.desk_file import at, make_desk, path_of, post, runs_of
from tests.desk_builder import TOKENS, Team, moment

TOKEN = TOKENS["MASTODON_TOKEN_BRAND"]


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rehearsal]:
    monkeypatch.chdir(tmp_path)
    for name, token in TOKENS.items():
        monkeypatch.setenv(name, token)
    with start_rehearsal() as rehearsal:
        rehearsal.set_clock(moment("09:05"))
        yield rehearsal


def run(
    team: Team, job: str, time: str = "09:05", *, page: bool | None = None, **wishes: object
) -> JobRun:
    wanted = Wishes(now=at(time), **wishes)  # type: ignore[arg-type]
    return run_job_notebook(job, path_of(team).name, wanted, load_settings(), Telling(page=page))


def test_a_run_that_sends_leaves_notebook_run_row_and_page(
    network: Rehearsal, tmp_path: Path
) -> None:
    team = make_desk(tmp_path / "a.xlsx", network.url, post("Kopi pagi"))

    done = run(team, "publish")

    (row,) = runs_of(team)
    assert (row.job, row.outcome) == ("publish", Outcome.DONE)
    assert row.counts.startswith("1 published")
    assert Path(row.notebook).is_relative_to("runs/2026/11/21")
    assert Path(row.notebook).absolute() == Path(done.notebook)
    assert row.id in row.notebook
    url = team.cell("Kopi pagi", "url")
    assert url in Path(done.notebook).read_text()
    assert url in Path(done.page).read_text()
    assert done.outcome is Outcome.DONE


def test_a_run_that_changes_nothing_leaves_only_its_notebook(
    network: Rehearsal, tmp_path: Path
) -> None:
    team = make_desk(tmp_path / "a.xlsx", network.url, post("Kopi pagi"))
    first = run(team, "publish")
    before = path_of(team).read_bytes()

    second = run(team, "publish")

    assert path_of(team).read_bytes() == before
    assert second.page == ""
    assert Path(second.notebook).is_file()
    assert second.notebook != first.notebook  # though both decided for the same second


def test_all_does_four_jobs_and_each_leaves_a_row_only_for_what_it_wrote(
    network: Rehearsal, tmp_path: Path
) -> None:
    team = make_desk(tmp_path / "a.xlsx", network.url, post("Kopi pagi"))

    done = run(team, "all")
    rows = runs_of(team)
    again = run(team, "all")

    assert [row.job for row in rows][:2] == ["check", "publish"]
    assert len({row.id.removesuffix(f"-{row.job}") for row in rows}) == 1
    assert {row.notebook for row in rows} == {str(Path(done.notebook).relative_to(tmp_path))}
    assert "collect" not in {row.job for row in rows}  # no number is due five minutes after
    assert runs_of(team) == rows
    assert not again.result["changed"]


def test_a_secret_in_a_cell_reaches_neither_notebook_nor_page_nor_result(
    network: Rehearsal, tmp_path: Path
) -> None:
    team = make_desk(tmp_path / "a.xlsx", network.url, post("Salah tempel", text=f"token {TOKEN}"))

    done = run(team, "publish", dry_run=True, page=True)

    assert "Salah tempel" in Path(done.page).read_text()
    kept = Path(done.notebook).read_text() + Path(done.page).read_text() + str(done.result)
    assert TOKEN not in kept


def test_a_workbook_that_cannot_be_read_ends_the_run_and_its_notebook_says_why(
    network: Rehearsal, tmp_path: Path
) -> None:
    team = make_desk(tmp_path / "a.xlsx", network.url)
    book = openpyxl.load_workbook(path_of(team))
    del book[team.title("calendar")]
    book.save(path_of(team))

    with pytest.raises(RunError, match="TabMissing") as raised:
        run(team, "check")

    kept = nbformat.read(raised.value.notebook, as_version=4)
    assert raised.value.outcome == "failed"
    assert "TabMissing" in kept.cells[0].source
    assert kept.metadata.papermill["exception"] is True


def test_an_option_the_job_does_not_have_is_refused_before_anything_runs(
    network: Rehearsal, tmp_path: Path
) -> None:
    team = make_desk(tmp_path / "a.xlsx", network.url)

    with pytest.raises(ConfigError, match='Did you mean "on_demand"'):
        run(team, "collect", options={"ondemand": True})

    assert not (tmp_path / "runs").exists()
