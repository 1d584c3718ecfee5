"""What every network promises when nobody knows whether a post went out."""

from datetime import timedelta
from functools import partial

import pytest

from automation.domain.publishing.network import Capability, Idempotency
from automation.domain.publishing.publication import Receipt
from automation.errors import OutcomeUnknown, Sent
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, Desk, failed, tried
from tests.contracts.trouble import Trouble
from tests.wire.stage import TEXT

STORED = (Trouble.LOST, Trouble.NEVER, Trouble.ERROR_AFTER, Trouble.HALF, Trouble.TOO_LARGE)
NOT_STORED = (Trouble.CUT, Trouble.ERROR_BEFORE, Trouble.PAGE, Trouble.REDIRECT)


class LostAnswers:
    """After "sent" and before "answered" nothing is sent again; the post is looked for."""

    @pytest.mark.parametrize("trouble", [*STORED, *NOT_STORED])
    def test_a_lost_answer_is_said_to_be_lost_and_nothing_is_sent_twice(
        self, desk: Desk, trouble: Trouble
    ) -> None:
        desk.trouble(trouble)

        outcome = tried(lambda: desk.open().publish(desk.part(), attempt("k")))

        if isinstance(outcome, Receipt):
            assert desk.open().spec.idempotency.holds
            assert desk.stage.texts() == [TEXT]
        else:
            assert (type(outcome), outcome.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)
            assert desk.stage.texts() == ([TEXT] if trouble in STORED else [])

    @pytest.mark.parametrize("then", [Trouble.LIMITED, Trouble.REFUSED])
    def test_a_refusal_of_the_repetition_does_not_undo_a_post_whose_answer_was_lost(
        self, desk: Desk, then: Trouble
    ) -> None:
        network = desk.open()
        network.check()
        desk.trouble(Trouble.LOST)
        desk.trouble(then)

        outcome = tried(lambda: network.publish(desk.part(), attempt("k")))

        assert isinstance(outcome, Receipt) or type(outcome) is OutcomeUnknown
        assert desk.stage.texts() == [TEXT]

    @pytest.mark.parametrize("trouble", STORED)
    def test_a_post_whose_answer_was_lost_is_found_and_was_sent_once(
        self, desk: Desk, trouble: Trouble
    ) -> None:
        desk.needs(Capability.FIND_OWN_POSTS)
        kept: dict[str, str] = {}
        desk.trouble(trouble)
        begun = attempt("k", since=desk.started_at, kept=kept, keep=kept.__setitem__)
        tried(lambda: desk.open().publish(desk.part(), begun))

        again = attempt("k", since=desk.started_at, kept=kept)
        found = desk.open().find(desk.part(), again, NOBODY)

        assert found is not None
        assert desk.open().look_up(found.url) == found
        assert desk.stage.texts() == [TEXT]

    @pytest.mark.parametrize("trouble", NOT_STORED)
    def test_a_post_that_never_arrived_is_not_found(self, desk: Desk, trouble: Trouble) -> None:
        desk.needs(Capability.FIND_OWN_POSTS)
        if desk.open().spec.idempotency.holds:
            pytest.skip("the header declares a key that holds: the request is repeated and arrives")
        kept: dict[str, str] = {}
        desk.trouble(trouble)
        begun = attempt("k", since=desk.started_at, kept=kept, keep=kept.__setitem__)
        failed(lambda: desk.open().publish(desk.part(), begun))

        again = attempt("k", since=desk.started_at, kept=kept)

        assert desk.open().find(desk.part(), again, NOBODY) is None

    def test_the_same_key_twice_is_one_post_where_the_network_keeps_keys(self, desk: Desk) -> None:
        if desk.open().spec.idempotency is Idempotency.NONE:
            pytest.skip("the header declares that it keeps no keys")
        kept: dict[str, str] = {}
        receipts = []
        for _ in range(2):
            same = attempt("k", since=desk.started_at, kept=dict(kept), keep=kept.__setitem__)
            receipts.append(desk.open().publish(desk.part(), same))

        assert receipts[0] == receipts[1]
        assert len(desk.stage.texts()) == 1

    def test_nothing_is_sent_twice_even_where_keys_are_ignored(self, desk: Desk) -> None:
        desk.stage.ignore_keys()
        sent = [trouble for trouble in STORED if trouble not in desk.stage.spared]
        for number, trouble in enumerate(sent):
            desk.trouble(trouble)
            one = attempt(f"k{number}")
            tried(partial(desk.open().publish, desk.part(), one))

        assert len(desk.stage.texts()) == len(sent)

    def test_an_equal_post_of_another_row_is_not_taken_for_this_one(self, desk: Desk) -> None:
        desk.needs(Capability.FIND_OWN_POSTS)
        other = desk.open().publish(desk.part(), attempt("other"))

        found = desk.open().find(desk.part(), attempt(since=desk.started_at), {other.network_id})

        assert found is None

    def test_an_equal_post_of_an_earlier_day_is_not_taken_for_this_one(self, desk: Desk) -> None:
        desk.needs(Capability.FIND_OWN_POSTS)
        desk.open().publish(desk.part(), attempt("earlier"))

        tomorrow = desk.started_at + timedelta(days=1)

        assert desk.open().find(desk.part(), attempt(since=tomorrow), NOBODY) is None

    def test_a_reply_is_not_taken_for_the_post_it_repeats(self, desk: Desk) -> None:
        desk.needs(Capability.FIND_OWN_POSTS, Capability.THREAD)
        begun = attempt("k/0", since=desk.started_at)
        first = desk.open().publish(desk.part(), begun)
        desk.open().publish(desk.part(), attempt("k/1", reply_to=first))

        assert desk.open().find(desk.part(), begun, NOBODY) == first

    def test_an_edited_post_is_left_to_a_person(self, desk: Desk) -> None:
        desk.needs(Capability.FIND_OWN_POSTS)
        if desk.open().spec.idempotency is Idempotency.RECORD_KEY:
            pytest.skip("the header declares a record key: no post is told by its text")
        desk.open().publish(desk.part(TEXT.replace("aren", "aran")), attempt("k"))

        error = failed(
            lambda: desk.open().find(desk.part(), attempt(since=desk.started_at), NOBODY)
        )

        assert type(error) is OutcomeUnknown
