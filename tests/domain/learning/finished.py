"""A member who has finished the course: one assignment done in each lesson, one of them marked."""

from dataclasses import replace
from datetime import timedelta

from automation.domain.desk import Desk
from automation.domain.ids import RunId
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.certificate import Certificate, certificate_of
from automation.domain.learning.lessons import LESSONS
from automation.domain.learning.marking import Marked, fingerprint
from automation.domain.run import Outcome, Run
from tests.domain.desks import AYU, NOW, make_desk
from tests.domain.learning.course import DONE, give

GRADED = NOW + timedelta(days=2)
MARK = Marked(by="Bu Tuti", points="", mark="70", score=70, answer=fingerprint("Halo"))
NUMBERED = {lesson.id: lesson.number for lesson in LESSONS}


def finished_desk(**changes: object) -> Desk:
    """Return a desk where Ayu has finished, and the run that graded her."""
    given = give("first_post", make_desk())
    done = [
        replace(
            given, id=f"A-00000{number}", lesson=lesson, state=DONE, score=100, graded_at=GRADED,
            facts={"about": lesson, "rows": [f"P-{number}", "P-9"]},
        )
        for lesson, number in NUMBERED.items()
    ]  # fmt: skip
    done[3] = replace(done[3], score=70, facts=MARK.kept_in(done[3].facts))
    run = Run(
        id=RunId("R-1"), job="grade", started_at=GRADED + timedelta(seconds=1),
        ended_at=GRADED + timedelta(seconds=2), outcome=Outcome.DONE,
    )  # fmt: skip
    return replace(make_desk(assignments=done, runs=[run]), **changes)  # type: ignore[arg-type]


def changed(desk: Desk, place: int, **changes: object) -> Desk:
    """Return the desk with one assignment changed."""
    rows: list[Assignment] = list(desk.assignments)
    rows[place] = replace(rows[place], **changes)  # type: ignore[arg-type]
    return replace(desk, assignments=rows)


def ayu_s(desk: Desk | None = None, language: str = "en") -> Certificate:
    """Return Ayu's certificate."""
    return certificate_of(
        desk or finished_desk(), AYU, issued_at=NOW + timedelta(days=3), language=language
    )
