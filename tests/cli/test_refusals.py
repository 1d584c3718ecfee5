"""A command line that cannot be used is refused in two sentences, whatever is wrong with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from automation.cli import commands
from automation.workbook.making import make_workbook
from tests.cli.conftest import Lembar
from tests.desk_builder import SCHEMA

WRONG = {
    "an unknown command": ["publsh", "a.xlsx"],
    "a command like no other": ["frobnicate"],
    "an unknown option": ["check", "a.xlsx", "--nwo=x"],
    "an option like no other": ["--frobnicate"],
    "an option without its value": ["check", "a.xlsx", "--now"],
    "a flag with a value": ["check", "a.xlsx", "--dry-run=yes"],
    "no job": ["run"],
    "no workbook": ["run", "publish"],
    "too many workbooks": ["check", "a.xlsx", "b.xlsx"],
    "a port that is no number": ["rehearse", "--port", "x"],
    "a port no machine has": ["rehearse", "--port", "70000"],
    "no day at all": ["run", "report", "a.xlsx", "--days", "0"],
    "an unknown job": ["run", "publsh", "a.xlsx"],
    "a job without a notebook": ["run", "preview", "a.xlsx"],
    "an option of another job": ["run", "publish", "a.xlsx", "--on-demand"],
    "a missing workbook": ["check", "b.xlsx"],
    "a missing workbook to run": ["run", "publish", "b.xlsx"],
    "a folder": ["check", "."],
    "a file that is no workbook": ["check", "text.xlsx"],
    "a file that is no workbook to run": ["run", "check", "text.xlsx"],
    "a moment that is none": ["check", "a.xlsx", "--now", "yesterday"],
    "a moment without its zone": ["check", "a.xlsx", "--now", "2026-11-21T09:00"],
    "a moment that is none to run": ["run", "check", "a.xlsx", "--now", "yesterday"],
    "a language we do not speak": ["check", "a.xlsx", "--language", "fr"],
    "a language we do not speak to run": ["run", "check", "a.xlsx", "--language", "fr"],
    "a new workbook in a language we do not speak": ["init", "n.xlsx", "--language", "fr"],
    "a zone on Mars": ["init", "n.xlsx", "--timezone", "Mars/Olympus"],
    "a new workbook of another kind": ["init", "n.ods"],
    "a new workbook in no folder": ["init", "nowhere/n.xlsx"],
    "a part beyond the parts": ["run", "check", "a.xlsx", "--shard", "3/2"],
    "a part that is none": ["run", "check", "a.xlsx", "--shard", "half"],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("made") / "a.xlsx"
    make_workbook(path, language="en", timezone="Asia/Jakarta", schema=SCHEMA)
    return path.read_bytes()


@pytest.fixture
def desk(folder: Path, made: bytes) -> Path:
    (folder / "a.xlsx").write_bytes(made)
    (folder / "text.xlsx").write_text("no workbook")
    return folder


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_command_line_is_refused_in_two_sentences_and_leaves_everything_as_it_was(
    desk: Path, lembar: Lembar, made: bytes, words: list[str]
) -> None:
    for language in ("en", "id"):
        what, fix = lembar(*words, language=language).refused()

        assert "{" not in what + fix  # a fact that was not filled in

    assert (desk / "a.xlsx").read_bytes() == made
    assert sorted(p.name for p in desk.iterdir()) == ["a.xlsx", "text.xlsx"]


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        (["chek", "a.xlsx"], "“lembar check”"),
        (["publish", "a.xlsx"], "“lembar run publish”"),
        (["check", "a.xlsx", "--dryrun"], "--dry-run"),
        (["run", "publsh", "a.xlsx"], "“publish”"),
        (["check", "b.xlsx"], "a.xlsx"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_nearest(
    desk: Path, lembar: Lembar, words: list[str], nearest: str
) -> None:
    _, fix = lembar(*words).refused()

    assert nearest in fix


def test_what_is_missing_is_named_with_how_to_write_it(lembar: Lembar) -> None:
    what, fix = lembar("run", "publish").refused()

    assert what == "“lembar run” needs WORKBOOK."
    assert fix.endswith("lembar run [OPTIONS] JOB WORKBOOK...")


def test_a_setting_that_cannot_be_used_is_refused_in_two_sentences(
    desk: Path, lembar: Lembar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEMBAR_RUN_TIMEOUT_S", "soon")

    what, _ = lembar("check", "a.xlsx").refused()

    assert "LEMBAR_RUN_TIMEOUT_S" in what


def _fail(error: BaseException) -> Callable[..., int]:
    def failing(*_: object) -> int:
        raise error

    return failing


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KeyError("rehearsal-kopi-senja"), "KeyError in tests/cli/test_refusals.py"),
        (PermissionError(13, "Permission denied", "a.xlsx"), "Permission denied (a.xlsx)"),
        (KeyboardInterrupt(), "Ctrl-C"),
    ],
)
def test_even_an_error_nobody_foresaw_is_two_sentences_without_a_secret(
    desk: Path, lembar: Lembar, monkeypatch: pytest.MonkeyPatch, error: BaseException, told: str
) -> None:
    monkeypatch.setattr(commands, "_directly", _fail(error))

    what, fix = lembar("check", "a.xlsx").refused()

    assert told in what
    assert "kopi" not in what + fix
