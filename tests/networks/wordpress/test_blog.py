"""What is special about a blog: where its API is, stages that nobody sees, roles, plug-ins."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    LembarError,
    NetworkError,
    Rejected,
    Unauthorized,
    Unavailable,
)
from automation.http import Http, Policy
from automation.networks import open_network
from automation.networks.wordpress.header import site_of
from automation.settings import load_settings
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.wire.fake import Told
from tests.wire.pace import FakeTime
from tests.wire.wordpress import LOGIN, BlogServer, WordPressStage

PART = Part(text="Kopi susu 🌴\nkembali", headline="Kopi Susu & Teman!", length=20)


@dataclass
class Blog:
    """A stage and its network."""

    stage: WordPressStage
    open: Callable[[], Network]

    @property
    def server(self) -> BlogServer:
        return self.stage.server


@pytest.fixture
def blog() -> Iterator[Blog]:
    stage, used = WordPressStage(), []
    settings = load_settings({"WORDPRESS_PASSWORD": LOGIN})

    def opened() -> Network:
        time = FakeTime(luck=0.0)
        http = Http(settings, clock=time.now, pace=time.pace, policy=Policy(silence_s=0.5))
        used.append(http)
        channel = Channel(id=ChannelId("brand"), network="wordpress", address=stage.address)
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
    ("address", "site"),
    [
        ("https://blog.example", "https://blog.example"),
        (" https://blog.example/ ", "https://blog.example"),
        ("https://example.id/kabar/kopi/", "https://example.id/kabar/kopi"),
        ("https://blog.example/wp-json/", "https://blog.example"),
        ("https://example.id/kabar/wp-admin", "https://example.id/kabar"),
    ],
)
def test_a_blog_may_lie_in_a_folder(address: str, site: str) -> None:
    channel = Channel(id=ChannelId("brand"), network="wordpress", address=address)

    assert site_of(channel) == site


@pytest.mark.parametrize(
    "address", ["https://a:b@blog.example", "https://blog.example/?p=1", "kabar kopi"]
)
def test_an_address_that_is_no_blogs_is_refused_unshown(address: str) -> None:
    with pytest.raises(ConfigError) as caught:
        site_of(Channel(id=ChannelId("brand"), network="wordpress", address=address))

    assert address not in str(caught.value)


@pytest.mark.parametrize("is_pretty", [True, False], ids=["with /wp-json", "without"])
def test_a_blog_without_readable_addresses_is_reached_too(blog: Blog, *, is_pretty: bool) -> None:
    blog.server.is_pretty = is_pretty

    blog.open().publish(PART, attempt("k"))

    assert blog.stage.texts() == [PART.text]


def test_a_blog_without_an_api_is_said_to_have_none(blog: Blog) -> None:
    blog.server.has_api = False

    error = failed(lambda: blog.open().publish(PART, attempt("k")))

    assert type(error) is Unavailable
    assert "REST API" in str(error)


def test_what_goes_out_is_what_was_approved_though_the_draft_was_changed(blog: Blog) -> None:
    def meddle() -> None:
        (post,) = blog.server.posts.values()
        assert post["status"] == "draft"
        post["content"] = {"raw": "<p>lain</p>"}

    blog.open().publish(PART, attempt("k", go=meddle))

    assert blog.stage.texts() == [PART.text]


def test_a_draft_that_people_deleted_is_made_anew(blog: Blog) -> None:
    receipt = blog.open().publish(PART, attempt("k", kept={"draft": "99"}))

    assert receipt.network_id in map(str, blog.server.posts)
    assert blog.stage.texts() == [PART.text]


def test_a_draft_that_people_published_is_not_published_again(blog: Blog) -> None:
    first = blog.open().publish(PART, attempt("k"))
    gone: list[bool] = []

    again = blog.open().publish(
        PART, attempt("k", kept={"draft": first.network_id}, go=lambda: gone.append(True))
    )

    assert (again, gone) == (first, [])


def test_the_slug_is_the_headline_and_a_mark_of_the_attempt(blog: Blog) -> None:
    blog.open().publish(PART, attempt("satu"))
    blog.open().publish(PART, attempt("dua"))

    one, other = (post["slug"] for post in blog.server.posts.values())
    assert one.startswith("kopi-susu-teman-")
    assert other.startswith("kopi-susu-teman-")
    assert one != other


def test_the_first_picture_is_featured_and_the_others_stand_below(blog: Blog) -> None:
    album = blog.stage.media
    files = tuple(
        Attachment(file=album.put(body, name), alt_text=f'"{name}" <1>')
        for body, name in ((b"satu", "a.png"), (b"dua", "b.png"))
    )

    blog.open().publish(Part(text="Dua", headline="Dua", attachments=files), attempt("k"))

    (post,) = blog.server.posts.values()
    featured, below = blog.server.files.values()
    assert post["featured_media"] == featured["id"]
    assert featured["alt_text"] == '"a.png" <1>'
    assert below["source_url"] in post["content"]["raw"]
    assert featured["source_url"] not in post["content"]["raw"]


def test_a_file_uploaded_before_is_not_uploaded_again(blog: Blog) -> None:
    file = Attachment(file=blog.stage.media.put(b"satu"))
    part = Part(text="Satu", headline="Satu", attachments=(file,))
    kept: dict[str, str] = {}
    blog.stage.trouble(Trouble.ERROR_BEFORE)
    blog.server.troubles.extend([Trouble.ERROR_BEFORE] * 5)
    failed(lambda: blog.open().publish(part, attempt("k", keep=kept.__setitem__)))
    blog.stage.mend()

    blog.open().publish(part, attempt("k", kept=kept))

    assert len(blog.server.files) == 1
    assert len(blog.server.posts) == 1


def test_an_edited_post_keeps_its_pictures_and_its_headline(blog: Blog) -> None:
    files = tuple(Attachment(file=blog.stage.media.put(b"%d" % n)) for n in range(2))
    network = blog.open()
    receipt = network.publish(Part(text="Lama", headline="Judul", attachments=files), attempt("k"))

    network.edit(receipt, Part(text="Baru", length=4))

    (post,) = blog.server.posts.values()
    assert post["title"] == {"raw": "Judul"}
    assert post["content"]["raw"].startswith("<p>Baru</p>\n<figure")


def test_a_blog_without_a_bin_deletes_for_good(blog: Blog) -> None:
    blog.server.has_bin = False
    network = blog.open()

    network.delete(network.publish(PART, attempt("k")))

    assert blog.server.posts == {}


def test_an_author_lacks_the_right_to_moderate(blog: Blog) -> None:
    blog.server.rights = ("read", "publish_posts", "upload_files")

    assert blog.open().check().missing_rights == ("moderate_comments",)


def test_answering_a_held_comment_approves_it(blog: Blog) -> None:
    network = blog.open()
    receipt = network.publish(PART, attempt("k"))
    asked = blog.server.comment(int(receipt.network_id), "Masih?", status="hold")
    (message,) = network.fetch_messages(receipt.published_at)
    assert message.is_hidden

    network.reply(message, "Masih", attempt("r"))

    assert asked["status"] == "approved"


def test_an_answer_that_is_there_already_is_taken_for_ours(blog: Blog) -> None:
    network = blog.open()
    receipt = network.publish(PART, attempt("k"))
    blog.stage.write_to_us(receipt, "Masih?")
    (message,) = network.fetch_messages(receipt.published_at)

    first = network.reply(message, "Masih", attempt("r"))

    assert network.reply(message, "Masih", attempt("r")) == first
    assert blog.stage.texts() == [PART.text, "Masih"]


def _said(status: int, code: str, message: str = "No.") -> Told:
    return Told({"code": code, "message": message, "data": {"status": status}}, status)


@pytest.mark.parametrize(
    ("told", "kind", "word"),
    [
        (_said(401, "incorrect_password"), Unauthorized, "revoked"),
        (_said(401, "rest_cannot_create"), Unauthorized, "Authorization header"),
        (_said(401, "invalid_application_credentials"), Unauthorized, "two-factor"),
        (_said(403, "rest_cannot_create"), Unauthorized, "role of an editor"),
        (_said(401, "rest_cannot_access"), Unavailable, "REST API"),
        (_said(404, "rest_no_route"), Unavailable, "REST API"),
        (Told("<html>Blocked</html>", 403, {"Content-Type": "text/html"}), Unavailable, "a web page|error"),
        (Told("<?xml version='1.0'?><error/>", 500, {"Content-Type": "text/xml"}), Unavailable, "no usable answer"),
    ],
    ids=lambda value: value.body["code"] if isinstance(value, Told) and isinstance(value.body, dict) else None,
)  # fmt: skip
def test_a_refusal_says_what_to_do(
    blog: Blog, told: Told, kind: type[LembarError], word: str
) -> None:
    blog.server.refusal = told

    error = failed(blog.open().check)

    assert type(error) is kind
    assert any(one in str(error) for one in word.split("|"))


@pytest.mark.parametrize(
    "told",
    [
        _said(500, "rest_upload_unknown_error", "not allowed to upload this file type"),
        Told("", 413),
    ],
    ids=["kind", "size"],
)
def test_a_refused_file_is_the_owners_to_change(blog: Blog, told: Told) -> None:
    part = Part(text="a", headline="a", attachments=(Attachment(file=blog.stage.media.put(b"x")),))
    network = blog.open()
    network.check()
    blog.server.refusal = told

    error = failed(lambda: network.publish(part, attempt("k")))

    assert (type(error), error.call.sent) == (Rejected, "no")
    assert "takes another file" in str(error)
