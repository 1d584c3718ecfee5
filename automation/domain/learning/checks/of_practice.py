"""Checks of the practice tabs: rows the member added, or that the team has by now.

A row that says what another row says already is not counted, whoever wrote that: the member is
told whose it is, and nobody is accused of anything.
"""

from collections.abc import Mapping, Sequence

from automation.domain.learning.assignment import Assignment
from automation.domain.learning.checks.rule import Check
from automation.domain.learning.conditions import asked_of
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Work
from automation.domain.learning.params import Choice, Column, Holds, Rows, Says, Told, Whole
from automation.domain.learning.rows import Row, twins
from automation.domain.team.member import Member
from automation.language import Sentence, mark

SAME_WORDS = mark(
    "“{row}” says the same as “{other}”, which {owner} wrote. It happens; say it in your own words "
    "and it counts."
)
SAME_ROW = mark(
    "“{row}” says the same as “{other}”. Say something of its own in each, and both count."
)
NO_TAB = mark(
    "The workbook has no such tab any more. “lembar init WORKBOOK --course” adds it again."
)


def _there_before(
    figures: Figures, member: Member, _facts: Mapping[str, object], told: Told
) -> Mapping[str, object]:
    """Keep what stood there, by fingerprint, where only new rows count."""
    if not told.word("words") or told.word("counted") == "all":
        return {}
    rows = told.which().rows(asked_of(figures, member.id))
    return {"already": sorted({row.print_of(told.word("words")) for row in rows})}


def _rows_there(figures: Figures, assignment: Assignment, told: Told) -> Work:
    which, wanted, column = told.which(), told.whole("count"), told.word("words")
    if which.tab not in figures.desk.practice:
        return Work(wanted=wanted, missing=Sentence(NO_TAB))
    zone = figures.desk.settings.timezone
    asked = asked_of(figures, assignment.member, assignment.given_at.astimezone(zone).date())
    rows = [row for row in which.rows(asked) if told.conditions("now").hold(row, asked)]
    copy: Sentence | None = None
    if column:
        already = _already(assignment, told)
        new = [row for row in rows if row.print_of(column) not in already]
        rows, copy = _own(figures, which.tab, column, new)
    missing = _missing(told, rows, wanted, copy)
    done = min(len(rows), wanted)
    if missing is not None and done == wanted:
        done = wanted - 1
    return Work(done=done, wanted=wanted, missing=missing)


def _already(assignment: Assignment, told: Told) -> set[str]:
    """Return the fingerprints of what stood there before, where only new rows count."""
    if told.word("counted") == "all":
        return set()
    return set(Facts(assignment.facts).names("already"))


def _own(
    figures: Figures, tab: str, column: str, rows: Sequence[Row]
) -> tuple[list[Row], Sentence | None]:
    """Return the rows that say what no other row says, and what to say of the first that does."""
    same, own = twins(figures, tab, column), []
    copy: Sentence | None = None
    for row in rows:
        others = [one for one in same.get(row.print_of(column), ()) if one is not row]
        if not others:
            own.append(row)
        elif copy is None:
            other = next((one for one in others if one.owner not in ("", row.owner)), others[0])
            facts = {"row": row.label, "other": other.label, "owner": other.owner}
            is_theirs = other.owner not in ("", row.owner)
            copy = Sentence(SAME_WORDS if is_theirs else SAME_ROW, facts)
    return own, copy


def _missing(
    told: Told, rows: Sequence[Row], wanted: int, copy: Sentence | None
) -> Sentence | None:
    if len(rows) < wanted:
        return copy or told.say("missing", left=wanted - len(rows), count=len(rows))
    column, sorts = told.word("different"), told.whole("sorts")
    found = {row.text(column).casefold() for row in rows if row.text(column)} if column else set()
    if column and len(found) < sorts:
        return told.say("missing_sorts", left=sorts - len(found), count=len(found))
    return None


ROWS_THERE = Check(
    look=_rows_there,
    remember=_there_before,
    table={
        "rows": Rows(),
        "now": Holds(),
        "count": Whole(1, 1, 1000),
        "words": Column(),
        "counted": Choice(("new", "all"), "new"),
        "different": Column(),
        "sorts": Whole(1, 1, 100),
        "missing": Says(("left", "count")),
        "missing_sorts": Says(("left", "count"), required=False),
    },
)
"""So many rows fulfil something; with `words`, each in words of its own and, unless all are `counted`, new since then."""
