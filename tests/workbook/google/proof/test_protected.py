"""Who approved, as protected cells can prove it, and what proof costs.

Three people: Rina, who manages; Agus, for the law; Tono, who may edit the sheet and decides nothing.
"""

import pytest

from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.world import OWNER
from tests.contracts.google_stage import ROBOT
from tests.workbook.google.proof.people import POST, RINA, TONO, Desk


@pytest.mark.parametrize(
    ("editors", "columns", "proof"),
    [
        pytest.param([ROBOT, RINA], ("approver_1", "decision_1"), "protected", id="its people"),
        pytest.param([ROBOT, RINA, TONO], ("approver_1", "decision_1"), "declared", id="one more"),
        pytest.param([ROBOT, RINA], ("decision_1",), "declared", id="the approver's cell is open"),
        pytest.param([RINA], ("approver_1", "decision_1"), "declared", id="we are not told who"),
    ],
)
def test_a_decision_is_protected_only_if_just_that_levels_people_could_type_it(
    english: Desk, editors: list[str], columns: tuple[str, ...], proof: str
) -> None:
    english.team.set("trusted_editors", OWNER)
    english.protect(*editors, columns=columns)
    english.team.approve(POST)

    english.run("check", "08:20")

    assert english.proofs() == [("Rina", "approve", proof, "yes")]


def test_an_owner_of_the_file_who_does_not_hold_the_level_weakens_the_proof(english: Desk) -> None:
    english.protect(ROBOT, RINA)
    english.team.approve(POST)

    english.run("check", "08:20")

    assert english.proofs() == [("Rina", "approve", "declared", "yes")]


def test_requiring_more_later_holds_what_was_approved_before(
    english: Desk, network: Rehearsal
) -> None:
    english.team.approve(POST)
    english.run("check", "08:20")
    assert english.state == "scheduled"

    english.requires("protected")
    english.run("publish", "09:05")

    assert not network.posts("kopi_senja")
    assert "could have been typed by anyone" in english.problems

    english.requires("declared")
    english.run("publish", "09:10")
    assert len(network.posts("kopi_senja")) == 1


def test_a_channel_that_leads_elsewhere_asks_again(english: Desk, network: Rehearsal) -> None:
    english.team.approve(POST)
    english.run("check", "08:20")

    english.team.write("channels", "brand", address=f"{network.url}/@kopi_senja_bantuan")
    english.run("publish", "09:05")

    assert not network.posts("kopi_senja")
    assert "leads to another address" in english.problems

    english.team.approve(POST, "approve_again")
    english.run("check", "09:06")
    assert english.team.state(POST) in ("scheduled", "needs_work")


def test_knowing_who_costs_no_call_more(english: Desk) -> None:
    english.protect(ROBOT, RINA)
    english.comment(RINA, "approve", "08:10")
    english.run("check", "08:20")
    backend = english.book.open()

    english.wired.run("publish", "08:30", backend=backend)

    assert (backend.calls.reads, backend.calls.writes) == (2, 0)
