"""The people of the team and the roles they hold (N2, N14, N44)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from automation.domain.ids import MemberId


class Role(StrEnum):
    """What a member answers for. Approval levels name roles, never people."""

    MANAGER = "manager"
    CREATOR = "creator"
    DESIGNER = "designer"
    COMMUNITY = "community"
    ANALYST = "analyst"
    EXPERT = "expert"
    EDITOR = "editor"
    LEGAL = "legal"
    HR = "hr"
    FINAL = "final"
    TRAINER = "trainer"


LEARNERS = frozenset(Role) - {Role.TRAINER}
"""The roles a course has assignments for; who only trains gets none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person. `id` is the name as it stands in the members tab."""

    id: MemberId
    email: str = ""
    roles: frozenset[Role] = frozenset()
    google: str = ""
    """The Google account this person signs comments with: `users/…`, or the name it shows."""
    language: str = ""
    weekly_hours: float | None = None
    active: bool = True

    def has_any(self, roles: Iterable[Role]) -> bool:
        """Say whether the member holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)


def folded(text: str) -> str:
    """Return a name or an address as names are compared: without case, outer or double blanks."""
    return " ".join(text.split()).casefold()


def find_member(members: Iterable[Member], text: str) -> Member | None:
    """Return the member a cell names, by name or e-mail; case and outer blanks do not matter."""
    wanted = folded(text)
    if not wanted:
        return None
    for member in members:
        if wanted in (folded(member.id), folded(member.email)):
            return member
    return None
