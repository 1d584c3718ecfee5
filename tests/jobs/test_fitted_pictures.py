"""With “Fit pictures” on, what a network would refuse goes out fitted; the approval is of the original."""

import io
from pathlib import Path

import httpx
import pytest
from PIL import Image

from automation.media import MediaStore
from automation.rehearsal.network import Rehearsal
from tests.desk_builder import Team, Wired
from tests.media.photos import PHONE, noise, packed, photo


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "warung.jpg").write_bytes(photo(noise((900, 600)), orientation=6))
    return tmp_path


@pytest.fixture
def wired(team: Team, network: Rehearsal, folder: Path) -> Wired:
    def begin(now: object) -> None:
        network.set_clock(now)  # type: ignore[arg-type]
        team.media = MediaStore(folder, fetch=lambda *_: None)

    begin_once = Wired(team, on_run=begin)
    team.media = MediaStore(folder, fetch=lambda *_: None)
    return begin_once


def uploads(network: Rehearsal) -> list[bytes]:
    """Return the files of the brand's posts as anybody gets them."""
    ids = [media for post in network.posts("kopi_senja") for media in post.media_ids]
    return [httpx.get(f"{network.url}/media/{one}/foto.jpg").content for one in ids]


def planned(team: Team, wired: Wired, fit: str) -> None:
    team.set("fit_pictures", fit)
    team.post("Warung", media="warung.jpg", alt_text="Warung di pagi hari")
    wired.run("check", "08:00")


def test_left_off_a_photos_place_is_said_and_the_photo_goes_as_it_is(
    team: Team, wired: Wired, network: Rehearsal, folder: Path
) -> None:
    planned(team, wired, "No")

    assert "tells where it was taken" in team.cell("Warung", "problems")
    team.approve("Warung")
    wired.run("check", "08:01")
    wired.run("publish", "09:05")

    assert uploads(network) == [(folder / "warung.jpg").read_bytes()]


def test_switched_on_it_goes_out_upright_and_without_its_place(
    team: Team, wired: Wired, network: Rehearsal
) -> None:
    planned(team, wired, "Yes")
    assert "taken" not in team.cell("Warung", "problems")
    team.approve("Warung")
    wired.run("check", "08:01")

    wired.run("publish", "09:05")

    [sent] = uploads(network)
    assert team.state("Warung") == "published"
    assert PHONE.encode() not in sent
    assert Image.open(io.BytesIO(sent)).size == (600, 900)


def test_the_preview_says_what_will_be_sent(team: Team, wired: Wired) -> None:
    planned(team, wired, "Yes")

    shown = str([table.rows for table in wired.run("preview", "08:30").tables])

    assert "will be sent as 600×900 JPEG, " in shown


def test_another_original_reopens_the_approval_and_switching_does_not(
    team: Team, wired: Wired, folder: Path
) -> None:
    planned(team, wired, "No")
    team.approve("Warung")
    wired.run("check", "08:01")
    team.set("fit_pictures", "Yes")
    wired.run("check", "08:02")
    assert team.state("Warung") == "scheduled"

    (folder / "warung.jpg").write_bytes(packed(noise()))
    wired.run("check", "08:03")

    assert team.state("Warung") == "waiting"
