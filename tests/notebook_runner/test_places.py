"""Where executed notebooks go: dated folders, and buckets that get each notebook once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import nbformat
import pytest

from automation.errors import ConfigError, RunError
from automation.notebook_engine import Terms
from automation.notebook_runner import run_notebook, run_path
from tests.notebook_runner.live import Marked, Runner, Writer

NEW_YEARS_EVE = datetime(2026, 12, 31, 23, 59, 5, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("base", "title", "expected"),
    [
        ("runs", "calendar", "runs/2026/12/31/235905-publish-calendar-r7.ipynb"),
        ("/var/runs/", "a", "/var/runs/2026/12/31/235905-publish-a-r7.ipynb"),
        ("s3://b/runs", "Kalender Tim – Jan",
         "s3://b/runs/2026/12/31/235905-publish-Kalender-Tim-Jan-r7.ipynb"),
        ("runs", "Konten 11/12: *versi* 1.2?",
         "runs/2026/12/31/235905-publish-Konten-11-12-versi-1.2-r7.ipynb"),
        ("runs", "../..", "runs/2026/12/31/235905-publish-workbook-r7.ipynb"),
        ("runs", "x" * 300, f"runs/2026/12/31/235905-publish-{'x' * 40}-r7.ipynb"),
    ],
    ids=["folder", "absolute", "bucket", "signs", "dots", "long"],
)  # fmt: skip
def test_a_runs_notebook_has_a_dated_place_of_its_own(base: str, title: str, expected: str) -> None:
    assert run_path(base, NEW_YEARS_EVE, "publish", title, "r7") == expected


def test_the_day_is_the_day_where_the_team_is() -> None:
    assert "/2026/12/31/165905-" in run_path("runs", NEW_YEARS_EVE.astimezone(UTC), "j", "w", "r")


def test_a_time_without_a_zone_is_refused() -> None:
    naive = NEW_YEARS_EVE.replace(tzinfo=None)

    with pytest.raises(ValueError, match="time zone"):
        run_path("runs", naive, "publish", "w", "r")


class Bucket:
    """A storage handler as Papermill wants it, keeping all in memory."""

    def __init__(self) -> None:
        self.stored: list[tuple[str, str]] = []
        self.broken = False

    def write(self, text: str, path: str) -> None:
        if self.broken:
            raise TimeoutError("no answer")
        self.stored.append((path, text))


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    from papermill.iorw import papermill_io

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    bucket = Bucket()
    before = list(papermill_io._handlers)
    papermill_io.register("mem://", bucket)
    yield bucket
    papermill_io._handlers[:] = before


@pytest.fixture
def terms(marked: Marked) -> Terms:
    return Terms(environment=marked.environment)


ADDRESS = "mem://bucket/runs/out.ipynb"


def test_a_bucket_gets_the_notebook_once_at_the_end(
    write_notebook: Writer, bucket: Bucket, terms: Terms, tmp_path: Path
) -> None:
    done = run_notebook(write_notebook("1", "2"), ADDRESS, parameters={}, terms=terms)

    ((address, text),) = bucket.stored
    assert done.notebook == address == ADDRESS
    assert done.not_stored is None
    assert nbformat.reads(text, as_version=4).metadata.lembar.outcome == "done"
    assert [path.name for path in tmp_path.iterdir()] == ["publish.ipynb"]


def test_a_failed_run_reaches_the_bucket_too(
    write_notebook: Writer, bucket: Bucket, terms: Terms
) -> None:
    with pytest.raises(RunError, match="mem://bucket/runs/out") as failed:
        run_notebook(write_notebook("1/0"), ADDRESS, parameters={}, terms=terms)

    assert failed.value.notebook == ADDRESS
    assert len(bucket.stored) == 1


def test_a_bucket_that_does_not_answer_costs_neither_result_nor_notebook(
    write_notebook: Writer, bucket: Bucket, terms: Terms
) -> None:
    bucket.broken = True

    done = run_notebook(write_notebook(), ADDRESS, parameters={}, terms=terms)

    assert done.result["published"] == 3
    assert "TimeoutError" in str(done.not_stored)
    assert nbformat.read(Path(done.notebook), as_version=4).metadata.lembar.outcome == "done"


@pytest.mark.parametrize(
    ("address", "reason"),
    [("ftp://host/out.ipynb", "nothing here knows ftp://"), ("s3://b/out.ipynb", "boto3")],
)
def test_an_address_nothing_can_write_is_refused_before_a_cell_runs(
    write_notebook: Writer, terms: Terms, address: str, reason: str
) -> None:
    with pytest.raises(ConfigError, match=reason):
        run_notebook(write_notebook(), address, parameters={}, terms=terms)


def test_a_folder_that_cannot_be_made_is_refused_before_a_cell_runs(
    write_notebook: Writer, terms: Terms, tmp_path: Path
) -> None:
    (tmp_path / "runs").write_text("a file")

    with pytest.raises(ConfigError, match="cannot be made"):
        run_notebook(write_notebook(), tmp_path / "runs" / "o.ipynb", parameters={}, terms=terms)


def test_the_saved_notebook_names_no_folder_of_the_machine(
    write_notebook: Writer, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kalender.xlsx").touch()

    ran = run(write_notebook(), parameters={"name": str(tmp_path / "kalender.xlsx")})

    about = ran.notebook.metadata.papermill
    assert (about.input_path, about.output_path) == ("publish.ipynb", "out.ipynb")
    assert about.parameters == {"name": "kalender.xlsx"}


def test_a_folder_that_is_away_for_a_while_does_not_stop_a_job(
    write_notebook: Writer, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("automation.notebook_engine.record.SAVE_EVERY_S", 0.0)

    def pull_the_plug(place: int, _total: int, _title: str) -> None:
        if place == 2:
            (tmp_path / "runs").rename(tmp_path / "away")
        if place == 4:
            (tmp_path / "away").rename(tmp_path / "runs")

    ran = run(write_notebook("import time; time.sleep(.5)", "1"), progress=pull_the_plug)

    assert ran.outcome() == "done"


def test_a_notebook_that_cannot_be_saved_at_the_end_is_told(
    write_notebook: Writer, run: Runner, tmp_path: Path
) -> None:
    def pull_the_plug(place: int, _total: int, _title: str) -> None:
        if place == 2:
            (tmp_path / "runs").rename(tmp_path / "away")

    with pytest.raises(ConfigError, match="cannot be saved"):
        run(write_notebook("1"), progress=pull_the_plug)


def test_a_text_that_only_looks_like_a_path_stays_as_it_is(
    write_notebook: Writer, run: Runner
) -> None:
    text = "/" + "sambal " * 100

    ran = run(write_notebook(), parameters={"name": text})

    assert ran.notebook.metadata.papermill.parameters == {"name": text}


def test_the_notebook_is_saved_while_it_runs(
    write_notebook: Writer, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("automation.notebook_engine.record.SAVE_EVERY_S", 0.0)
    seen = []

    def look(place: int, total: int, title: str) -> None:
        text = (tmp_path / "runs" / "out.ipynb").read_text()
        seen.append((place, total, title, "early words" in text))

    run(write_notebook("print('early', 'words')", "import time; time.sleep(.6)"), progress=look)

    assert seen[1] == (2, 4, "Publish", False)
    assert seen[3] == (4, 4, "Publish", True)
