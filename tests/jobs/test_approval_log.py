"""The approval log, edited by hand: what it no longer proves lets nothing out."""

import pytest

from tests.jobs.steps import approved


def edited_after_approval(team, run):
    approved(team, run)
    team.edit("Kopi pagi", text="Diskon 90 persen")
    run("check", "08:02")


@pytest.mark.parametrize("column", ["revision", "decision", "member"])
def test_a_changed_approval_in_the_log_lets_nothing_out(team, run, public, column):
    edited_after_approval(team, run)
    forged = {
        "revision": team.cell("Kopi pagi", "revision"),
        "decision": "Reject",
        "member": "Agus",
    }
    place = list(team.records("approvals")[0]).index(column)
    team.book.fill("Approvals", 1, {place: forged[column]})

    run("publish", "09:05")

    assert public() == []
    assert "read the row once more and choose “Approve again”" in team.cell("Kopi pagi", "problems")


def test_an_emptied_approval_log_asks_for_every_decision_again(team, run, public):
    edited_after_approval(team, run)
    team.book.backend.delete_row("Approvals", 1)
    run("publish", "09:05")
    held = len(public())

    team.approve("Kopi pagi", "approve_again")
    run("publish", "09:10")

    assert held == 0
    assert len(public()) == 1
