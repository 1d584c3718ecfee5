"""What a row shows of its approval: who may decide, and what was decided."""

from datetime import timedelta

import pytest

from automation.domain.approvals.approval import Verdict
from automation.domain.approvals.standing import Standing, Stands
from automation.domain.publishing.plan import Why
from automation.domain.publishing.view import Explain
from automation.language import english
from tests.domain.builders import OLD_REVISION, Story, make_approval, revision
from tests.domain.desks import AYU, BUDI, NOW, make_desk, make_post
from tests.domain.publishing.cases import due
from tests.domain.publishing.shown import explained, hold, said


def test_a_row_without_approval_names_who_may_give_it() -> None:
    assert said(make_desk([make_post()])) == [
        (
            "It waits for a decision at level 1 on warung. Any of these decides in the calendar row: "
            "Budi Santoso. (the approver)"
        )
    ]


def test_the_owner_is_not_named_as_their_own_approver() -> None:
    (sentence,) = said(make_desk([make_post("budi santoso")]))

    assert "calendar row: –." in sentence


@pytest.mark.parametrize(
    ("verdict", "again"),
    [(Verdict.APPROVE, "Approve again"), (Verdict.APPROVE_AGAIN, "Approve")],
    ids=["approved", "approved again"],
)
def test_an_edited_row_names_the_decision_that_is_new_beside_the_old_one(
    verdict: Verdict, again: str
) -> None:
    post = make_post()
    desk = make_desk([post], approvals=[make_approval(post, OLD_REVISION, verdict)])

    assert said(desk) == [
        (
            "The row was changed after Budi Santoso decided at level 1 (2026-11-20 11:00). "
            f"Budi Santoso: read the row once more and choose “{again}”. (the approver)"
        )
    ]


def test_a_decision_that_came_with_the_text_is_asked_for_again() -> None:
    post = make_post()
    desk = make_desk([post], approvals=[make_approval(post, revision(post), counts=False)])

    (problem,) = explained(desk)

    assert problem.code == "decide_again"
    assert "choose “Approve again”" in problem.say(english)


@pytest.mark.parametrize(
    ("verdict", "code", "feedback", "expected"),
    [
        (Verdict.REQUEST_CHANGES, "changes_asked", "Harga lama", "(level 1): “Harga lama”"),
        (Verdict.REJECT, "turned_down", "", "rejected it (level 1): “–”"),
    ],
    ids=["asks for changes", "rejects"],
)
def test_a_refusal_shows_what_the_approver_wrote(
    verdict: Verdict, code: str, feedback: str, expected: str
) -> None:
    post = make_post(feedback=feedback)
    desk = make_desk([post], approvals=[make_approval(post, revision(post), verdict)])

    (problem,) = explained(desk)

    assert problem.code == code
    assert expected in problem.say(english)


def test_findings_are_said_in_the_readers_language_with_the_headers_they_see() -> None:
    post = make_post()
    desk = make_desk([post], approvals=[make_approval(post, revision(post), counts=False)])

    def fake(template: str) -> str:
        return f"⟨{template}⟩"

    def headers(tab: str, column: str) -> str:
        return f"{tab}/{column}"

    (sentence,) = [p.say(fake, headers) for p in explained(desk)]
    unknown = due()
    events = Story(unknown, began_at=NOW - timedelta(hours=1)).claimed().events
    (asked,) = [p.say(fake, headers) for p in explained(make_desk([unknown], events=events))]

    assert sentence.count("⟨") == 4, "what, fix, the decision named in it, and who"
    assert "“⟨Approve again⟩”" in sentence
    assert "“calendar/answer”" in asked


def test_a_decision_that_waits_shows_its_standing_even_without_a_record() -> None:
    post = make_post()
    waiting = hold(Why.WAITING, standing=Standing(stands=Stands.WAITING, level=1))
    problems = Explain(desk=make_desk([post]), now=NOW).post(post, [waiting], None)

    assert [p.facts["people"] for p in problems] == [BUDI.id]
    assert AYU.id not in str(problems[0].facts)
