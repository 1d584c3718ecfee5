"""All that a post has reaches the server."""

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.errors import OutcomeUnknown, Rejected, Sent, Unavailable
from automation.rehearsal.network import Effect, Fault, Rehearsal
from tests.attempts import attempt
from tests.networks.mastodon.servers import (
    ACCOUNT,
    OLD,
    PICTURE,
    Opened,
    failed,
    just_now,
    part,
    said,
)
from tests.wire.pace import NOON
from tests.wire.raw import raw_server


class TestPosting:
    """All that a post has reaches the server."""

    def test_warning_visibility_and_language_arrive(self, server: Rehearsal, kopi: Network) -> None:
        sent = Part(text="Isi", content_warning="Makanan", visibility="unlisted", language="id")

        kopi.publish(sent, attempt("k"))

        (post,) = server.posts("kopi_senja")
        assert (post.spoiler_text, post.sensitive, post.visibility, post.language) == (
            "Makanan",
            True,
            "unlisted",
            "id",
        )

    def test_pictures_arrive_in_order_with_their_alt_texts(
        self, server: Rehearsal, kopi: Network
    ) -> None:
        pictures = tuple(Attachment(file=PICTURE, alt_text=alt) for alt in ("Satu ☕", "", "Tiga"))

        kopi.publish(Part(text="Tiga gambar", attachments=pictures), attempt("k"))

        (post,) = server.posts("kopi_senja")
        media = server._world.store.media
        assert [media[one].description or "" for one in post.media_ids] == ["Satu ☕", "", "Tiga"]

    def test_a_picture_alone_is_a_post(self, server: Rehearsal, kopi: Network) -> None:
        receipt = kopi.publish(part("", pictures=1), attempt("k"))

        assert kopi.find(part("", pictures=1), attempt(since=just_now(server)), set()) == receipt

    def test_a_file_still_in_work_is_waited_for(self, server: Rehearsal, kopi: Network) -> None:
        server.add_fault(Fault(effect=Effect.MEDIA_SLOW))

        kopi.publish(part(pictures=1), attempt("k"))

        assert len(server.posts("kopi_senja")[0].media_ids) == 1
        assert any(call.path.startswith("/api/v1/media/") for call in server.calls())

    def test_a_file_that_is_never_ready_leaves_the_post_to_the_next_run(
        self, server: Rehearsal, kopi: Network
    ) -> None:
        server.add_fault(Fault(effect=Effect.MEDIA_STUCK))

        error = failed(lambda: kopi.publish(part(pictures=1), attempt("k")))

        assert (type(error), error.call.sent) == (Unavailable, Sent.NO)
        assert server.posts("kopi_senja") == ()

    def test_a_file_the_server_cannot_use_is_a_refusal(
        self, server: Rehearsal, kopi: Network
    ) -> None:
        server.add_fault(Fault(effect=Effect.MEDIA_FAILED))

        error = failed(lambda: kopi.publish(part(pictures=1), attempt("k")))

        assert (type(error), error.call.sent) == (Rejected, Sent.NO)

    @pytest.mark.parametrize("effect", [Effect.LOST, Effect.CUT, Effect.STORED_THEN_STATUS])
    def test_an_upload_whose_answer_was_lost_is_repeated(
        self, server: Rehearsal, kopi: Network, effect: Effect
    ) -> None:
        server.add_fault(Fault(effect=effect, path="^/api/v2/media$"))

        kopi.publish(part(pictures=1), attempt("k"))

        assert len(server.posts("kopi_senja")[0].media_ids) == 1

    def test_the_key_of_a_part_is_the_same_again_and_plain_text(
        self, server: Rehearsal, open_at: Opened
    ) -> None:
        for _ in range(2):
            open_at(server.url).publish(part(), attempt("pos-1/kafé utama ☕/abc/0"))

        keys = {call.idempotency_key for call in server.calls() if call.method == "POST"}
        assert len(keys) == 1
        assert keys.pop().isalnum()
        assert len(server.posts("kopi_senja")) == 1

    def test_an_answer_to_a_post_that_is_gone_is_a_refusal(self, kopi: Network) -> None:
        error = failed(lambda: kopi.publish(part(), attempt("k", reply_to=OLD)))

        assert (type(error), error.call.sent) == (Rejected, Sent.NO)

    @pytest.mark.parametrize(
        "shape",
        [
            {"id": "3221", "scheduled_at": "2026-12-31T13:00:00Z", "params": {}},
            {"id": "3221", "scheduled_at": "2026-12-31T13:00:00Z", "url": "https://kopi.example/1"},
            {"url": "https://kopi.example/1"},
            {"id": "1", "url": None, "uri": ""},
            {"id": None, "url": "https://kopi.example/1"},
            {},
            [],
            "ok",
        ],
        ids=[
            "scheduled",
            "scheduled with address",
            "no id",
            "no address",
            "null",
            "empty",
            "list",
            "text",
        ],
    )
    def test_an_answer_that_is_no_published_post_leaves_the_outcome_unknown(
        self, open_at: Opened, shape: object
    ) -> None:
        with raw_server(said({}), said(ACCOUNT), said(shape)) as server:
            error = failed(lambda: open_at(server.url).publish(part(), attempt("k")))

            assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)
            assert len(server.requests) == 3

    def test_a_post_without_public_page_keeps_its_uri(self, open_at: Opened) -> None:
        status = {"id": "01HX", "url": None, "uri": "https://kopi.example/users/kopi/statuses/01HX"}
        with raw_server(said({}), said(ACCOUNT), said(status)) as server:
            receipt = open_at(server.url).publish(part(), attempt("k"))

        assert receipt == Receipt(network_id="01HX", url=str(status["uri"]), published_at=NOON)
