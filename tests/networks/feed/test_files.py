"""What is special about a feed: two files on a disk, read back, and what may happen to them."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    Gone,
    MediaError,
    NetworkError,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.http import Http
from automation.networks import open_network
from automation.networks.feed import shelf
from automation.settings import load_settings
from tests.attempts import attempt
from tests.networks.desk import failed
from tests.wire.album import Album
from tests.wire.feed import ATOM, FeedStage
from tests.wire.pace import FakeTime

KOPI = Part(text="Kopi susu & <gula> aren 🌴\n\nPesan: https://kopisenja.example/menu #kopi")


@pytest.fixture
def stage() -> Iterator[FeedStage]:
    made = FeedStage()
    yield made
    made.stop()


@contextmanager
def opening(stage: FeedStage, address: str = "", *, rehearsal: bool = False) -> Iterator[Network]:
    settings = load_settings({"LEMBAR_REHEARSAL_ONLY": "1"} if rehearsal else {})
    time = FakeTime()
    channel = Channel(id=ChannelId("brand"), network="feed", address=address or stage.address)
    http = Http(settings, clock=time.now, pace=time.pace)
    try:
        yield open_network(channel, settings, http, stage.media, folder=stage.folder)
    finally:
        http.close()


@pytest.fixture
def feed(stage: FeedStage) -> Iterator[Network]:
    with opening(stage) as network:
        yield network


def test_both_files_say_the_same(stage: FeedStage, feed: Network) -> None:
    feed.publish(
        Part(text=KOPI.text, headline="Sudah kembali", language="id"), attempt("k")
    )  # fmt: skip

    (item,) = stage.json()["items"]
    (entry,) = stage.atom().findall("a:entry", ATOM)
    assert item["content_text"] == KOPI.text
    assert item["title"] == entry.findtext("a:title", "", ATOM) == "Sudah kembali"
    assert item["content_html"] == entry.findtext("a:content", "", ATOM)
    assert "&amp; &lt;gula&gt;" in item["content_html"]
    assert item["external_url"] == "https://kopisenja.example/menu"
    assert item["tags"] == [entry.find("a:category", ATOM).get("term")] == ["kopi"]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == item["language"] == "id"


def test_an_entry_without_a_headline_is_titled_by_its_first_line(
    stage: FeedStage, feed: Network
) -> None:
    feed.publish(KOPI, attempt("k"))

    assert (
        stage.atom().findtext("a:entry/a:title", "", ATOM) == KOPI.text.partition("\n")[0]
    )  # fmt: skip
    assert "title" not in stage.json()["items"][0]


def test_the_newest_entry_stands_first(stage: FeedStage, feed: Network) -> None:
    for number in range(3):
        feed.publish(Part(text=f"Kopi {number}"), attempt(f"k{number}"))

    assert [one["content_text"] for one in stage.json()["items"]] == ["Kopi 2", "Kopi 1", "Kopi 0"]


def test_a_sign_that_xml_cannot_write_is_left_out(stage: FeedStage, feed: Network) -> None:
    feed.publish(Part(text="Kopi\x0b susu\ud800"), attempt("k"))

    assert stage.texts() == ["Kopi susu"]


def test_media_lie_beside_the_feed_with_their_alt_text(stage: FeedStage, feed: Network) -> None:
    picture = Attachment(file=stage.media.put(b"png"), alt_text='Cangkir "besar"')
    film = Attachment(file=stage.media.put(b"film", "kopi.mp4", mime="video/mp4"))

    feed.publish(Part(text="Kopi", attachments=(picture, film)), attempt("k"))

    files = stage.json()["items"][0]["attachments"]
    links = stage.atom().findall("a:entry/a:link[@rel='enclosure']", ATOM)
    assert [one["url"] for one in files] == [one.get("href") for one in links]
    assert [one["mime_type"] for one in files] == [one.get("type") for one in links]
    folder = stage.atom_file.parent
    assert [(folder / one["url"]).read_bytes() for one in files] == [b"png", b"film"]
    assert [one.get("length") for one in links] == ["3", "4"]
    assert 'alt="Cangkir &quot;besar&quot;"' in stage.json()["items"][0]["content_html"]


def test_a_file_that_changed_is_not_published(stage: FeedStage, feed: Network) -> None:
    lost = Attachment(file=Album().put(b"elsewhere"))

    with pytest.raises(MediaError):
        feed.publish(Part(text="Kopi", attachments=(lost,)), attempt("k"))

    assert stage.texts() == []


def test_media_go_with_the_last_entry_that_shows_them(stage: FeedStage, feed: Network) -> None:
    part = Part(text="Kopi", attachments=(Attachment(file=stage.media.put(b"png")),))
    first, second = (feed.publish(part, attempt(key)) for key in "ab")
    (copy,) = (stage.atom_file.parent / "kopi_senja_files").iterdir()

    feed.delete(first)
    assert copy.exists()
    feed.delete(second)

    assert not copy.exists()


def test_an_edited_entry_keeps_its_id_and_says_when_it_was_changed(
    stage: FeedStage, feed: Network
) -> None:
    receipt = feed.publish(KOPI, attempt("k"))
    before = stage.json()["items"][0]

    assert feed.edit(receipt, Part(text="Kopi tubruk")) == receipt

    (after,) = stage.json()["items"]
    assert (after["id"], after["date_published"]) == (before["id"], before["date_published"])
    assert datetime.fromisoformat(after["date_modified"]).tzinfo


def test_an_entry_that_is_gone_cannot_be_edited(feed: Network) -> None:
    receipt = feed.publish(KOPI, attempt("k"))
    feed.delete(receipt)

    assert type(failed(lambda: feed.edit(receipt, KOPI))) is Gone


def test_a_title_people_gave_the_feed_stays(stage: FeedStage, feed: Network) -> None:
    feed.publish(KOPI, attempt("a"))
    told = stage.json_file.read_text().replace('"title": "brand"', '"title": "Kopi Senja"')
    stage.json_file.write_text(told)

    feed.publish(KOPI, attempt("b"))

    assert stage.atom().findtext("a:title", "", ATOM) == "Kopi Senja"
    assert len(stage.texts()) == 2


def test_an_atom_file_a_run_did_not_get_to_is_written_by_the_next(
    stage: FeedStage, feed: Network
) -> None:
    receipt = feed.publish(KOPI, attempt("k"))
    stage.atom_file.unlink()

    assert feed.find(KOPI, attempt("k"), set()) == receipt

    assert stage.texts() == [KOPI.text]


@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (errno.ENOSPC, Unavailable, "no room on the disk"),
        (errno.EROFS, Unauthorized, "may not be written"),
        (errno.EIO, Unavailable, "looks at the folder"),
    ],
    ids=["full disk", "read-only folder", "broken disk"],
)
def test_what_the_disk_refuses_is_not_published_and_leaves_nothing_behind(
    stage: FeedStage, feed: Network, call: str, number: int, kind: type[NetworkError], said: str
) -> None:  # fmt: skip
    feed.publish(KOPI, attempt("a"))
    files = _seen(stage.folder)
    stage.disk_says(number, call)

    error = failed(lambda: feed.publish(Part(text="Kopi tubruk"), attempt("b")))

    assert (type(error), error.call.sent) == (kind, Sent.NO)
    assert said in str(error)
    assert "brand" in str(error)
    assert _seen(stage.folder) == files
    stage.mend()
    feed.publish(Part(text="Kopi tubruk"), attempt("b"))
    assert stage.texts() == [KOPI.text, "Kopi tubruk"]


def _seen(folder: Path) -> dict[str, bytes]:
    return {
        str(one): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file() and one.suffix != ".lock"
    }


def test_a_feed_that_another_run_is_writing_is_left_to_the_next_run(
    stage: FeedStage, feed: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "PATIENCE_S", 0.0)

    with shelf.Shelf(stage.atom_file).held():
        error = failed(lambda: feed.publish(KOPI, attempt("k")))

    assert (type(error), error.call.sent) == (Unavailable, Sent.NO)
    assert "another run is writing it" in str(error)
    assert stage.texts() == []


def test_half_a_file_is_left_as_it_is_and_said(stage: FeedStage, feed: Network) -> None:
    feed.publish(KOPI, attempt("a"))
    half = stage.json_file.read_bytes()[:100]
    stage.json_file.write_bytes(half)

    for call in (lambda: feed.publish(KOPI, attempt("b")), feed.check):
        error = failed(call)
        assert "kopi_senja.json is not whole" in str(error)

    assert stage.json_file.read_bytes() == half


@pytest.mark.parametrize("name", ["kopi_senja.xml", "kopi_senja.json"])
def test_a_file_of_somebody_elses_is_never_written_over(
    stage: FeedStage, feed: Network, name: str
) -> None:
    stage.atom_file.parent.mkdir()
    theirs = stage.atom_file.with_name(name)
    theirs.write_text('{"version": "https://jsonfeed.org/version/1.1", "items": []}')

    error = failed(lambda: feed.publish(KOPI, attempt("k")))

    assert (type(error), error.call.sent) == (Unavailable, Sent.NO)
    assert name in str(error)
    assert [one.name for one in stage.atom_file.parent.glob("kopi*")] == [name]


def test_a_rehearsal_may_write_a_feed_beside_its_workbook(stage: FeedStage) -> None:
    with opening(stage, rehearsal=True) as network:
        network.publish(KOPI, attempt("k"))

    assert stage.texts() == [KOPI.text]


@pytest.mark.parametrize("rehearsal", [True, False])
@pytest.mark.parametrize(
    "address", ["../kopi.xml", "/srv/www/kopi.xml", "file:///srv/kopi.xml", "a/../../kopi.xml"]
)
def test_nothing_beyond_the_workbooks_folder_is_written(
    stage: FeedStage, address: str, *, rehearsal: bool
) -> None:
    with (
        pytest.raises(ConfigError, match="workbook's folder"),
        opening(stage, address, rehearsal=rehearsal),
    ):
        pass


def test_a_feed_may_be_named_by_its_whole_path_or_file_address(stage: FeedStage) -> None:
    with opening(stage, str(stage.atom_file)) as network:
        receipt = network.publish(KOPI, attempt("k"))

    with opening(stage, stage.atom_file.as_uri()) as network:
        assert network.look_up(receipt.url) == receipt
    assert os.fspath(stage.atom_file) in receipt.url
