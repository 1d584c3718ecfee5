"""People are read and answered where they wrote, and nobody hears more than they did."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest

from automation.domain.community.message import Message, MessageKind
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.errors import Gone, Rejected
from automation.rehearsal.network import Effect, Fault, Rehearsal
from tests.attempts import attempt
from tests.networks.mastodon.servers import ACCOUNT, Opened, failed, just_now, part, said, status
from tests.wire.pace import NOON
from tests.wire.raw import raw_server


@pytest.fixture
def post(kopi: Network) -> Receipt:
    return kopi.publish(part(), attempt("k"))


class TestReading:
    """What people wrote is told as they wrote it."""

    def test_an_answer_is_a_comment_and_a_mention_is_one(
        self, server: Rehearsal, kopi: Network, post: Receipt
    ) -> None:
        since = just_now(server)
        comment = server.comment(post.network_id, "Buka <jam> berapa?\n\nTerima kasih 🙏")
        server.comment(comment.id, "@kopi_senja juga ada di sini", "kopi_senja_en")

        answer, mention = kopi.fetch_messages(since)

        assert (answer.kind, answer.text) == (
            MessageKind.COMMENT,
            "Buka <jam> berapa?\n\nTerima kasih 🙏",
        )
        assert (answer.author, answer.answers) == ("Pelanggan (@pelanggan)", post.network_id)
        assert (mention.kind, mention.answers) == (MessageKind.MENTION, comment.id)

    def test_more_than_a_page_is_read_in_order(
        self, server: Rehearsal, kopi: Network, post: Receipt
    ) -> None:
        since = just_now(server)
        for number in range(45):
            server.comment(post.network_id, f"Komentar {number}")

        texts = [one.text for one in kopi.fetch_messages(since)]

        assert texts == [f"Komentar {number}" for number in range(45)]

    def test_what_was_written_to_us_alone_is_a_direct_message(self, open_at: Opened) -> None:
        told = status(
            9, "Rahasia", visibility="direct", account={"id": "8", "acct": "sari@x.example"}
        )
        notice = {"id": "5", "type": "mention", "created_at": told["created_at"], "status": told}
        with raw_server(said(ACCOUNT), said([notice])) as raw:
            found = open_at(raw.url).fetch_messages(NOON - timedelta(minutes=1))

        assert [(one.kind, one.text) for one in found] == [(MessageKind.DIRECT, "Rahasia")]


class TestAnswering:
    """An answer stands below what it answers, and is seen by no more people."""

    def test_it_names_whom_it_answers_once(
        self, server: Rehearsal, kopi: Network, post: Receipt
    ) -> None:
        since = just_now(server)
        server.comment(post.network_id, "Masih ada?")
        (message,) = kopi.fetch_messages(since)

        kopi.reply(message, "Masih", attempt("r1"))
        kopi.reply(message, "@pelanggan iya, masih", attempt("r2"))

        one, other = server.posts("kopi_senja")[1:]
        assert (one.text, other.text) == ("@pelanggan Masih", "@pelanggan iya, masih")
        assert one.in_reply_to_id == other.in_reply_to_id == message.network_id

    @pytest.mark.parametrize("visibility", ["unlisted", "private", "direct"])
    def test_no_more_people_see_it_than_what_it_answers(
        self, open_at: Opened, visibility: str
    ) -> None:
        asked = status(9, "Halo", visibility=visibility, account={"id": "8", "acct": "sari"})
        message = Message(
            network_id="9", kind=MessageKind.DIRECT, author="sari", text="Halo", at=NOON
        )
        with raw_server(said(asked), said({}), said(status(10, "Halo juga"))) as raw:
            open_at(raw.url).reply(message, "Halo juga", attempt("r"))

            sent = parse_qs(raw.requests[-1].rpartition(b"\r\n\r\n")[2].decode())

        assert (sent["visibility"], sent["in_reply_to_id"]) == ([visibility], ["9"])

    def test_one_that_is_too_long_is_refused_before_it_is_sent(
        self, server: Rehearsal, kopi: Network, post: Receipt
    ) -> None:
        since = just_now(server)
        server.comment(post.network_id, "Masih ada?")
        (message,) = kopi.fetch_messages(since)

        error = failed(lambda: kopi.reply(message, "k" * 495, attempt("r")))

        assert (type(error), error.call.sent) == (Rejected, "no")

    def test_a_lost_answer_is_not_sent_again(
        self, server: Rehearsal, kopi: Network, post: Receipt
    ) -> None:
        since = just_now(server)
        server.comment(post.network_id, "Masih ada?")
        (message,) = kopi.fetch_messages(since)
        server.add_fault(Fault(effect=Effect.LOST, methods="^POST$", path="^/api/v1/statuses$"))

        error = failed(lambda: kopi.reply(message, "Masih", attempt("r")))

        assert error.call.sent == "unknown"
        assert len(server.posts("kopi_senja")) == 2


class TestEditing:
    """A post is changed where it stands, and loses nothing else."""

    def test_pictures_and_language_stay(self, server: Rehearsal, kopi: Network) -> None:
        receipt = kopi.publish(part("Lama", pictures=2), attempt("k"))
        (before,) = server.posts("kopi_senja")

        edited = kopi.edit(receipt, part("Baru"))

        (after,) = server.posts("kopi_senja")
        assert (after.text, after.media_ids, after.language) == (
            "Baru",
            before.media_ids,
            before.language,
        )
        assert edited == receipt

    def test_a_post_that_is_gone_is_said_to_be(self, kopi: Network, post: Receipt) -> None:
        kopi.delete(post)

        assert type(failed(lambda: kopi.edit(post, part("Baru")))) is Gone
