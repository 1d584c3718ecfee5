"""Help is there for everything, fits a terminal, and speaks the reader's language."""

import pytest
from typer.main import get_command

from automation.cli.commands import app
from automation.language import english, translator
from tests.cli.conftest import Lembar

COMMANDS = sorted(getattr(get_command(app), "commands", {}))
WIDTH = 80
TYPERS_WORDS = ["Usage:", "Options:", "Arguments:", "Show this message and exit.", "[required]"]


def options_of(command: str) -> list[str]:
    parameters = getattr(get_command(app), "commands", {})[command].params
    return [name for one in parameters for name in (*one.opts, *one.secondary_opts)]


def test_without_a_word_lembar_shows_its_commands(lembar: Lembar) -> None:
    said = lembar()

    assert said == lembar("--help")
    assert (said.code, said.err) == (0, "")
    for command in COMMANDS:
        assert f"\n  {command} " in said.out


def test_every_command_is_introduced_by_a_whole_sentence(lembar: Lembar) -> None:
    assert "..." not in lembar("--help").out.replace("[ARGS]...", "")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("command", COMMANDS)
def test_each_option_is_listed_and_explained(lembar: Lembar, command: str, language: str) -> None:
    said = lembar(command, "--help", language=language)

    assert said.code == 0
    for option in options_of(command):
        if option.startswith("-"):
            line = next(line for line in said.out.splitlines() if option in line)
            assert len(line.split(option, 1)[1].split()) >= 2, line
    assert max(map(len, said.out.splitlines())) <= WIDTH


@pytest.mark.parametrize("command", COMMANDS)
def test_help_speaks_indonesian_throughout(lembar: Lembar, command: str) -> None:
    translate = translator("id")
    words = [word for word in TYPERS_WORDS if translate(word) != english(word)]
    assert words, "the catalogue has none of these words: make messages"

    said = lembar(command, "--help", language="id").out

    assert not [word for word in words if word in said]
    assert said != lembar(command, "--help").out


def test_the_jobs_that_run_knows_are_all_named_in_its_help(lembar: Lembar) -> None:
    said = lembar("run", "--help").out

    for job in ("check", "publish", "collect", "assign", "grade", "report", "reconcile", "all"):
        assert job in said
