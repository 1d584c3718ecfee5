"""A real WordPress takes our posts, gives them back, and refuses as its fake does."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from automation.domain.content.draft import Attachment, Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import Gone, NetworkError, Unauthorized
from automation.http import Http
from automation.networks import open_network
from automation.settings import load_settings
from tests.attempts import attempt
from tests.real.wordpress_server import Site, missing, wordpress
from tests.wire.album import Album

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"WordPress is {missing()}")

TEXT = (
    'Kopi susu <gula aren> & "teman" 🌴\nkembali!\n\nPesan: https://kopisenja.example/menu?a=1&b=2'
)
PART = Part(text=TEXT, headline="Kopi & teman 🌴", length=90)
ALBUM = Album()
_BEGUN = "['post_status' => ['publish', 'draft'], 'title' => 'Tertinggal']"


@pytest.fixture(scope="module", params=["pretty", "plain"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("wordpress")
    with wordpress(folder, pretty=request.param == "pretty") as running:
        yield running


@pytest.fixture
def blog(site: Site) -> Iterator[Network]:
    yield from _opened(site, site.logins["kopi_senja"])


def _opened(site: Site, login: str) -> Iterator[Network]:
    settings = load_settings({"WORDPRESS_PASSWORD": login})
    http = Http(settings, clock=_now)
    channel = Channel(id=ChannelId("brand"), network="wordpress", address=site.url)
    yield open_network(channel, settings, http, ALBUM)
    http.close()


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the real server's own clock


def _comment(site: Site, post: str, text: str, approved: int = 1) -> None:
    site.php(
        f"wp_insert_comment(['comment_post_ID' => {post}, 'comment_author' => 'Sari', 'comment_content' => '{text}', "
        f"'comment_author_email' => 'sari@example.com', 'comment_approved' => {approved}]);"
    )


def test_an_editor_is_named_and_lacks_nothing(blog: Network) -> None:
    found = blog.check()

    assert (found.account, found.missing_rights) == ("kopi_senja @ 127.0.0.1", ())


def test_a_contributor_is_told_what_is_missing(site: Site) -> None:
    for blog in _opened(site, site.logins["kontributor"]):
        assert blog.check().missing_rights == ("publish_posts", "upload_files", "moderate_comments")
        with pytest.raises(Unauthorized, match="role of an editor"):
            blog.publish(PART, attempt("contributor"))


def test_a_wrong_password_is_said_to_be_one(site: Site) -> None:
    for blog in _opened(site, "kopi_senja:salah salah salah"):
        with pytest.raises(Unauthorized, match="application password"):
            blog.check()


def test_a_post_is_published_once_and_reads_as_it_was_written(site: Site, blog: Network) -> None:
    begun = attempt("satu", since=_now())

    first = blog.publish(PART, begun)
    again = blog.publish(PART, begun)

    assert again == first
    assert blog.find(PART, begun, set()) == first
    assert blog.look_up(first.url) == first
    assert abs(first.published_at - begun.begun_at) < timedelta(minutes=1)
    body = site.php(
        f"echo apply_filters('the_content', get_post({first.network_id})->post_content);"
    )
    assert "Kopi susu &lt;gula aren&gt;" in body
    assert 'href="https://kopisenja.example/menu?a=1&amp;b=2"' in body
    assert site.php(f"echo get_post({first.network_id})->post_title;") == "Kopi & teman 🌴"


def test_a_draft_left_behind_is_the_one_that_goes_out(site: Site, blog: Network) -> None:
    class Interrupted(BaseException):
        pass

    def die() -> None:
        raise Interrupted

    left = Part(text=TEXT, headline="Tertinggal", length=90)
    with pytest.raises(Interrupted):
        blog.publish(left, attempt("tertinggal", go=die))
    assert blog.find(left, attempt("tertinggal"), set()) is None

    blog.publish(left, attempt("tertinggal"))

    states = f"foreach (get_posts({_BEGUN}) as $one) echo $one->post_status, ' ';"
    assert site.php(states).split() == ["publish"]


def test_pictures_go_into_the_library_with_their_alt_texts(site: Site, blog: Network) -> None:
    def picture(colour: str) -> bytes:
        into = io.BytesIO()
        Image.new("RGB", (40, 30), colour).save(into, "PNG")
        return into.getvalue()

    attachments = (
        Attachment(file=ALBUM.put(picture("brown"), "a.png"), alt_text='Segelas "kopi" & gula'),
        Attachment(file=ALBUM.put(picture("green"), "b.png"), alt_text="Kebun <pagi>"),
    )

    receipt = blog.publish(
        Part(text=TEXT, headline="Dua gambar", length=90, attachments=attachments),
        attempt("gambar"),
    )

    number = receipt.network_id
    featured = site.php(
        f"echo get_post_meta(get_post_thumbnail_id({number}), '_wp_attachment_image_alt', true);"
    )
    assert featured == 'Segelas "kopi" & gula'
    body = site.php(f"echo get_post({number})->post_content;")
    assert 'alt="Kebun &lt;pagi&gt;"' in body
    assert "Segelas" not in body


def test_a_post_is_edited_where_it_stands_and_keeps_its_pictures(site: Site, blog: Network) -> None:
    receipt = blog.publish(PART, attempt("sunting"))

    edited = blog.edit(receipt, Part(text="Jadwal baru", length=11))

    assert edited == receipt
    assert (
        site.php(f"echo get_post({receipt.network_id})->post_content;").strip()
        == "<p>Jadwal baru</p>"
    )


def test_a_deleted_post_lies_in_the_bin(site: Site, blog: Network) -> None:
    receipt = blog.publish(PART, attempt("hapus"))

    blog.delete(receipt)
    blog.delete(receipt)

    assert site.php(f"echo get_post_status({receipt.network_id});") == "trash"
    assert blog.look_up(receipt.url) is None
    with pytest.raises(Gone):
        blog.fetch_snapshot(receipt)


def test_comments_are_read_answered_and_held(site: Site, blog: Network) -> None:
    since = _now() - timedelta(seconds=2)
    receipt = blog.publish(PART, attempt("komentar"))
    _comment(site, receipt.network_id, "Apakah masih ada? =A1")
    _comment(site, receipt.network_id, "Menunggu", approved=0)

    shown, held = [one for one in blog.fetch_messages(since) if one.answers == receipt.network_id]
    assert (shown.text, shown.author, shown.is_hidden) == ("Apakah masih ada? =A1", "Sari", False)
    assert (held.text, held.is_hidden) == ("Menunggu", True)
    assert blog.fetch_snapshot(receipt).replies == 1

    answer = blog.reply(held, "Masih ada", attempt("jawab"))
    assert blog.reply(held, "Masih ada", attempt("jawab")) == answer
    assert blog.fetch_snapshot(receipt).replies == 3

    blog.hide(shown)
    blog.hide(shown)
    assert blog.fetch_snapshot(receipt).replies == 2
    ours = {one.text for one in blog.fetch_messages(since)}
    assert "Masih ada" not in ours


def test_a_first_comment_stands_below_the_post_once_and_is_found(blog: Network) -> None:
    post = blog.publish(PART, attempt("dengan komentar"))
    part = Part(
        text="Pesan di sini: https://kopisenja.example/?a=1&b=2 🌴", length=50, is_comment=True
    )
    begun = attempt("dengan komentar/1", reply_to=post)

    comment = blog.publish(part, begun)

    assert blog.publish(part, begun) == comment
    assert blog.find(part, begun, frozenset()) == comment
    assert blog.fetch_snapshot(post).replies == 1

    blog.delete(comment)
    blog.delete(comment)
    assert blog.find(part, begun, frozenset()) is None


def test_a_file_that_is_none_is_refused_before_anything_is_published(blog: Network) -> None:
    fake = Attachment(file=ALBUM.put(b"this is no picture", "c.png"))

    with pytest.raises(NetworkError, match="does not take a file") as caught:
        blog.publish(
            Part(text=TEXT, headline="Rusak", length=90, attachments=(fake,)), attempt("rusak")
        )

    assert caught.value.call.sent == "no"
