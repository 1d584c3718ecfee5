"""Calls per minute, of one user and of the project. One call counts once, however large."""

from dataclasses import dataclass, field
from datetime import datetime

from automation.rehearsal.sheets.refusals import over_quota


@dataclass(slots=True)
class Quota:
    """Google's numbers, unless changed; 0 means that nothing is allowed, None that all is.

    Source: https://developers.google.com/workspace/sheets/api/limits (facts file, April 2026).
    """

    per_user: int | None = 60
    per_project: int | None = 300
    _minute: int = 0
    _spent: dict[tuple[str, str], int] = field(default_factory=dict)

    def allow(self, per_user: int | None, per_project: int | None) -> None:
        """Allow other numbers from now on; what was spent before counts no more."""
        self.per_user, self.per_project, self._spent = per_user, per_project, {}

    def spend(self, kind: str, caller: str, now: datetime) -> None:
        """Count one call of the kind `read` or `write`.

        Raises:
            Refused: 429, this minute has no more.
        """
        minute = int(now.timestamp() // 60)
        if minute != self._minute:
            self._minute, self._spent = minute, {}
        for scope, limit, who in (
            ("user", self.per_user, caller),
            ("project", self.per_project, ""),
        ):
            if limit is not None and self._spent.get((kind, who), 0) >= limit:
                raise over_quota(kind, scope)
        for who in (caller, ""):
            self._spent[kind, who] = self._spent.get((kind, who), 0) + 1
