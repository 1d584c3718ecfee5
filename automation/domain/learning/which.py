"""Which rows a finding or a check is about: of what tab, whose, when, fulfilling what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from automation.domain.content.post import Status
from automation.domain.ids import MemberId
from automation.domain.learning.conditions import NONE, Asked, Conditions
from automation.domain.learning.figures import Figures
from automation.domain.learning.rows import Row, by_owner, rows_of
from automation.domain.team.member import Member, Role

WHOSE = ("mine", "team", "colleagues", "led")
WHEN = ("any", "coming", "soon", "out")
SOON = timedelta(days=14)
_IN_USE = (Status.DRAFT, Status.READY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Which rows are meant. `last` keeps only so many, the latest first; 0 keeps all."""

    tab: str
    whose: str = "team"
    when: str = "any"
    days: int = 0
    last: int = 0
    conditions: Conditions = NONE

    def rows(self, asked: Asked) -> list[Row]:
        """Return the rows, in the order of the tab, or the nearest in time first."""
        found = list(self._found(asked))
        if self.when in ("coming", "soon") or self.last:
            found.sort(key=_time_and_key, reverse=bool(self.last))
        return found[: self.last] if self.last else found

    def _found(self, asked: Asked) -> Sequence[Row]:
        figures = asked.figures
        if self.whose == "mine" or (self.whose == "led" and not _leads(figures, asked.member)):
            return self._fitting(by_owner(figures, self.tab).get(asked.member, ()), asked)
        everybody = figures.keep(
            (
                "which",
                self.tab,
                self.when,
                self.days,
                bool(self.last),
                self.conditions,
                asked.today,
            ),
            lambda: self._fitting(rows_of(figures, self.tab), asked),
        )
        if self.whose == "colleagues":
            return [row for row in everybody if row.owner not in ("", asked.member)]
        return everybody

    def _fitting(self, rows: Sequence[Row], asked: Asked) -> list[Row]:
        return [
            row
            for row in rows
            if self._is_in_time(row, asked.figures) and self.conditions.hold(row, asked)
        ]

    def _is_in_time(self, row: Row, figures: Figures) -> bool:
        if row.post is None:
            return True
        at = row.post.publish_at
        match self.when:
            case "coming" | "soon":
                near = self.when == "coming" or (at is not None and at <= figures.now + SOON)
                return near and figures.is_planned(row.post, after=figures.now)
            case "out":
                out = figures.went_out.get(row.post.id)
                return (
                    out is not None
                    and figures.now - timedelta(days=self.days) <= out <= figures.now
                )
            case _:
                return not self.last or (at is not None and row.post.status in _IN_USE)


def _leads(figures: Figures, member: str) -> bool:
    found: Member | None = figures.desk.members.get(MemberId(member))
    return found is not None and Role.MANAGER in found.roles


def _time_and_key(row: Row) -> tuple[float, str]:
    at = row.post.publish_at if row.post else None
    return (at.timestamp() if at else float("inf"), row.key)
