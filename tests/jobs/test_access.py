"""What is known of a channel's access is written beside it by every run that looks at the channel."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from automation.domain.publishing.sign_in import Access, Trouble
from automation.domain.run import Outcome
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.http import Http
from automation.jobs.by_name import job_named
from automation.jobs.result import JobResult
from automation.networks import open_network
from automation.rehearsal.network import Rehearsal
from automation.settings import load_settings
from tests.desk_builder import Team, moment
from tests.wire.pace import FakeTime

NOW = moment("09:05")
RunWith = Callable[..., JobResult]


@pytest.fixture
def run_with(team: Team, network: Rehearsal) -> RunWith:
    network.set_clock(NOW)

    def run(job: str, access_of: Callable[[Channel], Access]) -> JobResult:
        settings, time = load_settings(dict(team.tokens)), FakeTime()
        http = Http(settings, clock=lambda: NOW, pace=time.pace)
        opener = partial(open_network, settings=settings, http=http, media=team.media)
        try:
            return job_named(job)(replace(team.context(NOW, opener), access_of=access_of))
        finally:
            http.close()

    return run


@pytest.mark.parametrize("job", ["check", "publish", "doctor"])
def test_the_end_of_access_stands_beside_the_channel_with_what_to_do(
    team: Team, run_with: RunWith, job: str
) -> None:
    team.post("Kopi susu")
    team.approve("Kopi susu")
    ends_at = NOW + timedelta(days=3, hours=1)

    result = run_with(job, lambda _: Access(is_kept=True, ends_at=ends_at))

    assert team.cell("brand", "token_expires_at", tab="channels") == ends_at.isoformat()
    assert "ends in 3 days" in team.cell("brand", "problems", tab="channels")
    assert any("lembar connect mastodon --channel brand" in line for line in result.needs)


def test_a_lost_renewal_is_said_in_the_runs_summary_and_the_post_still_goes_out(
    team: Team, run_with: RunWith
) -> None:
    team.post("Kopi susu")
    run_with("check", lambda _: Access())
    team.approve("Kopi susu")
    lost = Access(
        is_kept=True, ends_at=NOW + timedelta(hours=1), trouble=Trouble.LOST, trouble_at=NOW
    )

    result = run_with("publish", lambda _: lost)

    assert team.state("Kopi susu") == "published"
    assert result.outcome is Outcome.DONE
    assert any("answer was lost" in line for line in result.needs)


def test_a_store_that_cannot_be_read_is_said_beside_the_channel(
    team: Team, run_with: RunWith
) -> None:
    def unreadable(_channel: Channel) -> Access:
        raise ConfigError("The tokens in {file} are damaged.", "Put back a copy.", file="tokens")

    result = run_with("check", unreadable)

    assert "The tokens in tokens are damaged." in team.cell("brand", "problems", tab="channels")
    assert result.outcome is Outcome.NEEDS_PERSON


def test_what_the_network_says_of_a_token_we_do_not_keep_is_left_by_the_next_check(
    team: Team, run_with: RunWith
) -> None:
    run_with("doctor", lambda _: Access(is_kept=True, ends_at=NOW + timedelta(days=30)))
    before = team.cell("brand", "token_expires_at", tab="channels")

    run_with("check", lambda _: Access())

    assert team.cell("brand", "token_expires_at", tab="channels") == before != ""
