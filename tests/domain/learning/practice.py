"""Rows of the practice tabs for tests, as a team of a coffee stall would write them."""

from dataclasses import replace

from automation.domain.desk import Desk
from automation.domain.learning.practice import PracticeRow, Value
from automation.domain.team.member import Member
from tests.domain.desks import AYU, make_desk

TABS = ("ideas", "templates", "replies", "goals", "time", "topics")


def row(tab: str, name: str, by: Member = AYU, /, **cells: Value) -> PracticeRow:
    """Return a row of a tab that belongs to a member."""
    owner = "owner" if tab == "goals" else "by"
    return PracticeRow(tab=tab, name=name, cells={owner: by.id, **cells})


def course_desk(*rows: PracticeRow, desk: Desk | None = None) -> Desk:
    """Return a desk of a team that has opened a course; every practice tab is there."""
    tabs = {tab: [one for one in rows if one.tab == tab] for tab in TABS}
    return replace(desk or make_desk(), practice=tabs)
