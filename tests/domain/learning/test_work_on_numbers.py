"""What counts as done on numbers: recomputed from the rows."""

from dataclasses import replace

import pytest

from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment, AssignmentState
from tests.domain.desks import at, make_desk, make_out, make_snapshot
from tests.domain.learning.course import DONE, OPEN, give, graded

# One's own numbers


def numbers_desk() -> tuple[Desk, Assignment]:
    out = [make_out(days=-d, numbers={"likes": n}) for d, n in ((2, 30), (3, 4), (4, 11), (5, 14))]
    desk = make_desk(out=out)
    return desk, give("own_numbers", desk)


@pytest.mark.parametrize(
    ("answer", "state", "missing"),
    [
        pytest.param("12.5", DONE, "", id="the median"),
        pytest.param("12,5", DONE, "", id="as Indonesians write it"),
        pytest.param("12½", DONE, "", id="as the sheet writes halves"),
        pytest.param("median: 13", DONE, "", id="rounded, with a word"),
        pytest.param("14.75", OPEN, "14.75 is not the median", id="the mean"),
        pytest.param("", OPEN, "“submission” is still empty.", id="nothing"),
        pytest.param("banyak", OPEN, "There is no single number in “banyak”", id="no number"),
        pytest.param("11 atau 14", OPEN, "There is no single number", id="two guesses"),
    ],
)
def test_the_median_is_recomputed_from_the_rows(
    answer: str, state: AssignmentState, missing: str
) -> None:
    desk, assignment = numbers_desk()

    after = graded(desk, replace(assignment, submission=answer))

    assert after.state is state
    assert after.missing.startswith(missing)


def test_a_median_that_was_right_when_given_stays_right_while_the_numbers_grow() -> None:
    desk, assignment = numbers_desk()
    grown = [
        make_snapshot(post, at(days=1), likes=(shot.numbers.likes or 0) * 2)
        for post, shot in zip(desk.posts, desk.snapshots, strict=True)
    ]
    desk = replace(desk, snapshots=[*desk.snapshots, *grown])

    answers = {"12.5": DONE, "25": DONE, "18": DONE, "30": OPEN, "10": OPEN}

    for answer, state in answers.items():
        assert graded(desk, replace(assignment, submission=answer)).state is state


def test_the_answer_does_not_stand_in_the_row_s_facts() -> None:
    _, assignment = numbers_desk()

    assert set(assignment.facts) == {"about", "since", "until"}


# The topic


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param("resep", DONE, id="its name in small letters"),
        pytest.param("Kampanye Resep paling ramai", DONE, id="in a sentence"),
        pytest.param("Promo", OPEN, id="another"),
        pytest.param("Resep atau Promo", OPEN, id="both, to be safe"),
        pytest.param("Sekali", OPEN, id="a campaign with a single post"),
    ],
)
def test_the_topic_is_the_campaign_with_the_highest_median_of_replies(
    answer: str, state: AssignmentState
) -> None:
    out = [make_out(days=-d, campaign="Resep", numbers={"replies": 8}) for d in (2, 3)]
    out += [
        make_out(days=-d, campaign="Promo", numbers={"replies": r}) for d, r in ((4, 1), (5, 2))
    ]
    out += [make_out(days=-6, campaign="Sekali", numbers={"replies": 99})]
    desk = make_desk(out=out)

    assert graded(desk, give("topic", desk, submission=answer)).state is state
