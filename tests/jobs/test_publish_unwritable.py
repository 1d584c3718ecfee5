"""A file that can no longer be written in the middle of a run: nothing that was answered is lost."""

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from automation.errors import ReceiptsKept
from automation.rehearsal.network import Rehearsal, start_rehearsal
from automation.workbook.journal import FileJournal
from tests.desk_builder import Team, Wired, XlsxBook, make_team

Trouble = Callable[[Path], AbstractContextManager[Callable[[], object]]]

LESS_THAN_A_WORKBOOK = 8192


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


@pytest.fixture
def team(tmp_path: Path, network: Rehearsal) -> Team:
    team = make_team(XlsxBook(tmp_path / "kalender.xlsx", "en"), brand=f"{network.url}/@kopi_senja")
    wired = Wired(team)
    for title in ("Kopi pagi", "Kopi sore"):
        team.post(title)
    wired.run("check", "08:00")
    for title in ("Kopi pagi", "Kopi sore"):
        team.approve(title)
    return team


@pytest.fixture
def wired(team: Team, network: Rehearsal) -> Wired:
    return Wired(team, network.set_clock)


@pytest.fixture
def journal_of(tmp_path: Path) -> Callable[[str], FileJournal]:
    return lambda run: FileJournal(tmp_path / "state", str(tmp_path / "kalender.xlsx"), run)


@contextmanager
def opened_in_a_spreadsheet_program(path: Path) -> Iterator[Callable[[], object]]:
    lock = path.with_name(f".~lock.{path.name}#")
    yield lambda: lock.write_text(",sari,laptop,21.11.2026 09:05,;")
    lock.unlink()


@contextmanager
def full_disk(_path: Path) -> Iterator[Callable[[], object]]:
    """Let this process write no file as large as a workbook, as when there is no room for one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LESS_THAN_A_WORKBOOK, hard))
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("trouble", [opened_in_a_spreadsheet_program, full_disk])
def test_what_was_answered_is_settled_by_the_next_run(
    wired: Wired, network: Rehearsal, tmp_path: Path,
    journal_of: Callable[[str], FileJournal], trouble: Trouble,
) -> None:  # fmt: skip
    path, journal = tmp_path / "kalender.xlsx", journal_of("R-1")
    with trouble(path) as begin:

        def hook(boundary: str) -> None:
            if boundary == "after publish":
                begin()

        with pytest.raises(ReceiptsKept) as raised:
            wired.run("publish", "09:05", hook=hook, journal=journal)
    journal.close()
    public = len(network.posts("kopi_senja"))

    wired.run("publish", "09:06", journal=journal_of("R-2"))

    assert public >= 1
    assert journal.place in str(raised.value)
    assert len(network.posts("kopi_senja")) == 2
    assert wired.team.events().count("published") == 2
    assert not Path(journal.place).exists()
    assert not [one.name for one in tmp_path.iterdir() if one.suffix == ".tmp"]
