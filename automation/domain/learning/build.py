"""Builds a kind of assignment from what a course's file says, or says what is wrong with it. Pure."""

from collections.abc import Mapping
from functools import partial
from typing import TypeVar

from automation.domain.learning import flaws
from automation.domain.learning.checks import CHECKS
from automation.domain.learning.checks.rule import Check, ToldCheck
from automation.domain.learning.evidence import FINDINGS
from automation.domain.learning.evidence.rule import Finding
from automation.domain.learning.figures import Figures
from automation.domain.learning.flaws import Flaw
from automation.domain.learning.kind import AssignmentKind, Evidence
from automation.domain.learning.lessons import LESSONS
from automation.domain.learning.params import Told, Whole
from automation.domain.learning.reading import A_LIST, POSTS, Block, Notes
from automation.domain.learning.which import Which
from automation.domain.team.member import LEARNERS, Member, Role
from automation.language import mark

EVERYONE = "everyone"
POINTS_MAX = 9
"""Trainers type points by their numbers, a digit each."""
_LESSONS = {lesson.id: lesson for lesson in LESSONS}
_ROLES = (EVERYONE, *(role for role in Role if role in LEARNERS))


def build_kind(code: str, raw: object, notes: Notes) -> AssignmentKind | None:
    """Build the kind a file describes; None, with flaws in the notes, when something is wrong.

    Args:
        code: The file's name without its ending; it names the kind.
        raw: What the file holds, parsed.
        notes: Which tabs and columns there are; takes the flaws and the Indonesian texts.
    """
    block = Block(raw, (), notes)
    lesson = block.choice("lesson", tuple(_LESSONS))
    roles = block.choices("roles", _ROLES)
    finding, found = _rule(block, "evidence", FINDINGS)
    check, told = _rule(block, "check", CHECKS)
    facts = finding.facts if finding else None
    title = block.says("title")
    brief, where = block.says("brief", facts), block.says("where", facts)
    done_when = block.says("done_when", facts)
    days, minutes = (
        block.whole("days", Whole(7, 1, 60)),
        block.whole("minutes", Whole(None, 5, 600)),
    )
    for_team = block.flag("for_team")
    rubric = _rubric(block, check)
    block.close()
    if not notes.flaws and finding and check:
        notes.flaws += _unkept(finding, check, told)
    if notes.flaws or finding is None or check is None:
        return None
    return AssignmentKind(
        code=code,
        lesson=_LESSONS[lesson],
        roles=LEARNERS if EVERYONE in roles else frozenset(Role(one) for one in roles),
        title=title,
        brief=brief,
        where=where,
        done_when=done_when,
        days=days,
        minutes=minutes,
        find=partial(_find, finding, found),
        rule=ToldCheck(check, told),
        for_team=for_team,
        by_trainer=check.by_trainer,
        rubric=rubric,
        tabs=_tabs(found) | _tabs(told),
    )


def _find(finding: Finding, told: Told, figures: Figures, member: Member) -> Evidence | None:
    return finding.find(figures, member, told)


R = TypeVar("R", Finding, Check)


def _rule(block: Block, name: str, rules: Mapping[str, R]) -> tuple[R | None, Told]:
    inner = Block(block.raw(name) or {}, (name,), block.notes)
    rule = rules.get(inner.choice("rule", tuple(rules)))
    if rule is None:
        return None, Told()
    told = inner.told(rule.whole_table)
    inner.close()
    return rule, told


def _unkept(finding: Finding, check: Check, told: Told) -> list[Flaw]:
    wanted = check.compares_with(told)
    if wanted <= set(finding.keeps):
        return []
    fit = sorted(name for name, one in FINDINGS.items() if wanted <= set(one.keeps))
    facts = {"facts": ", ".join(sorted(wanted)), "names": ", ".join(fit)}
    return [flaws.plain(("evidence", "rule"), UNKEPT, **facts)]


def _rubric(block: Block, check: Check | None) -> tuple[str, ...]:
    wanted = check is not None and check.by_trainer
    raw = block.raw("rubric", required=wanted)
    if raw is None:
        return ()
    if not isinstance(raw, list):
        block.wrong(flaws.not_a(("rubric",), A_LIST, raw))
        return ()
    if not wanted:
        block.wrong(flaws.plain(("rubric",), NO_TRAINER))
    if not 2 <= len(raw) <= POINTS_MAX:
        block.wrong(flaws.plain(("rubric",), WRONG_COUNT))
    return tuple(block.bilingual(one, ("rubric", place)) for place, one in enumerate(raw))


NO_TRAINER = mark("This check needs no trainer, so nobody would read a rubric. Take it out.")
UNKEPT = mark(
    "The check compares with what this evidence does not keep ({facts}). Evidence that does: {names}."
)
WRONG_COUNT = mark("A rubric has two to nine points that a trainer can see in the text.")


def _tabs(told: Told) -> frozenset[str]:
    which = told.values.get("rows")
    return frozenset({which.tab} - set(POSTS)) if isinstance(which, Which) else frozenset()
