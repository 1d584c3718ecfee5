"""A certificate's facts come from the workbook, and a workbook that says otherwise is found out."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from automation.domain.desk import Desk
from automation.domain.learning.assignment import AssignmentState
from automation.domain.learning.certificate import NoFacts, compare, read_facts
from tests.domain.desks import NOW
from tests.domain.learning.course import KINDS
from tests.domain.learning.finished import GRADED, ayu_s, changed, finished_desk

LESSON_1_LACKS = (
    "Its assignments do not make a finished course. Lesson 1, “What social media management is”: "
    "nothing is done yet."
)
TITLE = "“Plan your first post”"


def differences(desk: Desk) -> list[str]:
    return [str(one) for one in compare(ayu_s(), desk, KINDS).differences]


def test_it_tells_which_assignments_when_with_what_score_on_what_rows_by_whom() -> None:
    certificate = ayu_s()
    fourth = certificate.parts[3]

    assert (certificate.member, certificate.score, len(certificate.parts)) == ("Ayu Lestari", 95, 6)
    assert (fourth.score, fourth.by, fourth.rows) == (70, "Bu Tuti", ("P-4", "P-9"))
    assert [part.by for part in certificate.parts].count("") == 5
    assert fourth.graded_at == "2026-11-22T12:00:00+07:00"


def test_an_unchanged_workbook_agrees_also_when_it_went_on() -> None:
    desk = finished_desk()
    more = replace(desk.assignments[0], id="A-000077")

    checked = compare(
        ayu_s(), replace(desk, assignments=[more, *reversed(desk.assignments)]), KINDS
    )

    assert (checked.differences, checked.unproven) == ([], [])


def test_facts_are_json_and_read_back_as_they_were() -> None:
    raw = json.loads(json.dumps(ayu_s().as_facts()))

    assert read_facts(raw) == ayu_s()
    assert read_facts(raw).seal == ayu_s().seal


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"score": 60}, "the score is “70” in the certificate, “60” in the workbook."),
        ({"facts": {"about": "L4", "rows": ["P-4", "P-9"]}}, "who marked it is “Bu Tuti” in the certificate, “” in the workbook."),
        ({"graded_at": GRADED + timedelta(days=1)}, "the day it was graded is “2026-11-22T12:00:00+07:00” in the certificate, “2026-11-23T12:00:00+07:00” in the workbook."),
        ({"lesson": "L2"}, "the lesson is “L4” in the certificate, “L2” in the workbook."),
        ({"kind": "goals"}, "the kind is “first_post” in the certificate, “goals” in the workbook."),
        ({"why": "Because."}, "the evidence is “No post in the calendar is yours yet.” in the certificate, “Because.” in the workbook."),
        ({"state": AssignmentState.OPEN}, "it is not done in the workbook."),
        ({"member": "Budi Santoso"}, "the workbook has no such assignment."),
    ],
    ids=["score", "trainer", "day", "lesson", "kind", "why", "state", "member"],
)  # fmt: skip
def test_whatever_the_workbook_says_otherwise_is_named(
    changes: dict[str, object], said: str
) -> None:
    first = differences(changed(finished_desk(), 3, **changes))[0]

    assert first == f"A-000004, {TITLE}: {said}"


def test_changed_evidence_is_found_in_its_rows_and_by_its_fingerprint() -> None:
    desk = finished_desk()
    facts = {**desk.assignments[0].facts, "rows": ["P-1"]}

    said = differences(changed(desk, 0, facts=facts))

    assert "the evidence's rows is “P-1, P-9” in the certificate, “P-1” in the workbook." in said[0]
    assert "the fingerprint of the evidence" in said[1]


def test_a_deleted_assignment_is_missed_and_the_course_is_then_not_finished() -> None:
    desk = finished_desk()

    said = differences(replace(desk, assignments=desk.assignments[1:]))

    assert said == [
        f"A-000001, {TITLE}: the workbook has no such assignment.",
        LESSON_1_LACKS,
    ]


def test_a_mean_that_was_raised_does_not_fit_its_own_assignments() -> None:
    raised = replace(ayu_s(), score=99)

    [said] = compare(raised, finished_desk(), KINDS).differences

    assert str(said) == "The score in all is 99 in the certificate; its assignments come to 95."


def test_a_done_that_no_run_graded_is_called_unproven() -> None:
    desk = finished_desk()
    typed = changed(desk, 2, graded_at=NOW)
    certificate = ayu_s(typed)

    checked = compare(certificate, typed, KINDS)

    assert checked.differences == []
    assert [str(one) for one in checked.unproven] == [
        f"A-000003, {TITLE}: no grading of that moment stands in the tab Runs, so nothing proves it."
    ]


@pytest.mark.parametrize(
    "raw",
    [None, [], {}, {"form": 2}, {**ayu_s().as_facts(), "parts": [3]}, {**ayu_s().as_facts(), "score": "100"},
     {**ayu_s().as_facts(), "parts": [{"rows": [], "score": 1}]}],
    ids=["nothing", "a list", "empty", "a later form", "a part that is none", "a text for a number", "half a part"],
)  # fmt: skip
def test_facts_that_are_none_of_ours_are_refused(raw: object) -> None:
    with pytest.raises(NoFacts):
        read_facts(raw)
