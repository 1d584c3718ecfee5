"""Every notebook we ship runs as a job on a team's workbook, twice with the same end."""

import ast
from collections.abc import Iterator
from inspect import signature
from pathlib import Path

import nbformat
import pytest

import automation
from automation.app import Wishes
from automation.domain.run import Outcome
from automation.jobs.by_name import JOBS
from automation.notebook_runner.of_job import JobRun, Telling, run_job_notebook
from automation.notebook_runner.parameters import names_in
from automation.rehearsal.network import Rehearsal, start_rehearsal
from automation.settings import load_settings
from tests.cli.desk_file import at, make_desk, path_of, post
from tests.desk_builder import TOKENS, Team, moment

FOLDER = Path(__file__).parents[2] / "notebooks"
SHIPPED = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
OWN = {"collect": {"on_demand"}, "report": {"days"}}
"""The parameters a job has beyond those all have."""


@pytest.fixture(scope="module")
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


@pytest.fixture
def team(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    network: Rehearsal,
    monkeypatch: pytest.MonkeyPatch,
) -> Team:
    for name, token in TOKENS.items():
        monkeypatch.setenv(name, token)
    monkeypatch.chdir(tmp_path)
    network.set_clock(moment("09:05"))
    return make_desk(
        tmp_path / "kalender.xlsx", network.url, post("Kopi pagi"), post("Kopi besok", "2026-11-22 09:00"),
        language=request.param,
    )  # fmt: skip


def run(team: Team, job: str) -> JobRun:
    wishes = Wishes(now=at("09:05"))
    return run_job_notebook(job, path_of(team).name, wishes, load_settings(), Telling())


def cell_tagged_parameters(job: str) -> str:
    cells = nbformat.read(FOLDER / f"{job}.ipynb", as_version=4).cells
    return str(next(c.source for c in cells if "parameters" in c.metadata.get("tags", ())))


def test_there_is_one_for_every_job_that_is_scheduled() -> None:
    assert {"check", "publish", "collect", "assign", "grade", "report", "reconcile"} <= set(SHIPPED)
    assert set(SHIPPED) <= {*JOBS, "all"}


@pytest.mark.parametrize("job", SHIPPED)
def test_its_parameters_are_those_the_job_takes(job: str) -> None:
    common = {"workbook", *signature(automation.run_job).parameters} - {"job", "options"}

    assert set(names_in(cell_tagged_parameters(job))) == common | OWN.get(job, set())


@pytest.mark.parametrize("job", SHIPPED)
def test_it_hands_every_parameter_to_the_job_under_its_own_name(job: str) -> None:
    cells = nbformat.read(FOLDER / f"{job}.ipynb", as_version=4).cells
    calls = [
        node
        for cell in cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    (call,) = [one for one in calls if ast.unparse(one.func) == "run_job"]

    given = {word.arg: ast.unparse(word.value) for word in call.keywords}
    assert [ast.unparse(word) for word in call.args] == [repr(job), "workbook"]
    assert given == {name: name for name in names_in(cell_tagged_parameters(job))[1:]}


@pytest.mark.parametrize(
    ("team", "job"),
    [(("en", "id")[place % 2], job) for place, job in enumerate(SHIPPED)],
    ids=SHIPPED,
    indirect=["team"],
)
def test_it_runs_twice_with_the_same_end(team: Team, job: str) -> None:
    first = run(team, job)
    after_first = path_of(team).read_bytes()

    second = run(team, job)

    assert path_of(team).read_bytes() == after_first
    assert first.outcome is second.outcome is Outcome.DONE
    assert second.result["changed"] is False
    assert first.result["job"] == job


@pytest.mark.parametrize("team", ["id"], indirect=True)
def test_it_speaks_the_workbooks_language_and_its_page_does_too(team: Team) -> None:
    done = run(team, "report")

    page = Path(done.page).read_text()
    assert "postingan terbit" in str(done.result["headline"])
    assert '<html lang="id">' in page
