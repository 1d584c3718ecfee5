"""A run killed in the middle of sending: what it was told is on this machine, and nobody asks again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from automation.rehearsal.network import Rehearsal, start_rehearsal
from automation.workbook.backends.xlsx import XlsxBackend
from tests.desk_builder import TOKENS, Team, Wired, XlsxBook, make_team, moment
from tests.promises.processes import Nursery, nursery

DUE, LATER = "2026-11-21T09:05+07:00", "2026-11-21T09:31+07:00"
TITLES = ("Kopi pagi", "Kopi siang", "Kopi sore")
SENT = 2


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Nursery]:
    with nursery({**TOKENS, "LEMBAR_STATE": str(tmp_path / "state")}) as opened:
        yield opened


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


def planned(path: Path, network: Rehearsal) -> tuple[Team, Wired]:
    """Three approved posts in a file."""
    team = make_team(XlsxBook(path, "id"), "id", brand=f"{network.url}/@kopi_senja")
    wired = Wired(team, network.set_clock)
    for minute, title in enumerate(TITLES):
        team.post(title, at=f"09:0{minute}")
    wired.run("check", "08:00")
    for title in TITLES:
        team.approve(title)
    wired.run("check", "08:01")
    return team, wired


@pytest.fixture
def team(tmp_path: Path, network: Rehearsal) -> Team:
    return planned(tmp_path / "kalender.xlsx", network)[0]


@pytest.fixture(scope="module")
def third(tmp_path_factory: pytest.TempPathFactory) -> int:
    """The boundary before the third post is sent, found by another team's run."""
    passed: list[str] = []
    path = tmp_path_factory.mktemp("latihan") / "latihan.xlsx"
    with start_rehearsal() as other:
        wired = planned(path, other)[1]
        backend = XlsxBackend(path, watch=passed.append)
        wired.run("publish", "09:05", backend=backend, hook=passed.append)
    return [place for place, name in enumerate(passed) if name == "before publish"][SENT]


@pytest.fixture
def killed(team: Team, network: Rehearsal, runs: Nursery, third: int, tmp_path: Path) -> Path:
    """Kill a run that has sent two of three posts and settled none; return its journal."""
    network.set_clock(moment("09:05"))
    status = runs.run(tmp_path / "kalender.xlsx", "publish", DUE, dies_at=third)
    (kept,) = (tmp_path / "state").rglob("*.jsonl")
    assert status == -9
    assert team.events() == ["claimed"] * len(TITLES)
    assert len(kept.read_text().splitlines()) == len(network.posts("kopi_senja")) == SENT
    return kept


@pytest.fixture
def goes_on(
    team: Team, network: Rehearsal, runs: Nursery, tmp_path: Path
) -> Callable[[], list[str]]:
    """Run publish once more; return why each post counts as published."""

    def act() -> list[str]:
        network.set_clock(moment("09:31"))
        assert runs.run(tmp_path / "kalender.xlsx", "publish", LATER) == 0
        rows = team.records("publications")
        return [str(row["reason"] or "") for row in rows if row["network_id"]]

    return act


def test_the_next_run_takes_the_dead_ones_word_for_it(
    killed: Path, goes_on: Callable[[], list[str]], network: Rehearsal
) -> None:
    reasons = goes_on()

    assert reasons == [""] * len(TITLES)
    assert len(network.posts("kopi_senja")) == len(TITLES)
    assert not killed.exists()


def test_a_receipt_whose_line_was_torn_is_looked_for_instead(
    killed: Path, goes_on: Callable[[], list[str]], network: Rehearsal
) -> None:
    killed.write_bytes(killed.read_bytes()[:-9])

    reasons = goes_on()

    assert sorted(reasons) == ["", "", "found"]
    assert len(network.posts("kopi_senja")) == len(TITLES)
