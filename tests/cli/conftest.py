"""The command line, run in this process: quick, with its exit code and both of its streams."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from automation.cli import run
from automation.cli.terminal import terminal
from automation.rehearsal.network import Rehearsal, start_rehearsal
from tests.desk_builder import TOKENS


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one command line did and said."""

    code: int
    out: str
    err: str

    def refused(self) -> list[str]:
        """Return the two sentences of a refusal: what is wrong, and what to do."""
        lines = self.err.splitlines()
        assert (self.code, self.out, [line[:2] for line in lines]) == (2, "", ["✗ ", "→ "]), self
        return [line[2:] for line in lines]


Lembar = Callable[..., Said]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand in an empty folder, with the tokens of the rehearsal and no other setting."""
    for name in [name for name in os.environ if name.startswith("LEMBAR_")]:  # noqa: TID251
        monkeypatch.delenv(name)
    for name, token in TOKENS.items():
        monkeypatch.setenv(name, token)
    monkeypatch.setenv("LEMBAR_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    terminal.cache_clear()


@pytest.fixture
def lembar(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Lembar:
    def say(*words: str, language: str = "en") -> Said:
        monkeypatch.setenv("LEMBAR_LANGUAGE", language)
        terminal.cache_clear()
        capsys.readouterr()
        code = run(words)
        said = capsys.readouterr()
        return Said(code=code, out=said.out, err=said.err)

    return say


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal
