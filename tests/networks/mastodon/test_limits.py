"""What a Mastodon server announces goes before what is written here."""

import pytest

from automation.domain.publishing.network import Network
from automation.errors import Rejected, Sent, Unavailable
from automation.networks.mastodon import SPEC
from automation.rehearsal.network import Limits, Rehearsal, start_rehearsal
from tests.attempts import attempt
from tests.networks.mastodon.servers import Opened, failed, part, said
from tests.wire.raw import answer, raw_server


class TestLimits:
    """What the server announces goes before what is written here."""

    def test_the_servers_own_numbers_are_used(self, open_at: Opened) -> None:
        limits = Limits(max_characters=5000, max_media_attachments=6, description_limit=420)
        with start_rehearsal(limits=limits) as server:
            spec = open_at(server.url).limits()

        assert (spec.text.max, spec.media.images_max, spec.media.alt_text_max) == (5000, 6, 420)

    def test_they_are_asked_for_once(self, server: Rehearsal, kopi: Network) -> None:
        for _ in range(3):
            kopi.limits()

        assert [call.path for call in server.calls()] == ["/api/v2/instance"]

    def test_a_server_that_knows_only_the_first_version_is_asked_that_way(
        self, open_at: Opened
    ) -> None:
        with raw_server(
            said({"error": "Not found"}, 404), said({"max_toot_chars": 1337})
        ) as server:
            assert open_at(server.url).limits().text.max == 1337
            assert server.heads()[1] == "GET /api/v1/instance HTTP/1.1"

    @pytest.mark.parametrize(
        "document",
        [
            {},
            [],
            {"configuration": None},
            {"configuration": {"statuses": {"max_characters": "500"}}},
            {"configuration": {"statuses": {"max_characters": 0}}},
        ],
        ids=["empty", "a list", "nothing", "text for a number", "zero"],
    )
    def test_what_it_does_not_tell_stays_as_written(
        self, open_at: Opened, document: object
    ) -> None:
        with raw_server(said(document)) as server:
            assert open_at(server.url).limits() == SPEC

    def test_a_server_that_does_not_answer_has_no_limits(self, open_at: Opened) -> None:
        with raw_server(answer(500)) as server:
            assert type(failed(open_at(server.url).limits)) is Unavailable

    def test_a_limit_lowered_after_the_check_is_a_refusal_in_the_servers_words(
        self, server: Rehearsal, kopi: Network
    ) -> None:
        kopi.limits()
        server.add_fault("shorter-posts")

        error = failed(lambda: kopi.publish(part("k" * 200), attempt("k")))

        assert (type(error), error.call.sent, error.call.status) == (Rejected, Sent.NO, 422)
        assert server.posts("kopi_senja") == ()
