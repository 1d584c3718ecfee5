"""A handle and an app password open a session, which is renewed as long as the channel is used."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import ConfigError, Unauthorized
from automation.http import Http
from automation.networks import open_network
from automation.settings import load_settings
from automation.tokens.credentials import Credentials
from automation.tokens.stores.sealed_file import SealedFile
from tests.networks.bluesky.opening import failed, publish
from tests.wire.bluesky import BlueskyStage
from tests.wire.bluesky_server import HANDLE, PASSWORD, BlueskyServer
from tests.wire.pace import NOON, FakeTime

NextRun = Callable[..., Network]


@pytest.fixture
def next_run(kopi: BlueskyStage, tmp_path: Path) -> Iterator[NextRun]:
    used: list[Http] = []

    def opened(*, password: str = PASSWORD, after: timedelta = timedelta(0)) -> Network:
        environment = {"BLUESKY_HANDLE_BRAND": HANDLE, "BLUESKY_APP_PASSWORD_BRAND": password}
        settings = load_settings(environment if password else {})
        http = Http(settings, clock=lambda: NOON + after, pace=FakeTime(luck=0.0).pace)
        used.append(http)
        channel = Channel(id=ChannelId("brand"), network="bluesky", address=kopi.address)
        found = Credentials(
            settings=settings, http=http, open_store=lambda: SealedFile(tmp_path)
        ).find
        return open_network(channel, settings, http, kopi.media, found)

    yield opened
    for http in used:
        http.close()


def calls(server: BlueskyServer, name: str) -> int:
    return sum(one.path.endswith(name) for one in server.asked)


def test_one_session_serves_many_runs(next_run: NextRun, server: BlueskyServer) -> None:
    for number in range(3):
        publish(next_run(), "Kopi", f"k{number}")

    assert (calls(server, "createSession"), calls(server, "refreshSession")) == (1, 0)


def test_a_session_of_yesterday_is_renewed_without_the_password(
    next_run: NextRun, server: BlueskyServer
) -> None:
    next_run().check()

    next_run(after=timedelta(days=1)).check()

    assert (calls(server, "createSession"), calls(server, "refreshSession")) == (1, 1)


def test_a_token_that_ends_in_the_middle_of_a_batch_is_renewed_and_each_post_goes_once(
    next_run: NextRun, server: BlueskyServer, kopi: BlueskyStage
) -> None:
    run = next_run()
    publish(run, "Pertama", "k1")
    server.sessions[-1].is_expired = True

    publish(run, "Kedua", "k2")

    assert kopi.texts() == ["Pertama", "Kedua"]
    assert calls(server, "refreshSession") == 1


def test_a_password_that_is_not_taken_is_told_and_the_right_one_put_in_its_place_is_used(
    next_run: NextRun, kopi: BlueskyStage
) -> None:
    error = failed(lambda: publish(next_run(password="salah-salah-salah"), "Kopi"))
    publish(next_run(), "Kopi")

    assert type(error) is Unauthorized
    assert kopi.texts() == ["Kopi"]


def test_without_either_it_is_said_which_to_set(next_run: NextRun) -> None:
    with pytest.raises(ConfigError, match="BLUESKY_HANDLE_BRAND, BLUESKY_APP_PASSWORD_BRAND"):
        next_run(password="")
