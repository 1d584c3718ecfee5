"""A run killed at any moment leaves nothing double, nothing lost, and nothing to clean up by hand."""

from pathlib import Path

import pytest

from automation.rehearsal.network import start_rehearsal
from automation.workbook.workbook import Workbook
from tests.desk_builder import SCHEMA, TOKENS, Wired, XlsxBook, make_team, moment
from tests.promises.processes import nursery

DUE, LATER = "2026-11-21T09:05+07:00", "2026-11-21T09:21+07:00"


@pytest.fixture(scope="module")
def runs():
    with nursery(TOKENS) as opened:
        yield opened


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """Two approved posts, one with a thread; the port their network will be at; the file's bytes."""
    book = XlsxBook(tmp_path_factory.mktemp("planned") / "kalender.xlsx", "id")
    with start_rehearsal() as network:
        team = make_team(book, "id", brand=f"{network.url}/@kopi_senja")
        run = Wired(team, network.set_clock).run
        team.post("Kopi pagi", thread="Kopi pagi bersambung")
        team.post("Kopi sore", at="09:01")
        run("check", "08:00")
        for title in ("Kopi pagi", "Kopi sore"):
            team.approve(title)
        run("check", "08:01")
        return team, network.port, book.path.read_bytes()


@pytest.fixture
def killed_at(planned, runs):
    """Run publish until it is killed at a boundary, then once more, live."""
    team, port, untouched = planned

    def act(boundary):
        Path(team.book.path).write_bytes(untouched)
        with start_rehearsal(port) as network:
            network.add_fault("keys-ignored")
            network.set_clock(moment("09:05"))
            status = runs.run(team.book.path, "publish", DUE, dies_at=boundary)
            network.set_clock(moment("09:21"))
            assert runs.run(team.book.path, "publish", LATER) == 0
            return status, [post.text.split(":")[0] for post in network.posts("kopi_senja")]

    return act


def test_a_run_killed_at_any_boundary_is_completed_by_the_next(planned, killed_at):
    team = planned[0]
    deaths = 0
    for boundary in range(200):
        status, public = killed_at(boundary)

        assert sorted(public) == ["Kopi pagi", "Kopi pagi bersambung", "Kopi sore"], boundary
        assert settled(team) == ["published", "published"], boundary
        if status == 0:
            break
        deaths += 1

    assert deaths > 30


def settled(team):
    """Return the rows' states, when the ledger has every receipt and no claim is open."""
    desk = Workbook(team.book.open(), SCHEMA).read(lambda: "")
    assert all(p.is_complete and p.open_claim is None for p in desk.ledger.values())
    assert not desk.damaged
    return [team.state(title) for title in ("Kopi pagi", "Kopi sore")]
