"""A certificate's facts: which assignments count, and whether the workbook still says so. Pure.

Everything a certificate claims stands in its facts, and each of them comes from the workbook: so
whoever has both can recompute them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime, timedelta
from hashlib import sha256
from statistics import fmean

from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.finish import done_of, shortfall
from automation.domain.learning.kind import AssignmentKind
from automation.domain.learning.marking import Marked, without_mark
from automation.domain.team.member import Member
from automation.language import Sentence, decimal, mark

FORM = 1
"""Which form the facts have; a later form says so here."""
GRADING_TAKES = timedelta(minutes=5)
"""How long after a grading's moment its run may have begun to write."""

NOT_THERE = mark("{id}, “{title}”: the workbook has no such assignment.")
NOT_DONE = mark("{id}, “{title}”: it is not done in the workbook.")
OTHER_FACT = mark(
    "{id}, “{title}”: {what} is “{here}” in the certificate, “{there}” in the workbook."
)
OTHER_MEAN = mark("The score in all is {here} in the certificate; its assignments come to {there}.")
NOT_FINISHED = mark("Its assignments do not make a finished course. {lacking}")
NO_GRADING = mark(
    "{id}, “{title}”: no grading of that moment stands in the tab Runs, so nothing proves it."
)
WHAT = {
    "lesson": mark("the lesson"),
    "kind": mark("the kind"),
    "title": mark("the title"),
    "why": mark("the evidence"),
    "rows": mark("the evidence's rows"),
    "evidence": mark("the fingerprint of the evidence"),
    "given_at": mark("the day it was given"),
    "graded_at": mark("the day it was graded"),
    "score": mark("the score"),
    "by": mark("who marked it"),
}
"""What a part of a certificate tells, as sentences name it."""


class NoFacts(ValueError):
    """What was read are not the facts of a certificate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One assignment that counts. `evidence` tells its facts from others; `by` is the trainer.

    `by` is empty where the workbook alone showed the work. Times are ISO text, `score` 0 to 100.
    """

    id: str
    lesson: str
    kind: str
    title: str
    why: str
    rows: tuple[str, ...]
    evidence: str
    given_at: str
    graded_at: str
    score: float
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A finished course of one member. `issued_at` is ISO text; `rehearsal`: no post was public."""

    member: str
    language: str
    issued_at: str
    score: float
    parts: tuple[Part, ...]
    rehearsal: bool = False
    form: int = FORM

    @property
    def seal(self) -> str:
        """A short fingerprint of all the facts, for people to compare."""
        return _fingerprint(self.as_facts())

    def as_facts(self) -> dict[str, object]:
        """Return the facts as JSON values."""
        facts: dict[str, object] = json.loads(json.dumps(asdict(self)))
        return facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found: how the workbook differs, and what nothing in it proves."""

    differences: Sequence[Sentence] = field(default=())
    unproven: Sequence[Sentence] = field(default=())


def certificate_of(
    desk: Desk, member: Member, *, issued_at: datetime, language: str
) -> Certificate:
    """Return the facts of a course the member has finished (`shortfall` says whether)."""
    parts = tuple(_part(one) for one in done_of(_own(desk, member)))
    return Certificate(
        member=member.id,
        language=language,
        issued_at=issued_at.astimezone(desk.settings.timezone).isoformat(timespec="minutes"),
        score=_mean(parts),
        parts=parts,
        rehearsal=desk.is_rehearsal,
    )


def _own(desk: Desk, member: Member) -> list[Assignment]:
    return [one for one in desk.assignments if one.member == member.id]


def _part(one: Assignment) -> Part:
    marked = Marked.of(one.facts)
    facts = without_mark(one.facts)
    rows = facts.get("rows")
    named = [*rows] if isinstance(rows, list | tuple) else []
    named += [post] if (post := facts.get("post")) else []
    return Part(
        id=one.id,
        lesson=one.lesson,
        kind=one.kind,
        title=one.title,
        why=one.why,
        rows=tuple(map(str, named)),
        evidence=_fingerprint(facts),
        given_at=_moment(one.given_at),
        graded_at=_moment(one.graded_at),
        score=one.score or 0.0,
        by=marked.by if marked and marked.passes else "",
    )


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""


