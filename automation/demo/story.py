"""The story of the demo as typed values: the team, its posts, and who does what when.

Reads `story.yaml`, which is ours; a mistake in it is a mistake of the program.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from automation.rehearsal.faults import Effect, Fault

Value = str | int | Sequence[str] | Mapping[str, str]
Cells = Mapping[str, Value]
"""Cells of one row as the story tells them: values the schema knows, lists as lists."""

_LATER = ("approver_1", "decision_1", "approver_2", "decision_2", "feedback")
_POSTS = "^/api/v1/statuses$"
STANDARD_JOBS = ("publish", "collect")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPost:
    """One row of the calendar: what is typed first, and what approvers type later."""

    title: str
    batch: int
    cells: Cells
    later: Mapping[str, str]

    def decision(self, level: int) -> Mapping[str, str]:
        """Return the cells the approver of that level fills; none when nobody decides there."""
        if f"approver_{level}" not in self.later:
            return {}
        cells = {f"decision_{level}": "approve", **self.later}
        names = (f"approver_{level}", f"decision_{level}", "feedback")
        return {name: cells[name] for name in names if name in cells}


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """Somebody types into one cell of the calendar."""

    post: str
    column: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A member hands in a text for an assignment of that kind."""

    member: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One moment: what people do, what goes wrong, and which jobs run then.

    `add` is the batch of rows that is typed; `decide` the batch and level that is decided;
    `pause` switches all publishing off or on.
    """

    at: datetime
    add: int | None = None
    decide: tuple[int, int] | None = None
    write: Sequence[Write] = ()
    answer: Answer | None = None
    pause: bool | None = None
    fault: Fault | None = None
    jobs: Sequence[str] = STANDARD_JOBS


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The whole fortnight; `now` is the moment the demo ends with."""

    timezone: str
    now: datetime
    members: Sequence[Cells]
    channels: Sequence[Cells]
    guidelines: Sequence[Cells]
    posts: Sequence[PlannedPost]
    acts: Sequence[Act]


@lru_cache(maxsize=1)
def read_story() -> Story:
    """Return the story that is shipped."""
    import yaml

    told = yaml.safe_load(Path(__file__).with_name("story.yaml").read_text(encoding="utf-8"))
    zone = ZoneInfo(told["timezone"])
    return Story(
        timezone=told["timezone"],
        now=_at(told["now"], zone),
        members=told["members"],
        channels=told["channels"],
        guidelines=told["guidelines"],
        posts=[_post(row) for row in told["posts"]],
        acts=[_act(row, zone) for row in told["acts"]],
    )


def _at(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def _post(row: dict[str, Value]) -> PlannedPost:
    typed = {"status": "ready", **row}
    later = {name: str(typed.pop(name)) for name in _LATER if name in typed}
    batch = typed.pop("batch")
    language = "en" if "senja-en" in str(typed.get("channels")) else "id"
    return PlannedPost(
        title=str(row["title"]),
        batch=int(str(batch)),
        cells={"post_language": language, **typed},
        later=later,
    )


def _act(row: dict[str, Any], zone: ZoneInfo) -> Act:
    fault, decide, answer = row.get("fault"), row.get("decide"), row.get("answer")
    return Act(
        at=_at(row["at"], zone),
        add=row.get("add"),
        decide=(decide["batch"], decide["level"]) if decide else None,
        write=[Write(**one) for one in row.get("write", ())],
        answer=Answer(**answer) if answer else None,
        pause=row.get("pause"),
        fault=_fault(fault) if fault else None,
        jobs=row.get("jobs", STANDARD_JOBS),
    )


def _fault(row: dict[str, Any]) -> Fault:
    return Fault(
        effect=Effect(row["effect"]),
        methods="^POST$",
        path=_POSTS,
        account=row["account"],
        status=row.get("status", 503),
    )
