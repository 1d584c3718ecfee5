"""Posts with pictures from Google Drive: approved by content, and sent without the credential."""

from collections.abc import Iterator

import pytest

from automation.rehearsal.network import Rehearsal, start_rehearsal
from tests.desk_builder import Team, Wired, make_team
from tests.media.conftest import DriveStand, noise


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


@pytest.fixture
def team(network: Rehearsal) -> Team:
    return make_team(brand=f"{network.url}/@kopi_senja")


@pytest.fixture
def wired(team: Team, network: Rehearsal, drive: DriveStand) -> Wired:
    """Every run looks at Drive anew, as runs do."""

    def begin(now: object) -> None:
        network.set_clock(now)  # type: ignore[arg-type]
        team.media = drive.store()

    wired = Wired(team, on_run=begin)
    team.media = drive.store()
    return wired


def planned(team: Team, wired: Wired, file_id: str) -> None:
    address = f"https://drive.google.com/file/d/{file_id}/view?usp=sharing"
    team.post("Kopi", media=address, alt_text="Segelas kopi susu")
    wired.run("check", "08:00")


def test_a_picture_in_drive_is_approved_and_published(
    team: Team, wired: Wired, drive: DriveStand, network: Rehearsal
) -> None:
    planned(team, wired, drive.put())
    team.approve("Kopi")
    wired.run("check", "08:01")

    wired.run("publish", "09:05")

    [post] = network.posts("kopi_senja")
    assert team.state("Kopi") == "published"
    assert len(post.media_ids) == 1


def test_another_file_under_the_same_link_reopens_the_approval(
    team: Team, wired: Wired, drive: DriveStand, network: Rehearsal
) -> None:
    file_id = drive.put()
    planned(team, wired, file_id)
    team.approve("Kopi")
    wired.run("check", "08:01")
    assert team.state("Kopi") in ("approved", "scheduled")

    drive.sheets.drive.change(file_id, noise())
    wired.run("publish", "09:05")

    assert not network.posts("kopi_senja")
    assert team.state("Kopi") == "waiting"


def test_a_picture_nobody_shared_asks_before_the_approval(
    team: Team, wired: Wired, drive: DriveStand
) -> None:
    planned(team, wired, drive.sheets.drive.put("foto.png", noise()))

    assert "is not shared with lembar@rehearsal" in team.cell("Kopi", "problems")
    assert team.state("Kopi") == "needs_work"


def test_a_picture_withdrawn_after_the_approval_is_not_published(
    team: Team, wired: Wired, drive: DriveStand, network: Rehearsal
) -> None:
    file_id = drive.put()
    planned(team, wired, file_id)
    team.approve("Kopi")
    wired.run("check", "08:01")

    drive.sheets.drive.withdraw(file_id, "lembar@rehearsal.iam.gserviceaccount.com")
    wired.run("publish", "09:05")

    assert not network.posts("kopi_senja")
    assert "presses Share" in team.cell("Kopi", "problems")
