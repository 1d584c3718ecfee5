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
        "revision": team.cell("Kopi pagi", "revision").partition(" ")[0],
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


def test_the_decision_in_a_copy_with_an_id_made_by_hand_does_not_count(team, run):
    team.post("Kopi pagi")
    run("check", "08:00")
    team.approve("Kopi pagi")
    original = team.place("calendar", "Kopi pagi")
    copied = dict(enumerate(team.book.rows("Calendar")[original]))
    header = team.book.rows("Calendar")[0]
    by_hand = {header.index("Post ID"): "P-by-hand", header.index("Title"): "Kopi sore"}
    team.book.fill("Calendar", len(team.book.rows("Calendar")), {**copied, **by_hand})

    run("check", "08:05")

    counts = {row["title"]: row["counts"] for row in team.records("approvals")}
    assert counts == {"Kopi pagi": "Yes", "Kopi sore": "No"}
