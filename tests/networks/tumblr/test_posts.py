"""What is special about Tumblr: blocks, files beside the JSON, subcodes, and its activity."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from automation.domain.community.message import MessageKind
from automation.domain.content.draft import Attachment, Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    NetworkError,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
    Unsupported,
)
from automation.http import Http
from automation.networks import open_network
from automation.networks.tumblr.header import blog_of
from automation.settings import load_settings
from tests.attempts import attempt
from tests.wire.pace import FakeTime
from tests.wire.tumblr import TOKEN, BlogServer, TumblrStage


@dataclass
class Blog:
    """A stage and its network."""

    stage: TumblrStage
    open: Callable[..., Network]

    @property
    def server(self) -> BlogServer:
        return self.stage.server


@pytest.fixture
def blog() -> Iterator[Blog]:
    stage, used = TumblrStage(), []
    settings = load_settings({"TUMBLR_TOKEN": TOKEN})

    def opened(address: str = "") -> Network:
        time = FakeTime(luck=0.0)
        http = Http(settings, clock=time.now, pace=time.pace)
        used.append(http)
        channel = Channel(id=ChannelId("brand"), network="tumblr", address=address or stage.address)
        return open_network(channel, settings, http, stage.media)

    yield Blog(stage, opened)
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
        "https://www.tumblr.com/kopisenja",
        "https://www.tumblr.com/blog/kopisenja/",
        "https://tumblr.com/@kopisenja",
        "https://kopisenja.tumblr.com/",
    ],
)
def test_a_blog_is_read_off_the_addresses_people_know(address: str) -> None:
    channel = Channel(id=ChannelId("brand"), network="tumblr", address=address)

    assert blog_of(channel) == "kopisenja"


@pytest.mark.parametrize("address", ["https://www.tumblr.com/", "https://kopi.example/", "https://tumblr.com.evil.example/a"])  # fmt: skip
def test_an_address_of_no_blog_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="brand"):
        blog_of(Channel(id=ChannelId("brand"), network="tumblr", address=address))


def test_a_headline_paragraphs_and_links_are_blocks_of_their_own(blog: Blog) -> None:
    text = "Kopi 👨‍👨‍👦 susu\nsatu\n\nPesan: https://kopisenja.example/m #kopi #gula_aren"

    blog.open().publish(Part(text=text, headline="Kabar", length=60), attempt("k"))

    (post,) = blog.server.posts.values()
    heading, first, second = post["content"]
    assert (heading["subtype"], heading["text"], first["text"]) == (
        "heading1",
        "Kabar",
        "Kopi 👨‍👨‍👦 susu\nsatu",
    )
    (link,) = second["formatting"]
    assert (
        second["text"][link["start"] : link["end"]] == link["url"] == "https://kopisenja.example/m"
    )
    assert post["tags"] == ["kopi", "gula_aren"]


def test_pictures_and_a_film_go_beside_the_json_with_their_alt_texts(blog: Blog) -> None:
    album = blog.stage.media
    files = (
        Attachment(file=album.put(b"satu", width=4, height=3), alt_text='Segelas "kopi"'),
        Attachment(file=album.put(b"film", "a.mp4", mime="video/mp4")),
    )
    network = blog.open()

    receipt = network.publish(Part(text="Dua", length=3, attachments=files), attempt("k"))

    image, film, words = blog.server.posts[receipt.network_id]["content"]
    assert (image["alt_text"], image["media"][0]["width"]) == ('Segelas "kopi"', 4)
    assert film["media"]["type"] == "video/mp4"
    assert words["text"] == "Dua"


def test_an_edited_post_keeps_its_pictures(blog: Blog) -> None:
    files = (Attachment(file=blog.stage.media.put(b"satu"), alt_text="Kopi"),)
    network = blog.open()
    receipt = network.publish(Part(text="Lama", attachments=files), attempt("k"))

    network.edit(receipt, Part(text="Baru #kopi", length=10))

    image, words = blog.server.posts[receipt.network_id]["content"]
    assert (image["alt_text"], words["text"]) == ("Kopi", "Baru #kopi")


@pytest.mark.parametrize("sign", ["🌴", "é", "👨‍👨‍👦"])
def test_a_text_is_counted_in_code_points(blog: Blog, sign: str) -> None:
    text = sign + "k" * (4096 - len(sign))

    blog.open().publish(Part(text=text, length=4096), attempt("k"))

    assert blog.stage.texts() == [text]


@pytest.mark.parametrize(
    ("refusal", "kind", "word"),
    [
        ((403, 8023, "Your blog has reached its daily limit"), RateLimited, "today"),
        ((403, 8004, "No more media today"), RateLimited, "today"),
        ((403, 8010, "Still transcoding"), Unavailable, "earlier film"),
        ((400, 8005, "Invalid media"), Rejected, "another file"),
        ((400, 8001, "Bad block"), Rejected, "Bad block"),
        ((403, 0, "Not allowed"), Unauthorized, "lacks a right"),
    ],
    ids=lambda value: str(value[1]) if isinstance(value, tuple) else None,
)
def test_a_refusal_says_what_to_do(
    blog: Blog, refusal: tuple[int, int, str], kind: type[NetworkError], word: str
) -> None:
    blog.server.refusal = refusal

    error = failed(lambda: blog.open().publish(Part(text="Halo"), attempt("k")))

    assert (type(error), error.call.sent) == (kind, "no")
    assert word in str(error)


def test_a_token_that_may_not_write_to_the_blog_is_said_to_be_anothers(blog: Blog) -> None:
    blog.server.blogs = ("orang-lain",)

    error = failed(blog.open().check)

    assert type(error) is Unauthorized
    assert "@orang-lain" in str(error)


def test_a_thread_is_refused(blog: Blog) -> None:
    network = blog.open()
    receipt = network.publish(Part(text="1"), attempt("k"))

    with pytest.raises(Unsupported):
        network.publish(Part(text="2"), attempt("k", reply_to=receipt))


def test_a_post_is_found_on_whatever_page_it_stands(blog: Blog) -> None:
    network = blog.open()
    words = [f"Kopi nomor {chr(97 + n) * 9}" for n in range(25)]
    numbers = [network.publish(Part(text=one), attempt(one)).network_id for one in words]
    since = blog.server.posts[numbers[0]]["timestamp"]
    begun = attempt("k")
    assert abs(begun.begun_at.timestamp() - since) < timedelta(minutes=1).total_seconds()

    found = network.find(Part(text=words[0]), begun, set())

    assert found is not None
    assert found.network_id == numbers[0]


def test_a_post_behind_a_short_page_is_found(blog: Blog) -> None:
    network = blog.open()
    first = network.publish(Part(text="Kopi pertama"), attempt("a"))
    for number in range(19):
        network.publish(Part(text=f"Lain {number * 'x'}"), attempt(f"{number}"))
    network.publish(Part(text="Terakhir"), attempt("b"))
    blog.server.page_size = 7

    found = network.find(Part(text="Kopi pertama"), attempt("k"), set())

    assert found is not None
    assert found.network_id == first.network_id
    assert len([one for one in blog.server.asked if one.path.endswith("/posts") and one.query]) == 3


def test_an_answer_that_is_no_page_of_posts_does_not_pass_for_an_empty_one(blog: Blog) -> None:
    blog.server.is_garbled = True

    error = failed(lambda: blog.open().find(Part(text="Kopi"), attempt("k"), set()))

    assert (type(error), error.call.sent) == (Unavailable, Sent.NO)


@pytest.mark.parametrize("form", ["{}/kopi_senja/{}/kopi-susu?source=share", "https://kopi_senja.tumblr.com/post/{1}/kopi", "https://www.tumblr.com/kopi_senja/{1}"])  # fmt: skip
def test_a_post_is_looked_up_by_any_of_its_addresses(blog: Blog, form: str) -> None:
    network = blog.open()
    receipt = network.publish(Part(text="Halo"), attempt("k"))
    address = form.replace("{}", blog.server.url, 1).replace("{}", receipt.network_id)

    found = network.look_up(address.replace("{1}", receipt.network_id))

    assert found is not None
    assert found.network_id == receipt.network_id


def test_the_activity_is_read_page_after_page_and_only_what_says_something(blog: Blog) -> None:
    network = blog.open()
    receipt = network.publish(Part(text="Halo"), attempt("k"))
    started = attempt().begun_at - timedelta(minutes=1)
    blog.server.notice("like", target_post_id=receipt.network_id)
    blog.server.notice("mention_in_post", added_text="Halo @kopi_senja")
    blog.server.notice("ask", target_post_summary="Buka jam berapa?")
    blog.server.notice("reply", reply_text="milik kita", from_tumblelog_name="kopi_senja")
    for n, one in enumerate(blog.server.notices):
        one["timestamp"] += n
    blog.server.page_size = 2

    found = network.fetch_messages(started)

    assert [(one.kind, one.text) for one in found] == [
        (MessageKind.MENTION, "Halo @kopi_senja"),
        (MessageKind.DIRECT, "Buka jam berapa?"),
    ]
