"""A workbook that cannot tell who typed: what a channel asks of it in vain is said at once."""

from collections.abc import Callable

import pytest

from automation.domain.run import Outcome
from automation.jobs.result import JobResult
from automation.rehearsal.network import Rehearsal
from tests.desk_builder import Team, Wired

WORDS = {"en": ("Comment", "Declared"), "id": ("Komentar", "Dinyatakan")}


@pytest.mark.parametrize("job", ["check", "doctor"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_proof_out_of_reach_is_said_before_anything_is_due(
    make: Callable[..., Team], network: Rehearsal, language: str, job: str
) -> None:
    team = make(language)
    team.write("channels", "brand", proof=WORDS[language][0])

    result = Wired(team, on_run=network.set_clock).run(job, "08:00")

    assert result.outcome is Outcome.NEEDS_PERSON
    [said] = result.needs
    assert all(word in said for word in ("brand", *WORDS[language]))
    assert said in team.cell("brand", "problems", tab="channels")
    assert not team.cell("support", "problems", tab="channels")


def test_a_proof_nobody_knows_stops_the_channel_instead_of_taking_any(
    team: Team, run: Callable[..., JobResult], network: Rehearsal
) -> None:
    team.write("channels", "brand", proof="blood")
    team.post("Kopi pagi")
    run("check", "08:00")
    team.approve("Kopi pagi")

    run("publish", "09:05")

    assert not network.posts("kopi_senja")


def test_a_run_shows_the_decisions_it_recorded_with_their_proof(
    team: Team, run: Callable[..., JobResult]
) -> None:
    team.post("Kopi pagi")
    run("check", "08:00")
    team.approve("Kopi pagi")

    result = run("check", "08:10")

    table = next(one for one in result.tables if one.title == "Decisions recorded")
    assert table.rows == [["Kopi pagi", "1", "Rina", "Approve", "Declared"]]
