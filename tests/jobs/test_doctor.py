"""The doctor asks every channel whether it lets us in, and writes the answer beside it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from automation.domain.publishing.network import ChannelCheck, Network
from automation.domain.run import Outcome
from automation.domain.team.channel import Channel
from automation.jobs.by_name import job_named
from automation.jobs.result import JobResult
from automation.rehearsal.network import Rehearsal
from tests.desk_builder import MemoryBook, Team, Wired, make_team, moment

Run = Callable[..., JobResult]


def found(result: JobResult) -> dict[str, list[str]]:
    """Return what is shown of each channel: its state, when access ends, and what to do."""
    return {row[0]: list(row[2:]) for row in result.tables[0].rows}


def test_a_channel_that_lets_us_in_is_named_with_its_account(team: Team, run: Run) -> None:
    result = run("doctor", "09:05")

    assert found(result)["brand"] == ["✓ @kopi_senja@127.0.0.1 (rehearsal)", "", ""]
    assert team.cell("brand", "state", tab="channels") == "✓ @kopi_senja@127.0.0.1 (rehearsal)"
    assert (result.outcome, result.needs) == (Outcome.DONE, [])
    assert result.headline == "2 of 2 channels let us in"


def test_asking_again_changes_nothing(team: Team, run: Run) -> None:
    run("doctor", "09:05")
    before = team.everything()

    result = run("doctor", "09:05")

    assert team.everything() == before
    assert not result.changed


def test_a_revoked_token_is_named_with_what_to_do_and_the_others_are_still_asked(
    team: Team, run: Run, network: Rehearsal
) -> None:
    network.add_fault("token-revoked", account="kopi_senja")

    result = run("doctor", "09:05")

    state, _, why = found(result)["brand"]
    assert state == "does not answer"
    assert "MASTODON_TOKEN_BRAND" in why
    assert found(result)["support"][0].startswith("✓")
    assert result.outcome is Outcome.NEEDS_PERSON
    assert why in team.cell("brand", "problems", tab="channels")


def test_a_missing_token_names_the_variable_and_nobody_elses_secret(team: Team, run: Run) -> None:
    team.tokens = {"MASTODON_TOKEN_SUPPORT": "rehearsal-kopi-senja-bantuan"}

    result = run("doctor", "09:05")

    assert "MASTODON_TOKEN_BRAND is not set" in found(result)["brand"][2]
    assert "rehearsal-kopi-senja-bantuan" not in result.as_html()


def test_a_token_of_another_account_is_not_let_in(team: Team, run: Run) -> None:
    team.tokens = {**team.tokens, "MASTODON_TOKEN_BRAND": "rehearsal-kopi-senja-bantuan"}

    result = run("doctor", "09:05")

    assert found(result)["brand"][0] == "does not answer"
    assert "kopi_senja_bantuan" in found(result)["brand"][2]


def test_what_a_healed_channel_said_before_is_taken_away(
    team: Team, run: Run, network: Rehearsal
) -> None:
    network.add_fault("token-revoked", account="kopi_senja")
    run("doctor", "09:05")
    network.clear_faults()

    run("doctor", "09:10")

    assert team.cell("brand", "problems", tab="channels") == ""
    assert team.cell("brand", "state", tab="channels").startswith("✓")


def test_a_channel_that_is_switched_off_is_not_asked(
    team: Team, run: Run, network: Rehearsal
) -> None:
    team.write("channels", "support", active="no")

    result = run("doctor", "09:05")

    assert found(result)["support"] == ["switched off", "", ""]
    assert "Bearer rehearsal-kopi-senja-bantuan" not in str(network.calls())
    assert result.outcome is Outcome.DONE


def test_a_team_without_a_channel_is_told_where_to_add_one() -> None:
    result = Wired(make_team()).run("doctor", "09:05")

    assert result.tables[0].empty == "There is no channel yet. Add one in the channels tab."
    assert result.headline == "0 of 0 channels let us in"


class Announcing:
    """A network whose credential is about to end, as those with short-lived tokens tell."""

    def __init__(self, check: ChannelCheck) -> None:
        self._check = check

    def check(self) -> ChannelCheck:
        return self._check


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (timedelta(days=8), ""),
        (timedelta(days=7), "7"),
        (timedelta(hours=5), "0"),
        (timedelta(days=-3), "has ended"),
    ],
)
def test_access_that_ends_within_a_week_is_said_in_time(left: timedelta, said: str) -> None:
    team = make_team(MemoryBook("en"), brand="http://127.0.0.1:1/@kopi_senja")
    now = moment("09:05")
    check = ChannelCheck(account="@kopi_senja", expires_at=now + left)

    def opened(_channel: Channel) -> Network:
        return Announcing(check)  # type: ignore[return-value]  # the doctor only checks

    result = job_named("doctor")(team.context(now, opened))

    _, ends, why = found(result)["brand"]
    assert ends == (now + left).isoformat()
    assert bool(why) is bool(said)
    assert said in why


def test_a_right_the_token_lacks_is_named() -> None:
    team = make_team(MemoryBook("en"), brand="http://127.0.0.1:1/@kopi_senja")
    check = ChannelCheck(account="@kopi_senja", missing_rights=["write:media"])

    result = job_named("doctor")(
        team.context(moment("09:05"), lambda _: Announcing(check))  # type: ignore[arg-type, return-value]
    )

    assert "write:media" in found(result)["brand"][2]
    assert result.outcome is Outcome.NEEDS_PERSON


def test_in_indonesian_it_speaks_indonesian(make: Callable[..., Team], network: Rehearsal) -> None:
    network.add_fault("token-revoked", account="kopi_senja")

    page = Wired(make("id"), on_run=network.set_clock).run("doctor", "09:05").as_html()

    for word in ("does not answer", "channels let us in", "rehearsal", "Access ends"):
        assert word not in page
