"""Two runs at once on one workbook, as real processes: each post goes out once, whoever is first."""

import random

import pytest

from automation.rehearsal.network import start_rehearsal
from tests.desk_builder import TOKENS, Wired, XlsxBook, make_team, moment
from tests.promises.processes import nursery

TITLES = ("Kopi pagi", "Kopi siang", "Kopi sore")
DUE, LATER = "2026-11-21T09:05+07:00", "2026-11-21T09:21+07:00"


@pytest.fixture(scope="module")
def cloud():
    with nursery(TOKENS) as opened:
        yield opened


@pytest.fixture(scope="module")
def laptop():
    with nursery(TOKENS) as opened:
        yield opened


@pytest.mark.parametrize("seed", range(10))
def test_two_runs_at_once_publish_each_post_once(seed, cloud, laptop, tmp_path):
    chance = random.Random(seed)  # noqa: S311 - not a secret
    with start_rehearsal() as network:
        network.add_fault("keys-ignored")
        team = make_team(
            XlsxBook(tmp_path / "kalender.xlsx", "id"), "id", brand=f"{network.url}/@kopi_senja"
        )
        team.write("channels", "brand", "policy", "none")
        for title in TITLES:
            team.post(title)
        network.set_clock(moment("09:05"))

        for nursery_ in (cloud, laptop):
            nursery_.start(team.book.path, "publish", DUE, after_s=chance.random() / 4)

        assert [cloud.wait(), laptop.wait()] == [0, 0]
        assert sorted(post.text.split(":")[0] for post in network.posts("kopi_senja")) == [*TITLES]
        Wired(team, network.set_clock).run("check", "09:21")
        assert [team.state(title) for title in TITLES] == ["published"] * 3
