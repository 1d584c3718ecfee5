"""A team with two channels on a rehearsal network, ready to run jobs."""

from collections.abc import Callable, Iterator

import pytest

from automation.jobs.result import JobResult
from automation.rehearsal.network import Rehearsal, start_rehearsal
from automation.rehearsal.records import Post
from tests.desk_builder import Team, Wired, make_team


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


@pytest.fixture
def make(network: Rehearsal) -> Callable[..., Team]:
    def build(language: str = "en") -> Team:
        return make_team(
            language=language,
            brand=f"{network.url}/@kopi_senja",
            support=f"{network.url}/@kopi_senja_bantuan",
        )

    return build


@pytest.fixture
def team(make: Callable[..., Team]) -> Team:
    return make()


@pytest.fixture
def run(team: Team, network: Rehearsal) -> Callable[..., JobResult]:
    return Wired(team, on_run=network.set_clock).run


@pytest.fixture
def public(network: Rehearsal) -> Callable[..., list[Post]]:
    def posts(account: str = "kopi_senja") -> list[Post]:
        return list(network.posts(account))

    return posts
