"""A row that asks what became of its post: on which channels, and which answers count for them."""

import pytest

from automation.rehearsal.network import Effect, Fault
from tests.jobs.steps import approved
from tests.promises.boundaries import Killed, once

STATUSES = "/statuses$"
CUT = Fault(effect=Effect.CUT, methods="^POST$", path=STATUSES)
LOST = Fault(effect=Effect.LOST, methods="^POST$", path=STATUSES)
BLIND = Fault(effect=Effect.STATUS, status=500, methods="^GET$", path=STATUSES, count=9)
"""The look for our own posts fails."""
THERE, NOT_THERE = "It is there", "It is not there"
ROW = "Kopi pagi"


def kill() -> None:
    raise Killed


@pytest.fixture
def publish_and_die(run):
    """Publish; the machine goes off once the network has stored the first post."""

    def publish(at):
        with pytest.raises(Killed):
            run("publish", at, hook=once("after publish", kill))

    return publish


@pytest.fixture
def publish_amid(run, network):
    """Publish while the network misbehaves."""

    def publish(at, *faults):
        armed = [network.add_fault(fault) for fault in faults]
        run("publish", at)
        for one in armed:
            network.clear_faults(one)

    return publish


def test_a_channel_that_was_taken_out_of_the_row_is_still_asked_about(
    team, run, public, publish_and_die
):
    approved(team, run)
    publish_and_die("09:05")
    team.edit(ROW, channels="support", text="Kopi sore")

    run("check", "09:21")

    assert len(public()) == 1
    assert team.state(ROW) == "unknown"
    assert "It was sent to brand" in team.cell(ROW, "problems")
    team.edit(ROW, answer=THERE)
    run("publish", "09:22")
    assert team.events()[-1] == "seen"
    assert team.state(ROW) == "waiting"


def test_an_answer_about_one_channel_is_not_taken_for_one_about_another(
    team, run, public, publish_amid, publish_and_die
):
    approved(team, run)
    publish_amid("09:05", LOST, BLIND)
    team.edit(ROW, channels="brand, support")
    run("check", "09:06")
    team.approve(ROW, "approve_again")
    run("check", "09:07")
    publish_and_die("09:10")
    team.edit(ROW, text="Kopi sore", answer=NOT_THERE)

    run("publish", "09:12")
    run("publish", "09:26")

    assert len(public("kopi_senja_bantuan")) == 1
    assert team.state(ROW) == "unknown"
    asked = team.cell(ROW, "problems")
    assert "It was sent to support" in asked
    assert "It was sent to brand" not in asked
    assert "is older than this question" in asked


def test_the_same_answer_counts_again_once_the_old_one_was_emptied(
    team, run, public, publish_amid, network
):
    network.add_fault("keys-ignored")
    approved(team, run)
    publish_amid("09:05", CUT, BLIND)
    team.edit(ROW, text="Kopi sore", answer=NOT_THERE)
    run("publish", "09:30")
    team.approve(ROW, "approve_again")
    publish_amid("09:31", CUT, BLIND)
    team.edit(ROW, text="Kopi malam")
    run("check", "09:40")
    before = team.cell(ROW, "problems")

    team.edit(ROW, answer=None)
    run("check", "09:41")
    emptied = team.cell(ROW, "problems")
    team.edit(ROW, answer=NOT_THERE)
    run("publish", "09:45")

    assert "Empty “Is it there?”" in before
    assert "choose an answer in “Is it there?”" in emptied
    assert team.events()[-1] == "absent"
    assert public() == []


def test_a_question_is_noted_once(team, run, publish_and_die):
    approved(team, run)
    publish_and_die("09:05")
    team.edit(ROW, text="Kopi sore")

    run("check", "09:21")
    again = run("check", "09:26")

    assert team.events() == ["claimed", "unknown"]
    assert not again.changed
