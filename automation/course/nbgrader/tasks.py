"""Which of a lesson's kinds of assignment become tasks of an exported notebook, and what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from automation.course.nbgrader.answers import Answer, answer_to, filled
from automation.course.nbgrader.rows import Row, rows_of_calendar, rows_of_channel
from automation.domain.ids import ChannelId, MemberId
from automation.domain.learning.course import Course
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import AssignmentKind, Evidence
from automation.domain.learning.lessons import Lesson
from automation.domain.learning.voice import Voice
from automation.domain.team.member import Member
from automation.language import Sentence, mark

TEAM = Member(id=MemberId(""))
"""Stands for everybody: it owns no post, so nothing personal is found for it."""
OWN = mark("Your own")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What grades a task by machine: Python that finds the answer, in rows beside the notebook if need be.

    `wanted` says how an answer is written. `wrong` is said to who was wrong; `{answer}` in it stands
    for what they wrote.
    """

    code: str
    how: Answer
    wanted: str
    wrong: str
    file: str = ""
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task. `said` are its paragraphs, the title first; without `counted` a trainer grades it."""

    code: str
    said: Sequence[str]
    rubric: Sequence[str] = ()
    counted: Counted | None = None

    @property
    def points(self) -> int:
        """What it can bring: one for each point of the rubric, or for the right answer."""
        return len(self.rubric) or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """For whom tasks are written out: the team's figures, a member or `TEAM`, and their language."""

    figures: Figures
    voice: Voice
    member: Member = TEAM

    def named(self, column: str) -> str:
        """Return what a column is called in the rows: as in the calendar."""
        if column == "own":
            return self.voice.translate(OWN)
        return self.voice.title_of("snapshots" if column == "quotes" else "calendar", column)


def tasks_of(course: Course, lesson: Lesson, teaching: Teaching) -> list[Task]:
    """Return the tasks of a lesson that the team's rows call for; a machine grades the first ones."""
    kinds = [kind for kind in course.kinds.values() if kind.lesson is lesson]
    return sorted(_tasks(kinds, teaching), key=lambda task: task.counted is None)


def _tasks(kinds: Sequence[AssignmentKind], teaching: Teaching) -> Iterator[Task]:
    for kind in kinds:
        how = answer_to(kind.rule)
        if how is None and not kind.by_trainer:
            continue
        evidence = kind.find(teaching.figures, teaching.member)
        if evidence is not None:
            yield Task(
                code=kind.code,
                said=_said(kind, evidence, teaching),
                rubric=[teaching.voice.say(Sentence(point)) for point in kind.rubric],
                counted=_counted(how, evidence.facts, teaching) if how else None,
            )


def _said(kind: AssignmentKind, evidence: Evidence, teaching: Teaching) -> list[str]:
    """Return the paragraphs; why is left out where it speaks of the member's own posts to a team."""
    facts, say = evidence.why.facts, teaching.voice.say
    brief, done_when = (say(Sentence(text, facts)) for text in (kind.brief, kind.done_when))
    speaks_of_own = "own" in facts and teaching.member is TEAM
    why = [] if speaks_of_own else [say(evidence.why)]
    return [f"## {say(Sentence(kind.title, facts))}", *why, brief, done_when]


def _counted(how: Answer, facts: Mapping[str, object], teaching: Teaching) -> Counted:
    figures, named, say = teaching.figures, teaching.named, teaching.voice.say
    file, rows = "posts.json", rows_of_calendar(figures, named)
    if how.of_one_channel:
        channel = ChannelId(Facts(facts).text("channel"))
        own = {post.id for post in figures.posts_of(teaching.member.id)}
        file, rows = "channel.json", rows_of_channel(figures, named, channel, own)
    return Counted(
        file=file,
        rows=rows,
        code=filled(how, named, facts),
        how=how,
        wanted=say(Sentence(how.wanted)),
        wrong=say(Sentence(how.wrong, {"answer": "{answer}"})),
    )
