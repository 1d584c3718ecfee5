"""The ledger of networks that publish in stages: what is kept, and what may be out."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from automation.domain.publishing.fold import fold
from automation.domain.publishing.publication import GO, Happened, LedgerEvent, Publication
from tests.domain.builders import Story
from tests.domain.desks import SHOP, make_post

POST = make_post()


def story(parts: int = 1) -> Story:
    return Story(POST, parts=parts)


def folded(events: Sequence[LedgerEvent]) -> Publication:
    return fold(events)[POST.id, SHOP]


def test_handles_are_kept_by_revision_and_part_whoever_made_them() -> None:
    told = story(parts=2).claimed().staged().staged("upload", part=1, handle="u-2")
    told.then(Happened.RELEASED).claimed("C-2").staged(claim="C-2", handle="c-2")

    publication = folded(told.events)

    assert publication.handles == {
        (told.revision, 0): {"container": "c-2"},
        (told.revision, 1): {"upload": "u-2"},
    }
    assert publication.first_staged_at == {told.revision: told.events[1].at}


def test_only_the_claim_that_went_may_have_a_part_out() -> None:
    told = story().claimed().staged(GO, handle="").then(Happened.ABSENT).claimed("C-2")

    claim = folded(told.events).open_claim

    assert claim is not None
    assert (claim.id, claim.went) == ("C-2", set())
    before = folded(told.events[:2]).open_claim
    assert before is not None
    assert before.went == {0}


def test_a_claim_that_reached_a_stage_is_not_taken_for_one_that_lost_its_race() -> None:
    first, end, second, stage = (
        story().claimed().then(Happened.RELEASED).claimed("C-2").staged(claim="C-2").events
    )

    overlapping = replace(second, at=first.at)

    claim = folded([first, overlapping, end, stage]).open_claim

    assert claim is not None
    assert (claim.id, claim.may_send) == ("C-2", False)


def test_a_step_belongs_to_a_stage_and_to_nothing_else() -> None:
    with pytest.raises(ValueError, match="step"):
        story().then(Happened.STAGED)
    with pytest.raises(ValueError, match="step"):
        story().then(Happened.RELEASED, step="container")
