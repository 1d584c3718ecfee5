"""What the ledger tells of a row that asks a person: about which claim, and what stood there then."""

from collections.abc import Sequence

from automation.domain.ids import NO_RUN, RunId
from automation.domain.publishing.fold import fold
from automation.domain.publishing.publication import Claim, Happened, LedgerEvent
from tests.domain.builders import Story
from tests.domain.desks import SHOP, make_post

POST = make_post()
ANOTHER = RunId("R-2")
"""Not the run of a story's claims."""


def claim_of(events: Sequence[LedgerEvent]) -> Claim:
    claim = fold(events)[POST.id, SHOP].open_claim
    assert claim is not None
    return claim


def test_a_question_says_which_answer_stood_in_the_row_and_leaves_the_parts_open() -> None:
    told = (
        Story(POST, parts=2).claimed().then(Happened.UNKNOWN, run=ANOTHER, part=1, reason="there")
    )
    claim = claim_of(told.events)

    assert (claim.is_asked, claim.said_before, claim.unknown_part) == (True, "there", None)


def test_a_question_is_known_of_a_claim_that_only_its_time_proves() -> None:
    told = Story(POST).claimed().then(Happened.RELEASED).claimed("C-2")
    first, end, second, asked = told.then(
        Happened.UNKNOWN, "C-2", run=ANOTHER, reason="there"
    ).events
    claim = claim_of([first, second, end, asked])

    assert (claim.is_asked, claim.said_before) == (True, "there")


def test_a_row_that_people_damaged_is_no_question() -> None:
    told = Story(POST).claimed().then(Happened.UNKNOWN, run=NO_RUN)
    claim = claim_of(told.events)

    assert (claim.is_asked, claim.unknown_part) == (False, 0)
