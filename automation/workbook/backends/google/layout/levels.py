"""The approver and decision columns of every level: what to protect, and what to tell. Pure."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from automation.language import Sentence, mark
from automation.workbook.backends.google.layout.existing import TabWork
from automation.workbook.backends.google.layout.guards import (
    LEVELS,
    Deciders,
    LevelGuards,
    Wish,
    deciders,
)
from automation.workbook.backends.google.layout.standing import Protection
from automation.workbook.entry_rules import Wording

if TYPE_CHECKING:
    from automation.workbook.backends.google.layout.plan import Found

Levels = tuple[list[Wish], list[Sentence], list[Sentence]]


def level_wishes(
    works: Mapping[str, TabWork], found: "Found", account: str, wording: Wording
) -> Levels:
    """Return the wishes for all levels, what is good to know, and what a person must mend."""
    calendar = works.get("calendar")
    if calendar is None:
        return [], [], []
    if not account:
        return [], [Sentence(mark("Without a service account nothing is protected: set LEMBAR_GOOGLE_KEY and run it again."))], []  # fmt: skip
    guards = LevelGuards(
        place=calendar.place,
        protections=calendar.standing.protections if calendar.standing else (),
        account=account.casefold(),
        always=_always(works, account),
        wording=wording,
    )
    who = deciders(found.team.members, found.team.channels)
    wishes = [wish for level in LEVELS for wish in guards.wishes(level, who.get(level))]
    notes = list(_notes(who, wording))
    needs = [
        Sentence(
            mark("{columns} are protected by somebody else. The sheet's owner removes that protection (Data, Protect sheets and ranges); then run it again."),
            {"columns": ", ".join(f"“{one}”" for one in locked)},
        )
        for level in LEVELS
        if (locked := guards.locked(level))
    ]  # fmt: skip
    return wishes, notes, needs


def _notes(who: Mapping[int, Deciders], wording: Wording) -> Iterator[Sentence]:
    facts: dict[str, object] = dict(wording.titles)
    if not who:
        yield Sentence(
            mark("Fill in “{members}” and “{channels}”, then run it once more: members get filter views of their own, and only approvers can fill in decisions."),
            facts,
        )  # fmt: skip
    for level, one in who.items():
        if one.without_email:
            yield Sentence(
                mark("Anyone can fill in the decisions of level {level}: in “{members}” there is no e-mail address for {names}."),
                {**facts, "level": level, "names": ", ".join(one.without_email)},
            )  # fmt: skip
        elif not one.emails:
            yield Sentence(
                mark("Anyone can fill in the decisions of level {level}: nobody in “{members}” holds a role that may decide there."),
                {**facts, "level": level},
            )  # fmt: skip


def _always(works: Mapping[str, TabWork], account: str) -> frozenset[str]:
    """Return who may edit all our protections: the owner. Whole tabs tell, or else all of them."""
    ours = [
        one
        for work in works.values()
        if work.standing is not None
        for one in work.standing.protections
        if one.key and not one.is_warning and one.may_edit
    ]
    tabs = [one for one in ours if one.columns is None]
    return _in_all(tabs or ours) - {account.casefold()}


def _in_all(protections: list[Protection]) -> frozenset[str]:
    if not protections:
        return frozenset()
    return frozenset.intersection(*(one.editors for one in protections))
