"""Two runs at once on one workbook, as real processes: each post goes out once, whoever is first."""

import random

import pytest

from automation.rehearsal.network import start_rehearsal
from tests.desk_builder import TOKENS, Wired, XlsxBook, make_team, moment
from tests.promises.processes import nursery

TITLES = ("Kopi pagi", "Kopi siang", "Kopi sore")
DUE = "2026-11-21T09:05+07:00"


@pytest.fixture(scope="module")
def cloud():
    with nursery(TOKENS) as opened:
        yield opened


@pytest.fixture(scope="module")
def laptop():
    with nursery(TOKENS) as opened:
        yield opened


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """A team with three posts that nobody need approve, the port of its network, the file's bytes."""
    book = XlsxBook(tmp_path_factory.mktemp("overlap") / "kalender.xlsx", "id")
    with start_rehearsal() as network:
        team = make_team(book, "id", brand=f"{network.url}/@kopi_senja")
        team.write("channels", "brand", policy="none")
        for title in TITLES:
            team.post(title)
        return team, network.port, book.path.read_bytes()


@pytest.mark.parametrize("seed", range(10))
def test_two_runs_at_once_publish_each_post_once(seed, planned, cloud, laptop):
    team, port, untouched = planned
    chance = random.Random(seed)  # noqa: S311 - not a secret
    team.book.path.write_bytes(untouched)
    with start_rehearsal(port) as network:
        network.add_fault("keys-ignored")
        network.set_clock(moment("09:05"))

        for runs in (cloud, laptop):
            runs.start(team.book.path, "publish", DUE, after_s=chance.random() / 5)

        assert [cloud.wait(), laptop.wait()] == [0, 0]
        assert sorted(post.text.split(":")[0] for post in network.posts("kopi_senja")) == [*TITLES]
        Wired(team, network.set_clock).run("check", "09:06")
        assert [team.state(title) for title in TITLES] == ["published"] * 3
