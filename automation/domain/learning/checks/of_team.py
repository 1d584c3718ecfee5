"""Checks of the team's own habits: a pause rehearsed, posts handed over, words banned."""

from datetime import timedelta

from automation.domain.ids import MemberId
from automation.domain.learning.answers import banned_words
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.checks.rule import Check
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Work
from automation.domain.learning.params import Says, Told, Whole
from automation.domain.learning.teamwork import AHEAD_DAYS, load_between


def _pause_drilled(figures: Figures, assignment: Assignment, told: Told) -> Work:
    later = [run for run in figures.desk.runs if run.started_at > assignment.given_at]
    paused = [run for run in later if run.paused]
    if not paused:
        return Work(wanted=2, missing=told.say("missing"))
    first = min(run.started_at for run in paused)
    if not any(run.started_at > first and not run.paused for run in later):
        return Work(done=1, wanted=2, missing=told.say("missing_end"))
    return Work(done=2, wanted=2)


PAUSE_DRILLED = Check(look=_pause_drilled, table={"missing": Says(), "missing_end": Says()})
"""A run met the pause, and a later one did not."""


def _more_banned_words(figures: Figures, assignment: Assignment, told: Told) -> Work:
    before, wanted = set(Facts(assignment.facts).names("words")), told.whole("count")
    done = min(wanted, len(set(banned_words(figures)) - before))
    missing = told.say("missing", left=wanted - done) if done < wanted else None
    return Work(done=done, wanted=wanted, missing=missing)


MORE_BANNED_WORDS = Check(
    look=_more_banned_words,
    needs=("words",),
    table={"count": Whole(3, 1, 50), "missing": Says(("left",))},
)
"""The guidelines ban words they did not ban before."""


def _handed_over(figures: Figures, assignment: Assignment, told: Told) -> Work:
    facts = Facts(assignment.facts)
    owner, had, wanted = facts.text("owner"), facts.whole("had"), facts.whole("hand_over")
    until = assignment.given_at + timedelta(days=AHEAD_DAYS)
    load = load_between(figures, assignment.given_at, until)
    now = load[MemberId(owner)]
    taken_on = load.total() - now - (facts.whole("planned") - had)
    done = max(0, min(wanted, had - now, taken_on))
    missing = told.say("missing", owner=owner, now=now, left=wanted - done)
    return Work(done=done, wanted=wanted, missing=missing if done < wanted else None)


HANDED_OVER = Check(
    look=_handed_over,
    needs=("owner", "had", "planned", "hand_over"),
    table={"missing": Says(("owner", "now", "left"))},
)
"""Posts moved from the one who carries most to others, and none was dropped."""
