"""What is special about pins: boards, pictures side by side, films, trial access, and estimates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    NetworkError,
    NotReady,
    Rejected,
    Unauthorized,
    Unsupported,
)
from automation.http import Http
from automation.networks import open_network
from automation.networks.pinterest.header import board_of
from automation.settings import load_settings
from tests.attempts import attempt
from tests.wire.pace import FakeTime
from tests.wire.pinterest import TOKEN, PinServer, PinterestStage


@dataclass
class Board:
    """A stage and its network."""

    stage: PinterestStage
    open: Callable[..., Network]

    @property
    def server(self) -> PinServer:
        return self.stage.server

    def pictures(self, count: int, text: str = "Kopi", headline: str = "") -> Part:
        files = [self.stage.media.put(b"%d" % n, f"{n}.png") for n in range(count)]
        attachments = tuple(
            Attachment(file=one, alt_text=f"Cangkir {n}") for n, one in enumerate(files)
        )
        return Part(text=text, length=len(text), attachments=attachments, headline=headline)


@pytest.fixture
def board() -> Iterator[Board]:
    stage, used = PinterestStage(), []
    settings = load_settings({"PINTEREST_TOKEN": TOKEN})

    def opened(address: str = "") -> Network:
        time = FakeTime(luck=0.0)
        http = Http(settings, clock=time.now, pace=time.pace)
        used.append(http)
        channel = Channel(
            id=ChannelId("brand"), network="pinterest", address=address or stage.address
        )
        return open_network(channel, settings, http, stage.media)

    yield Board(stage, opened)
    for http in used:
        http.close()
    stage.stop()


def failed(call: Callable[[], object]) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(
    "address",
    [
        "https://www.pinterest.com/kopisenja/resep-kopi/",
        "https://id.pinterest.com/kopisenja/resep-kopi?x=1",
        "https://pinterest.co.uk/kopisenja/resep-kopi",
    ],
)
def test_a_board_is_read_off_the_address_people_know(address: str) -> None:
    found = board_of(Channel(id=ChannelId("brand"), network="pinterest", address=address))

    assert (found.owner, found.slug) == ("kopisenja", "resep-kopi")


@pytest.mark.parametrize(
    "address", ["https://www.pinterest.com/kopisenja/", "https://pinterest.example.com/a/b", "https://evil.example/a/b"]
)  # fmt: skip
def test_an_address_without_a_board_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="brand"):
        board_of(Channel(id=ChannelId("brand"), network="pinterest", address=address))


def test_a_board_may_be_named_by_its_number(board: Board) -> None:
    network = board.open(f"{board.server.url}/kopi_senja/7001")

    network.publish(board.pictures(1), attempt("k"))

    assert [one["board_id"] for one in board.server.pins.values()] == ["7001"]


def test_a_board_that_is_not_there_is_named_with_those_that_are(board: Board) -> None:
    with pytest.raises(ConfigError, match=r"Resep, Kopi & Susu"):
        board.open(f"{board.server.url}/kopi_senja/teh").publish(board.pictures(1), attempt("k"))


def test_one_picture_has_its_headline_link_and_alt_text(board: Board) -> None:
    part = board.pictures(1, "Resep di https://kopisenja.example/resep", headline="Kopi susu")

    board.open().publish(part, attempt("k"))

    (pin,) = board.server.pins.values()
    assert (pin["title"], pin["alt_text"], pin["link"]) == (
        "Kopi susu",
        "Cangkir 0",
        "https://kopisenja.example/resep",
    )
    assert pin["media_source"]["source_type"] == "image_base64"


def test_several_pictures_stand_side_by_side_with_one_alt_text(board: Board) -> None:
    board.open().publish(board.pictures(5), attempt("k"))

    (pin,) = board.server.pins.values()
    assert len(pin["media_source"]["items"]) == 5
    assert pin["alt_text"].splitlines() == [f"Cangkir {n}" for n in range(5)]


def test_alt_texts_that_are_too_long_together_are_refused_before_anything_is_sent(
    board: Board,
) -> None:
    part = board.pictures(2)
    long = replace(
        part, attachments=tuple(replace(one, alt_text="k" * 250) for one in part.attachments)
    )

    error = failed(lambda: board.open().publish(long, attempt("k")))

    assert (type(error), error.call.sent) == (Rejected, "no")
    assert board.server.asked == []


@pytest.mark.parametrize("emoji", ["🌴", "é"], ids=["emoji", "combining"])
def test_a_text_is_counted_in_code_points(board: Board, emoji: str) -> None:
    text = emoji + "k" * (800 - len(emoji))

    board.open().publish(board.pictures(1, text), attempt("k"))

    assert board.stage.texts() == [text]


def test_a_pin_without_a_picture_and_a_thread_are_refused(board: Board) -> None:
    network = board.open()
    receipt = network.publish(board.pictures(1), attempt("k"))

    assert type(failed(lambda: network.publish(Part(text="Halo"), attempt("k")))) is Rejected
    with pytest.raises(Unsupported):
        network.publish(board.pictures(1), attempt("k", reply_to=receipt))


def test_an_app_on_trial_is_told_what_to_ask_for(board: Board) -> None:
    board.server.is_trial = True

    error = failed(lambda: board.open().publish(board.pictures(1), attempt("k")))

    assert (type(error), error.call.sent) == (Unauthorized, "no")
    assert "Standard access" in str(error)


def test_a_film_in_work_is_gone_on_with_by_the_next_run(board: Board) -> None:
    board.server.polls_left = -1
    kept: dict[str, str] = {}

    error = failed(
        lambda: board.open().publish(board.stage.part(), attempt("k", keep=kept.__setitem__))
    )
    board.server.films[kept["media"]]["left"] = 0
    board.open().publish(board.stage.part(), attempt("k", kept=kept))

    assert type(error) is NotReady
    assert len(board.server.films) == len(board.server.pins) == 1


def test_a_film_that_was_cut_off_or_forgotten_is_sent_again(board: Board) -> None:
    board.server.films["123"] = {"status": "registered", "left": 0}

    for kept in ({"media": "123"}, {"media": "999"}):
        board.open().publish(board.stage.part(), attempt("k", kept=kept))

    assert len(board.server.pins) == 2


def test_a_film_pinterest_cannot_use_is_the_owners_to_change(board: Board) -> None:
    board.server.film_fails = True
    kept: dict[str, str] = {}

    error = failed(
        lambda: board.open().publish(board.stage.part(), attempt("k", keep=kept.__setitem__))
    )

    assert (type(error), error.call.sent, kept["media"]) == (Rejected, "no", "")
    assert board.server.pins == {}


def test_no_credential_reaches_the_store_of_films(board: Board) -> None:
    board.open().publish(board.stage.part(), attempt("k"))

    (upload,) = [one for one in board.server.asked if one.path == "/store"]
    assert "authorization" not in upload.headers


def test_a_pin_is_found_on_whatever_page_it_stands(board: Board) -> None:
    board.server.page_size = 2
    network = board.open()
    receipts = [
        network.publish(board.pictures(1, f"Kopi nomor {n}0{n}"), attempt(f"{n}")) for n in range(5)
    ]
    begun = attempt("4", since=receipts[0].published_at - timedelta(minutes=1))

    assert network.find(board.pictures(1, "Kopi nomor 404"), begun, set()) == receipts[4]


def test_numbers_are_told_as_far_as_the_pin_has_them(board: Board) -> None:
    network = board.open()
    receipt = network.publish(board.pictures(1), attempt("k"))

    numbers = network.fetch_snapshot(receipt)

    assert (numbers.impressions, numbers.clicks, numbers.saves) == (240, 20, 8)
    assert (numbers.likes, numbers.replies, numbers.video_views) == (12, 1, None)


def test_a_pin_is_looked_up_by_its_page(board: Board) -> None:
    network = board.open()
    receipt = network.publish(board.pictures(1), attempt("k"))

    assert (
        network.look_up(f"https://id.pinterest.com/pin/kopi-susu--{receipt.network_id}/") == receipt
    )
    board.server.pins[receipt.network_id]["is_owner"] = False
    assert network.look_up(receipt.url) is None
