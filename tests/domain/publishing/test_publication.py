"""The ledger: who may send, what is out, and what people's sorting cannot undo."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.ids import EventId, RunId
from automation.domain.publishing.fold import fold
from automation.domain.publishing.publication import (
    BY_ANSWER,
    Happened,
    LedgerEvent,
    Publication,
    Receipt,
    owner_of,
)
from tests.domain.builders import Story, make_receipt
from tests.domain.desks import HELP, NOW, SHOP, make_post

POST = make_post()
KEY = (POST.id, SHOP)


def story(parts: int = 1) -> Story:
    return Story(POST, parts=parts)


def folded(events: Sequence[LedgerEvent]) -> Publication:
    return fold(events)[KEY]


def test_the_first_claim_in_row_order_wins_and_a_later_one_is_void() -> None:
    told = story().claimed("C-1").claimed("C-2")

    assert owner_of(fold(told.events), KEY) == "C-1"
    assert owner_of(fold(told.published("C-1").events), KEY) is None


def test_a_claim_is_exclusive_for_a_post_and_channel_whatever_text_each_run_saw() -> None:
    first, second = story().claimed("C-1").claimed("C-2").events
    edited = replace(second, revision=type(second.revision)("b" * 32))

    assert owner_of(fold([first, edited]), KEY) == "C-1"


def test_two_channels_and_two_posts_are_claimed_apart() -> None:
    other = make_post()
    events = [
        *story().claimed("C-1").events,
        *Story(POST, HELP).claimed("C-2").events,
        *Story(other).claimed("C-3").events,
    ]

    ledger = fold(events)

    assert [owner_of(ledger, key) for key in (KEY, (POST.id, HELP), (other.id, SHOP))] == [
        "C-1", "C-2", "C-3",
    ]  # fmt: skip
    assert owner_of(ledger, (other.id, HELP)) is None


@pytest.mark.parametrize("end", [Happened.REJECTED, Happened.RELEASED, Happened.ABSENT])
def test_a_claim_that_ended_without_sending_leaves_room_for_another(end: Happened) -> None:
    told = story().claimed("C-1").then(end).claimed("C-2")

    assert owner_of(fold(told.events), KEY) == "C-2"
    assert not folded(told.events).is_over


def test_an_unknown_outcome_keeps_the_claim_open_until_somebody_looked() -> None:
    told = story().claimed().then(Happened.UNKNOWN, reason="no answer").claimed("C-2")
    claim = folded(told.events).open_claim

    assert claim is not None
    assert (claim.id, claim.unknown_part, claim.reason) == ("C-1", 0, "no answer")
    assert claim.unknown_at == NOW + timedelta(minutes=1)


def test_what_was_found_after_all_settles_the_unknown() -> None:
    publication = folded(story().claimed().then(Happened.UNKNOWN).published().events)

    assert publication.is_complete
    assert publication.is_over
    assert publication.open_claim is None


def test_a_receipt_counts_whoever_wrote_it() -> None:
    told = story().claimed("C-1").published("C-2")

    assert folded(told.events).is_over
    assert folded(told.events).open_claim is None


def test_the_first_receipt_of_a_part_stays() -> None:
    first, second = story().published().events[0], story().published().events[0]
    again = replace(second, receipt=make_receipt(99))

    assert folded([first, again]).receipt == first.receipt


def test_a_thread_is_out_only_when_every_part_is() -> None:
    told = story(parts=3).claimed().published(part=0).published(part=2)
    publication = folded(told.events)

    assert publication.missing_parts == (1,)
    assert not publication.is_over
    assert publication.open_claim is not None
    assert folded(told.published(part=1).events).is_over


def test_a_thread_given_back_midway_keeps_what_is_out() -> None:
    told = story(parts=2).claimed().published(part=0).then(Happened.RELEASED, part=1)
    publication = folded(told.events)

    assert publication.open_claim is None
    assert publication.missing_parts == (1,)
    assert publication.released is not None


def test_a_refusal_is_remembered_until_the_next_claim() -> None:
    told = story().claimed().then(Happened.REJECTED, reason="Text character limit exceeded")
    refused = folded(told.events).rejected

    assert refused is not None
    assert refused.reason == "Text character limit exceeded"
    assert folded(told.claimed("C-2").events).rejected is None


@pytest.mark.parametrize(
    ("happened", "seen"), [(Happened.SEEN, True), (Happened.ABSENT, False)], ids=str
)
def test_a_persons_answer_ends_the_claim(happened: Happened, seen: bool) -> None:
    told = story().claimed().then(Happened.UNKNOWN).then(happened, reason=BY_ANSWER)
    publication = folded(told.events)

    assert publication.open_claim is None
    assert publication.seen is publication.is_over is seen


def test_a_claim_remembers_the_answer_that_stood_there_before_it() -> None:
    told = story().then(Happened.CLAIMED, reason="not_there").then(Happened.UNKNOWN, reason="cut")
    claim = folded(told.events).open_claim

    assert claim is not None
    assert (claim.said_before, claim.reason) == ("not_there", "cut")


def test_what_was_removed_is_over_and_is_not_sent_again() -> None:
    publication = folded(story().claimed().published().then(Happened.WITHDRAWN).events)

    assert publication.withdrawn_at is not None
    assert publication.is_over


def test_another_posts_end_does_not_end_this_claim() -> None:
    told = story().claimed("C-1").then(Happened.RELEASED, "C-9").then(Happened.UNKNOWN, "C-9")
    claim = folded(told.events).open_claim

    assert claim is not None
    assert claim.unknown_part is None


HISTORIES = {
    "published": story().claimed().published(),
    "published at the second try": (
        story().claimed().then(Happened.REJECTED).claimed("C-2").published("C-2")
    ),
    "a thread": story(parts=2).claimed().published(part=0).published(part=1),
    "two runs at once": story().claimed("C-1").claimed("C-2").published("C-1"),
    "unknown, then found": story().claimed().then(Happened.UNKNOWN).published(),
    "confirmed by a person": story().claimed().then(Happened.SEEN, reason=BY_ANSWER),
    "removed": story().claimed().published().then(Happened.WITHDRAWN),
}


@pytest.mark.parametrize("name", HISTORIES)
@given(data=st.data())
def test_what_is_over_stays_over_however_people_sort_the_rows(
    name: str, data: st.DataObject
) -> None:
    events = HISTORIES[name].events
    sorted_by_somebody = data.draw(st.permutations(events))

    publication = folded(sorted_by_somebody)

    assert publication.is_over
    assert publication.open_claim is None
    assert publication.receipts == folded(events).receipts


OPEN = {
    "sending": story().claimed(),
    "no answer": story().claimed().then(Happened.UNKNOWN),
    "no answer at the second try": (
        story().claimed().then(Happened.REJECTED).claimed("C-2").then(Happened.UNKNOWN, "C-2")
    ),
    "a crash at the second try": story().claimed().then(Happened.RELEASED).claimed("C-2"),
    "a crash at the third try": (
        story()
        .claimed()
        .then(Happened.RELEASED)
        .claimed("C-2")
        .then(Happened.ABSENT, "C-2")
        .claimed("C-3")
    ),
    "asked about after its run was gone": story()
    .claimed()
    .then(Happened.UNKNOWN, run=RunId("R-2")),
    "half a thread": story(parts=2).claimed().published(part=0),
}


@pytest.mark.parametrize("name", OPEN)
@given(data=st.data())
def test_an_outcome_nobody_knows_holds_the_post_back_however_people_sort_the_rows(
    name: str, data: st.DataObject
) -> None:
    events = OPEN[name].events
    expected = folded(events).open_claim
    assert expected is not None

    claim = folded(data.draw(st.permutations(events))).open_claim

    assert claim is not None
    assert claim.id == expected.id


def test_a_claim_that_only_its_time_proves_holds_the_post_but_may_not_send_it() -> None:
    first, end, second = story().claimed().then(Happened.RELEASED).claimed("C-2").events
    ledger = fold([first, second, end])

    assert ledger[KEY].open_claim is not None
    assert owner_of(ledger, KEY) is None


def test_a_claim_that_lost_its_race_does_not_hold_the_post_for_ever() -> None:
    told = story().claimed("C-1").claimed("C-2").then(Happened.RELEASED, "C-1")

    assert folded(told.events).open_claim is None


EVENTS = st.lists(
    st.tuples(st.sampled_from(Happened), st.sampled_from(["C-1", "C-2"]), st.integers(0, 1)),
    max_size=8,
)


@given(drawn=EVENTS)
def test_any_ledger_at_all_can_be_folded_and_a_receipt_is_never_lost(
    drawn: list[tuple[Happened, str, int]],
) -> None:
    told = story(parts=2)
    for happened, claim, part in drawn:
        if happened is Happened.PUBLISHED:
            told.published(claim, part)
        elif happened is Happened.CLAIMED:
            told.claimed(claim)
        elif happened is Happened.STAGED:
            told.staged(claim=claim, part=part)
        else:
            told.then(happened, claim, part=part)

    ledger = fold(told.events)

    sent = {part for happened, _, part in drawn if happened is Happened.PUBLISHED}
    assert set(ledger) == ({KEY} if drawn else set())
    assert set(ledger[KEY].receipts if drawn else ()) == sent


def test_a_receipt_without_the_networks_id_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="proves nothing"):
        Receipt(network_id="", url="https://kopi.example/1", published_at=NOW)


@pytest.mark.parametrize("happened", [Happened.CLAIMED, Happened.UNKNOWN], ids=str)
def test_only_what_is_published_has_a_receipt(happened: Happened) -> None:
    with pytest.raises(ValueError, match="receipt"):
        LedgerEvent(
            id=EventId("E-1"), at=NOW, happened=happened, post=POST.id, channel=SHOP,
            revision=story().revision, claim=EventId("C-1"), receipt=make_receipt(), run=RunId("R"),
        )  # fmt: skip
