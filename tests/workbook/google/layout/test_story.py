"""From an empty Google Sheet to a published post, by the people who may do each step."""

from collections.abc import Iterator

import pytest

from automation.language import LANGUAGES
from automation.rehearsal.network import Rehearsal, start_rehearsal
from automation.rehearsal.sheets.refusals import Refused
from automation.rehearsal.sheets.world import OWNER
from tests.desk_builder import Team, Wired
from tests.workbook.google.layout.laid import MAIL, Laid, laid_out


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


def staffed(laid: Laid, network: Rehearsal) -> Team:
    """Return the team of a laid-out sheet, with its people and one channel."""
    team = Team(laid, laid.language)
    for name, roles in {"Sari": "creator", "Rina": "manager", "Agus": "legal"}.items():
        team.add("members", name=name, roles=roles, email=MAIL[name])
    address = f"{network.url}/@kopi_senja"
    team.add("channels", channel="brand", network="mastodon", address=address, policy="required")
    return team


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_an_empty_sheet_to_a_published_post(language: str, network: Rehearsal) -> None:
    laid = Laid(language)
    laid.init()
    team = staffed(laid, network)
    laid.init()
    wired = Wired(team, on_run=network.set_clock)

    team.post("Kopi pagi")
    wired.run("check", "08:00")
    assert team.state("Kopi pagi") == "waiting"
    team.approve("Kopi pagi")
    wired.run("publish", "09:05")

    assert team.state("Kopi pagi") == "published"
    assert len(network.posts("kopi_senja")) == 1
    laid.init()
    assert laid.writes == 0


def test_only_who_holds_the_level_can_fill_in_a_decision(network: Rehearsal) -> None:
    laid = laid_out()
    team = staffed(laid, network)
    done = laid.init()
    team.post("Kopi pagi")
    place = team.place("calendar", "Kopi pagi")
    decision = {laid.column("calendar", "decision_1"): "Approve"}

    with pytest.raises(Refused, match="protected"):
        laid.fill("Calendar", place, decision, address=MAIL["Sari"])
    laid.fill("Calendar", place, decision, address=MAIL["Rina"])

    assert team.cell("Kopi pagi", "decision_1") == "Approve"
    assert any(MAIL["Rina"] in str(one) for one in done.repaired)


def test_when_the_members_change_so_do_the_editors(network: Rehearsal) -> None:
    laid = laid_out()
    team = staffed(laid, network)
    laid.init()

    team.write("members", "Agus", roles="legal, final")
    laid.init()
    both = laid.guards("calendar")["calendar/decision_1"]["editors"]["users"]
    team.write("members", "Rina", active="No")
    laid.init()
    one = laid.guards("calendar")["calendar/decision_1"]["editors"]["users"]
    laid.init()

    assert {MAIL["Rina"], MAIL["Agus"]} <= set(both)
    assert MAIL["Agus"] in one
    assert MAIL["Rina"] not in one
    assert laid.writes == 0


def test_a_level_that_cannot_be_protected_is_said_and_stays_open(network: Rehearsal) -> None:
    laid = laid_out()
    team = staffed(laid, network)
    laid.init()

    team.write("members", "Rina", email=None)
    done = laid.init()

    assert "calendar/decision_1" not in laid.guards("calendar")
    assert any("Rina" in str(note) for note in done.notes)
    assert any("no longer protected" in str(one) for one in done.repaired)


def test_every_member_gets_a_view_of_their_own_posts(network: Rehearsal) -> None:
    laid = laid_out()
    assert set(laid.views()) == {"To approve", "Stuck", "This week"}

    staffed(laid, network)
    laid.init()

    view = laid.views()["Mine: Sari"]
    [spec] = view["filterSpecs"]
    assert spec["columnIndex"] == laid.column("calendar", "owner")
    assert spec["filterCriteria"]["condition"]["values"] == [{"userEnteredValue": "Sari"}]


def test_the_views_hide_the_states_that_are_not_theirs() -> None:
    laid = laid_out()

    [waiting] = laid.views()["To approve"]["filterSpecs"]
    [stuck] = laid.views()["Stuck"]["filterSpecs"]

    assert {"Published", "Sudah terbit", ""} <= set(waiting["filterCriteria"]["hiddenValues"])
    assert "Waiting for approval" not in waiting["filterCriteria"]["hiddenValues"]
    assert not {"Missed", "Terlewat", "Please look"} & set(stuck["filterCriteria"]["hiddenValues"])


def test_a_trainer_has_a_view_of_what_waits_and_every_member_of_their_own(
    network: Rehearsal,
) -> None:
    laid = laid_out()
    staffed(laid, network)
    laid.init()

    views = laid.views("assignments")
    [waiting] = views["To mark"]["filterSpecs"]
    [mine] = views["Mine: Sari"]["filterSpecs"]

    hidden = set(waiting["filterCriteria"]["hiddenValues"])
    assert {"Done", "Terbuka", ""} <= hidden
    assert not {"Waiting for the trainer", "Menunggu pelatih"} & hidden
    assert mine["columnIndex"] == laid.column("assignments", "member")


def test_a_decision_in_a_laid_out_sheet_is_proven_by_its_protection(network: Rehearsal) -> None:
    laid = laid_out()
    team = staffed(laid, network)
    laid.init()
    team.set("trusted_editors", OWNER)
    wired = Wired(team, on_run=network.set_clock)

    team.post("Kopi pagi")
    wired.run("check", "08:00")
    team.approve("Kopi pagi")
    wired.run("check", "08:10")

    assert [row["proof"] for row in team.records("approvals")] == ["Protected"]
