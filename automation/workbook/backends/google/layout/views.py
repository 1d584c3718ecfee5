"""Filter views. The calendar: mine, to approve, stuck, this week; the assignments: mine, to mark. Pure.

A filter view cannot know who looks, so every active member gets a view of their own rows. States
are chosen by hiding all others, in both languages, and the week by a formula without a comma or
semicolon: both mean the same in every locale, and the week moves on by itself.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """One tab's views.

    `standing` are those that stand there, by number, and what each filters; `members` are the names
    of the members who have a view of their own; `words` are the page's in the team's language.
    """

    place: Place
    standing: Mapping[int, Sequence[Mapping[str, Any]]]
    members: Sequence[str]
    words: Mapping[str, str]

    def missing(self) -> Iterator[tuple[str, Message]]:
        """Yield, with its title, the request for every view that is not there or filters nothing."""
        for view in _views(self.place, self.members[:MEMBERS_MAX], self.words):
            if not self.standing.get(view.number):
                yield view.title, self._made(view)

    def hiding(self, states: Collection[str]) -> Iterator[tuple[str, Message]]:
        """Yield the request for every view that stands and does not hide yet what is new.

        Args:
            states: The labels of states that are new; what people changed in a view stays.
        """
        for view in _views(self.place, self.members[:MEMBERS_MAX], self.words):
            specs = self.standing.get(view.number, ())
            renewed = [_with_hidden(one, view.criteria, states) for one in specs]
            if renewed != list(specs):
                changed = {"filterViewId": view.number, "filterSpecs": renewed}
                yield view.title, {"updateFilterView": {"filter": changed, "fields": "filterSpecs"}}

    def _made(self, view: View) -> Message:
        made = {
            "filterViewId": view.number,
            "title": view.title,
            "range": {"sheetId": self.place.id, "startRowIndex": self.place.header},
            "filterSpecs": [
                {"columnIndex": column, "filterCriteria": criteria}
                for column, criteria in view.criteria.items()
            ],
        }
        if view.number in self.standing:
            return {"updateFilterView": {"filter": made, "fields": "filterSpecs"}}
        return {"addFilterView": {"filter": made}}


def _with_hidden(
    spec: Mapping[str, Any], criteria: Mapping[int, Message], states: Collection[str]
) -> Mapping[str, Any]:
    """Return what a view filters in one column, with those states hidden that ours hides."""
    wanted = criteria.get(int(spec.get("columnIndex", 0)), {}).get("hiddenValues", [])
    shown = spec.get("filterCriteria", {})
    hidden = shown.get("hiddenValues", [])
    new = [one for one in (wanted if isinstance(wanted, list) else []) if one in states]
    if not hidden or not {*new} - {*hidden}:
        return spec
    return {
        **spec,
        "filterCriteria": {**shown, "hiddenValues": list(dict.fromkeys([*hidden, *new]))},
    }


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
