"""Rows of the tabs in which a course is worked on: ideas, templates, replies, goals, time, topics."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | float | date
"""What a cell holds. A choice is the value code knows, when what was typed is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeRow:
    """One row. `name` is what its first column says; empty and unreadable cells are left out."""

    tab: str
    name: str
    cells: Mapping[str, Value] = field(default_factory=dict)
