"""Filter views. The calendar: mine, to approve, stuck, this week; the assignments: mine, to mark. Pure.

A filter view cannot know who looks, so every active member gets a view of their own rows. States
are chosen by hiding all others, in both languages, and the week by a formula without a comma or
semicolon: both mean the same in every locale, and the week moves on by itself.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from automation.workbook.backends.google.cells import Message
from automation.workbook.backends.google.layout.keys import number_for
from automation.workbook.backends.google.layout.place import Place
from automation.workbook.backends.ooxml.addresses import column_letters
from automation.workbook.locate import header_key

MEMBERS_MAX = 30
"""For how many members a view is made; more would bury the others in the menu."""

WAITING = ("waiting",)
STUCK = ("needs_work", "changes_requested", "held", "partly", "missed", "rejected", "unknown")
BY_STATE: Mapping[str, Mapping[str, Sequence[str]]] = {
    "calendar": {"to_approve": WAITING, "stuck": STUCK},
    "assignments": {"to_mark": ("waiting_for_trainer",)},
}
"""The views that let some states through, by tab."""
WHOSE = {"calendar": "owner", "assignments": "member"}
"""The column that says whose a row is, by tab; these tabs have views."""
_MONDAY = "TODAY()-WEEKDAY(TODAY()-1)+1"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One filter view: its number, its title, and what it lets through by column."""

    number: int
    title: str
    criteria: Mapping[int, Message]


def missing_views(
    place: Place, standing: Mapping[int, bool], members: Sequence[str], words: Mapping[str, str]
) -> Iterator[tuple[str, Message]]:
    """Yield, with its title, the request for every view that is not there or filters nothing.

    Args:
        place: A tab that has views.
        standing: The views that stand there, by number, and whether each filters anything.
        members: The names of the members who have a view of their own.
        words: The page's words in the team's language.
    """
    for view in _views(place, members[:MEMBERS_MAX], words):
        if standing.get(view.number):
            continue
        made = {
            "filterViewId": view.number,
            "title": view.title,
            "range": {"sheetId": place.id, "startRowIndex": place.header},
            "filterSpecs": [
                {"columnIndex": column, "filterCriteria": criteria}
                for column, criteria in view.criteria.items()
            ],
        }
        if view.number in standing:
            yield view.title, {"updateFilterView": {"filter": made, "fields": "filterSpecs"}}
        else:
            yield view.title, {"addFilterView": {"filter": made}}


def _views(place: Place, members: Sequence[str], words: Mapping[str, str]) -> Iterator[View]:
    whose = WHOSE[place.tab.name]
    for name, states in BY_STATE[place.tab.name].items():
        if "state" in place.columns:
            shown: dict[int, Message] = {
                place.columns["state"]: {"hiddenValues": _all_but(place, states)}
            }
            yield _view(place, name, words[f"view_{name}"], shown)
    if "publish_at" in place.columns:
        column = place.columns["publish_at"]
        cell = f"{column_letters(column)}{place.header + 2}"
        this_week = f"=({cell}>={_MONDAY})*({cell}<{_MONDAY}+7)=1"
        shown = {column: _condition("CUSTOM_FORMULA", this_week)}
        yield _view(place, "week", words["view_week"], shown)
    if whose in place.columns:
        for member in members:
            shown = {place.columns[whose]: _condition("TEXT_EQ", member)}
            title = words["view_mine"].format(name=member)
            yield _view(place, f"mine:{header_key(member)}", title, shown)


def _view(place: Place, name: str, title: str, criteria: Mapping[int, Message]) -> View:
    return View(number=number_for(f"{place.tab.name}/{name}"), title=title, criteria=criteria)


def _all_but(place: Place, states: Collection[str]) -> list[str]:
    labels = place.tab.fields["state"].labels
    others = [
        label for value, both in labels.items() if value not in states for label in both.values()
    ]
    kept = {label for value in states for label in labels[value].values()}
    return ["", *dict.fromkeys(label for label in others if label not in kept)]


def _condition(kind: str, value: str) -> Message:
    return {"condition": {"type": kind, "values": [{"userEnteredValue": value}]}}
