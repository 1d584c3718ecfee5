"""Films that are Reels: upright and short, published once, and known by their number."""

from dataclasses import replace
from datetime import timedelta

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaFile
from automation.errors import OutcomeUnknown, Rejected
from automation.networks.meta.facebook.reels import is_reel
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, Desk, failed
from tests.contracts.trouble import Trouble
from tests.networks.meta.posts import Kept, album_of
from tests.wire.facebook import FacebookServer

UPRIGHT = MediaFile(
    address="seduh.mp4", sha256="a" * 64, mime="video/mp4", byte_count=9,
    width=1080, height=1920, duration_s=20.0, frame_rate=30.0,
)  # fmt: skip


def reel(desk: Desk, text: str = "Cara menyeduh") -> Part:
    facts = {
        "mime": "video/mp4",
        "width": 1080,
        "height": 1920,
        "duration_s": 20.0,
        "frame_rate": 30.0,
    }
    file = album_of(desk).put(b"ftypmp42" * 400, "seduh.mp4", **facts)
    return Part(text=text, length=len(text), attachments=(Attachment(file=file),))


@pytest.mark.parametrize(
    ("changes", "is_one"),
    [
        ({}, True),
        ({"width": 540, "height": 960, "duration_s": 3.0}, True),
        ({"duration_s": 90.0}, True),
        ({"duration_s": 90.1}, False),
        ({"duration_s": 2.9}, False),
        ({"width": 1920, "height": 1080}, False),
        ({"width": 1080, "height": 1350}, False),
        ({"width": 360, "height": 640}, False),
        ({"frame_rate": 12.0}, False),
        ({"mime": "video/quicktime"}, False),
        ({"width": None, "height": None}, False),
        ({"duration_s": None}, False),
    ],
    ids=str,
)
def test_a_reel_is_upright_short_and_known_to_be_so(
    changes: dict[str, object], is_one: bool
) -> None:
    assert is_reel(replace(UPRIGHT, **changes)) is is_one  # type: ignore[arg-type]


def test_a_reel_is_sent_whole_and_published_once(desk: Desk, server: FacebookServer) -> None:
    receipt = desk.open().publish(reel(desk), attempt("k"))

    (out,) = server.reels.values()
    assert (out.body, out.text) == (b"ftypmp42" * 400, "Cara menyeduh")
    assert receipt.url == f"https://www.facebook.com/reel/{out.id}/"
    assert server.entries == []
    assert desk.open().look_up(receipt.url) == receipt


@pytest.mark.parametrize("trouble", [Trouble.LOST, Trouble.ERROR_AFTER])
def test_a_reel_whose_answer_was_lost_is_found_and_adopted(
    desk: Desk, server: FacebookServer, trouble: Trouble
) -> None:
    kept = Kept()
    desk.trouble(trouble)
    assert (
        type(failed(lambda: desk.open().publish(reel(desk), kept.attempt(desk)))) is OutcomeUnknown
    )

    found = desk.open().find(reel(desk), kept.attempt(desk), NOBODY)
    again = desk.open().publish(reel(desk), kept.attempt(desk))

    assert found == again
    assert len(server.reels) == 1


def test_a_reel_that_never_left_is_not_there(desk: Desk, server: FacebookServer) -> None:
    kept = Kept()
    desk.trouble(Trouble.ERROR_BEFORE)
    failed(lambda: desk.open().publish(reel(desk), kept.attempt(desk)))

    assert desk.open().find(reel(desk), kept.attempt(desk), NOBODY) is None
    desk.open().publish(reel(desk), kept.attempt(desk))

    assert [one.text for one in server.reels.values()] == ["Cara menyeduh"]


def test_a_reel_that_facebook_cannot_process_is_said(desk: Desk, server: FacebookServer) -> None:
    server.film_status = "error"

    error = failed(lambda: desk.open().publish(reel(desk), attempt("k")))

    assert type(error) is Rejected
    assert "could not process" in str(error)


def test_the_credential_goes_nowhere_but_to_facebook(desk: Desk, server: FacebookServer) -> None:
    server.url, real = "http://localhost.kopi.example", server.url

    error = failed(
        lambda: desk.open(address=f"{real}/kopi_senja").publish(reel(desk), attempt("k"))
    )

    assert "something else" in str(error)
    assert [one.body for one in server.reels.values()] == [b""]


def test_comments_below_a_reel_are_read_and_the_first_is_ours(
    desk: Desk, server: FacebookServer
) -> None:
    network = desk.open()
    receipt = network.publish(reel(desk), attempt("k/0"))
    begun = attempt("k/1", since=desk.started_at, reply_to=receipt)
    comment = network.publish(Part(text="Resep di sini", length=13), begun)
    author = desk.stage.write_to_us(receipt, "Berapa gram?")

    (message,) = network.fetch_messages(desk.started_at - timedelta(seconds=2))

    assert (message.author, message.text) == (author, "Berapa gram?")
    assert network.find(Part(text="Resep di sini"), begun, NOBODY) == comment
    assert network.fetch_snapshot(receipt).replies == 2
