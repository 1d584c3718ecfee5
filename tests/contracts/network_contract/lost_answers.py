"""What every network promises when nobody knows whether a post went out."""

from datetime import timedelta

import pytest

from automation.domain.publishing.network import Idempotency
from automation.errors import OutcomeUnknown, Sent
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, TEXT, Desk, failed, part
from tests.contracts.network_stages import Trouble

STORED = (Trouble.LOST, Trouble.NEVER, Trouble.ERROR_AFTER, Trouble.HALF, Trouble.TOO_LARGE)
NOT_STORED = (Trouble.CUT, Trouble.ERROR_BEFORE, Trouble.PAGE, Trouble.REDIRECT)


class LostAnswers:
    """After "sent" and before "answered" nothing is sent again; the post is looked for."""

    @pytest.mark.parametrize("trouble", STORED)
    def test_a_post_whose_answer_was_lost_is_found_and_was_sent_once(
        self, desk: Desk, trouble: Trouble
    ) -> None:
        desk.stage.trouble(trouble)
        error = failed(lambda: desk.open().publish(part(), attempt("k")))

        found = desk.open().find(part(), attempt(since=desk.started_at), NOBODY)

        assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)
        assert found is not None
        assert desk.open().look_up(found.url) == found
        assert desk.stage.texts() == [TEXT]

    @pytest.mark.parametrize("trouble", NOT_STORED)
    def test_a_post_that_never_arrived_is_not_found(self, desk: Desk, trouble: Trouble) -> None:
        desk.stage.trouble(trouble)
        error = failed(lambda: desk.open().publish(part(), attempt("k")))

        found = desk.open().find(part(), attempt(since=desk.started_at), NOBODY)

        assert (type(error), found) == (OutcomeUnknown, None)
        assert desk.stage.texts() == []

    def test_the_same_key_twice_is_one_post_where_the_network_keeps_keys(self, desk: Desk) -> None:
        if desk.open().spec.idempotency is Idempotency.NONE:
            pytest.skip("declared in the header")
        receipts = [desk.open().publish(part(), attempt("k")) for _ in range(2)]

        assert receipts[0] == receipts[1]
        assert len(desk.stage.texts()) == 1

    def test_nothing_is_sent_twice_even_where_keys_are_ignored(self, desk: Desk) -> None:
        desk.stage.ignore_keys()
        for trouble in STORED:
            desk.stage.trouble(trouble)
            failed(lambda: desk.open().publish(part(), attempt("k")))

        assert len(desk.stage.texts()) == len(STORED)

    def test_an_equal_post_of_another_row_is_not_taken_for_this_one(self, desk: Desk) -> None:
        other = desk.open().publish(part(), attempt("other"))

        found = desk.open().find(part(), attempt(since=desk.started_at), {other.network_id})

        assert found is None

    def test_an_equal_post_of_an_earlier_day_is_not_taken_for_this_one(self, desk: Desk) -> None:
        desk.open().publish(part(), attempt("earlier"))

        tomorrow = desk.started_at + timedelta(days=1)

        assert desk.open().find(part(), attempt(since=tomorrow), NOBODY) is None

    def test_a_reply_is_not_taken_for_the_post_it_repeats(self, desk: Desk) -> None:
        first = desk.open().publish(part(), attempt("k/0"))
        desk.open().publish(part(), attempt("k/1", reply_to=first))

        found = desk.open().find(part(), attempt(since=desk.started_at), NOBODY)

        assert found == first

    def test_an_edited_post_is_left_to_a_person(self, desk: Desk) -> None:
        desk.open().publish(part(TEXT.replace("aren", "aran")), attempt("k"))

        error = failed(lambda: desk.open().find(part(), attempt(since=desk.started_at), NOBODY))

        assert type(error) is OutcomeUnknown
