"""Whoever is in a lesson reaches no network that others can see, whatever they try."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from automation import open_lesson, run_job
from automation.domain.ids import ChannelId
from automation.domain.run import Outcome
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.media.bucket import bucket_in
from automation.networks import NETWORKS, open_network
from automation.rehearsal.network import start_rehearsal
from automation.settings import Settings, kernel_environment, load_settings
from tests.cli.desk_file import at, make_desk, path_of, post
from tests.desk_books import Shelf
from tests.desk_builder import TOKENS, Team, moment
from tests.http.calls import CALLER, make, write
from tests.wire.pace import FakeTime

REAL = "https://social.example/@kopi"
LEARNING = Settings(learning=True)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every name anybody looks up: the first thing a request beyond this machine needs."""
    names: list[str] = []
    look_up = socket.getaddrinfo

    def listening(host: str, *others: Any, **more: Any) -> object:
        names.append(host)
        return look_up(host, *others, **more)

    monkeypatch.setattr(socket, "getaddrinfo", listening)
    for name, token in TOKENS.items():
        monkeypatch.setenv(name, token)
    yield names
    assert "social.example" not in names


def desk_with(tmp_path: Path, address: str) -> Team:
    return make_desk(tmp_path / "kalender.xlsx", address, post("Kopi pagi"))


def make_real(team: Team) -> None:
    team.write("channels", "brand", address=REAL)


def test_a_request_beyond_this_machine_is_refused_before_it_is_sent(asked: list[str]) -> None:
    http = make(LEARNING, FakeTime())

    with pytest.raises(ConfigError, match="in a lesson"):
        http.send(CALLER, write("https://social.example/api"))

    http.close()
    assert asked == []


@pytest.mark.parametrize("network", sorted(NETWORKS))
def test_no_network_opens_on_an_address_of_its_own(network: str) -> None:
    http = make(LEARNING, FakeTime())
    channel = Channel(id=ChannelId("brand"), network=network, address=REAL)

    with pytest.raises(ConfigError, match="in a lesson"):
        open_network(channel, LEARNING, http, Shelf())

    http.close()


def test_a_teams_feed_is_no_rehearsal_though_it_is_a_file(tmp_path: Path) -> None:
    http = make(LEARNING, FakeTime())
    channel = Channel(id=ChannelId("brand"), network="feed", address="kopi.xml")

    with pytest.raises(ConfigError, match="in a lesson"):
        open_network(channel, LEARNING, http, Shelf(), folder=tmp_path)

    http.close()


def test_nothing_is_put_where_networks_fetch_it() -> None:
    told = {"LEMBAR_LEARNING": "1", "LEMBAR_MEDIA_STORE": "s3://kopi-media"}

    assert bucket_in(load_settings(told)) is None


def test_opening_a_lesson_is_enough_also_for_what_this_process_starts(
    tmp_path: Path, asked: list[str]
) -> None:
    team = desk_with(tmp_path, "http://127.0.0.1:9")
    make_real(team)
    before = path_of(team).read_bytes()

    open_lesson(1, str(path_of(team)), language="en")

    assert load_settings().learning
    assert load_settings(kernel_environment()).learning
    with pytest.raises(ConfigError, match="“publish” would change your team's workbook"):
        run_job("publish", str(path_of(team)), now=at("09:05"))
    assert path_of(team).read_bytes() == before


@pytest.mark.parametrize("job", ["check", "assign", "grade", "collect", "reconcile", "all"])
def test_no_job_writes_into_a_teams_own_workbook(
    job: str, tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    team = desk_with(tmp_path, "http://127.0.0.1:9")
    make_real(team)
    before = path_of(team).read_bytes()
    monkeypatch.setenv("LEMBAR_LEARNING", "1")

    with pytest.raises(ConfigError, match="Add dry_run=True"):
        run_job(job, str(path_of(team)), now=at("09:05"))

    assert path_of(team).read_bytes() == before


def test_what_would_go_out_can_still_be_looked_at(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    team = desk_with(tmp_path, "http://127.0.0.1:9")
    make_real(team)
    monkeypatch.setenv("LEMBAR_LEARNING", "1")

    done = run_job("publish", str(path_of(team)), now=at("09:05"), dry_run=True)

    said = str(done.as_json())
    assert "in a lesson" in said
    assert done.changed is False


def test_a_rehearsal_goes_on_as_ever(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with start_rehearsal() as network:
        network.set_clock(moment("09:05"))
        team = desk_with(tmp_path, network.url)
        monkeypatch.setenv("LEMBAR_LEARNING", "1")

        done = run_job("publish", str(path_of(team)), now=at("09:05"))

        assert done.outcome is Outcome.DONE
        assert len(network.posts("kopi_senja")) == 1