def _mean(parts: Sequence[Part]) -> float:
    return round(fmean(part.score for part in parts), 1) if parts else 0.0


def _fingerprint(facts: Mapping[str, object]) -> str:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:16]


def read_facts(raw: object) -> Certificate:
    """Return the certificate that facts describe.

    Raises:
        NoFacts: they are not a certificate's, or of a form that this version does not know.
    """
    match raw:
        case {
            "form": 1, "member": str(member), "language": str(language), "rehearsal": bool(rehearsal),
            "issued_at": str(issued_at), "score": int() | float() as score, "parts": list(parts),
        }:  # fmt: skip
            return Certificate(
                member=member,
                language=language,
                issued_at=issued_at,
                score=score,
                rehearsal=rehearsal,
                parts=tuple(_read_part(part) for part in parts),
            )
        case _:
            raise NoFacts


def _read_part(raw: object) -> Part:
    texts = [one.name for one in fields(Part) if one.name not in ("rows", "score")]
    match raw:
        case {"rows": list(rows), "score": int() | float() as score, **rest}:
            told = {name: text for name in texts if isinstance(text := rest.get(name), str)}
            if len(told) == len(texts):
                return Part(rows=tuple(map(str, rows)), score=score, **told)
        case _:
            pass
    raise NoFacts


def compare(certificate: Certificate, desk: Desk, kinds: Mapping[str, AssignmentKind]) -> Checked:
    """Recompute a certificate's facts from the workbook, and its claim that the course is finished."""
    there = {one.id: one for one in desk.assignments}
    differences = [
        one for part in certificate.parts for one in _differences(certificate, part, there)
    ]
    mean = _mean(certificate.parts)
    if certificate.score != mean:
        differences.append(
            Sentence(OTHER_MEAN, {"here": decimal(certificate.score), "there": decimal(mean)})
        )
    counted = [there[part.id] for part in certificate.parts if part.id in there]
    member = next((one for one in desk.members.values() if one.id == certificate.member), None)
    if member is not None:
        lacking = shortfall(member, counted, kinds)
        differences += [Sentence(NOT_FINISHED, {"lacking": one}) for one in lacking[:1]]
    return Checked(differences=differences, unproven=list(_unproven(certificate, desk)))


def _differences(
    certificate: Certificate, part: Part, there: Mapping[str, Assignment]
) -> Iterator[Sentence]:
    named = {"id": part.id, "title": part.title}
    found = there.get(part.id)
    if found is None or found.member != certificate.member:
        yield Sentence(NOT_THERE, named)
        return
    if found.state is not AssignmentState.DONE:
        yield Sentence(NOT_DONE, named)
        return
    now = _part(found)
    for name, what in WHAT.items():
        here, other = getattr(part, name), getattr(now, name)
        if here != other:
            facts = {"what": Sentence(what), "here": _told(here), "there": _told(other)}
            yield Sentence(OTHER_FACT, {**named, **facts})


def _told(fact: object) -> str:
    match fact:
        case tuple():
            return ", ".join(map(str, fact))
        case float() | int():
            return f"{fact:g}"
        case _:
            return str(fact)


def _unproven(certificate: Certificate, desk: Desk) -> Iterator[Sentence]:
    """Yield the assignments of which no run shows that it graded them when they say."""
    gradings = [run.started_at for run in desk.runs if run.job == "grade"]
    for part in certificate.parts:
        graded = datetime.fromisoformat(part.graded_at) if part.graded_at else None
        if graded is None or not any(
            timedelta() <= at - graded.replace(microsecond=0) <= GRADING_TAKES for at in gradings
        ):
            yield Sentence(NO_GRADING, {"id": part.id, "title": part.title})
