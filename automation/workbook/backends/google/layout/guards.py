"""Who may write where. Pure.

Three strengths. A machine tab takes writes from the service account alone (the sheet's owner may
always write). The machine's columns in people's tabs only warn: hard protection would stop people
from sorting and inserting rows across them, and what is overwritten there the next run puts back.
Approver and decision columns take writes from the account and the members whose roles hold that
level in any channel, and from nobody else: whole columns, header included, so that no row that is
inserted at the top falls out of them. Who may not write there cannot sort the tab either; filter
views sort for the eye alone.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from automation.domain.team.channel import Channel, Policy
from automation.domain.team.member import Member
from automation.language import Sentence, mark
from automation.workbook.backends.google.cells import Message
from automation.workbook.backends.google.layout.keys import described, number_for
from automation.workbook.backends.google.layout.place import Place, runs
from automation.workbook.backends.google.layout.standing import Protection
from automation.workbook.entry_rules import Wording
from automation.workbook.schema import Writer

LEVELS = (1, 2, 3)
DECIDING = tuple(f"{name}_{level}" for level in LEVELS for name in ("approver", "decision"))
"""The calendar's columns that are protected for real; their keys are `calendar/decision_1` and so on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """Who may decide at a level: addresses, and the names of those who have none."""

    emails: frozenset[str]
    without_email: tuple[str, ...] = ()

    @property
    def can_be_named(self) -> bool:
        """Whether a protection can name all of them, and there is somebody."""
        return bool(self.emails) and not self.without_email


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A request Google may refuse for reasons of its own, and what to say either way."""

    request: Message
    done: Sentence
    refused: Sentence


def deciders(members: Collection[Member], channels: Collection[Channel]) -> Mapping[int, Deciders]:
    """Return who may decide at each level that an active channel uses; union over the channels."""
    found: dict[int, Deciders] = {}
    for level in LEVELS:
        using = [one for one in channels if one.active and level <= _levels_of(one)]
        if not using:
            continue
        roles = frozenset[object]().union(*(one.roles_at(level) for one in using))
        holders = [one for one in members if one.active and roles & one.roles]
        found[level] = Deciders(
            emails=frozenset(one.email.strip().casefold() for one in holders if "@" in one.email),
            without_email=tuple(one.id for one in holders if "@" not in one.email),
        )
    return found


def _levels_of(channel: Channel) -> int:
    if channel.policy is Policy.OPTIONAL:
        return 1
    return channel.needed_levels


def machine_guards(
    place: Place, protections: Collection[Protection], account: str, words: Mapping[str, str]
) -> Iterator[Message]:
    """Yield the protections that a tab lacks of what only Lembar writes."""
    taken = {one.id for one in protections}
    if place.tab.append_only:
        if account and not any(one.columns is None for one in protections):
            made = _guard(f"{place.tab.name}/tab", words["guard_tab"], {"sheetId": place.id}, taken)
            yield {"addProtectedRange": {"protectedRange": {**made, **_editors([account])}}}
        return
    for first, last in runs(_unguarded(place, protections)):
        area = place.whole_columns(first, last)
        made = _guard(f"{place.tab.name}/machine", words["guard_columns"], area, taken)
        yield {"addProtectedRange": {"protectedRange": {**made, "warningOnly": True}}}


def _unguarded(place: Place, protections: Collection[Protection]) -> Iterator[int]:
    for name, column in place.columns.items():
        is_machines = place.tab.fields[name].writer is Writer.MACHINE
        if is_machines and not any(
            one.columns is None or column in one.columns for one in protections
        ):
            yield column


def _guard(key: str, sentence: str, area: Message, taken: set[int]) -> Message:
    number = next(
        n for at in range(len(taken) + 1) if (n := number_for(f"{key}:{at}")) not in taken
    )
    taken.add(number)
    return {"protectedRangeId": number, "range": area, "description": described(sentence, key)}


def _editors(addresses: Collection[str]) -> Message:
    return {"editors": {"users": sorted(addresses)}}


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelGuards:
    """The protections of the approver and decision columns.

    `always` are the addresses that may edit every protection of ours: the owner, whom Google adds
    to each of them.
    """

    place: Place
    protections: Collection[Protection]
    account: str
    always: frozenset[str]
    wording: Wording

    def wishes(self, level: int, who: Deciders | None) -> Iterator[Wish]:
        """Yield what brings a level's two columns to who may decide now; None is nobody."""
        for name in (f"approver_{level}", f"decision_{level}"):
            if name not in self.place.columns:
                continue
            key = f"{self.place.tab.name}/{name}"
            standing = [one for one in self.protections if one.key == key]
            if who is not None and who.can_be_named:
                yield from self._kept(name, key, standing, who.emails | {self.account}, level)
            else:
                yield from (self._freed(name, one) for one in standing if one.may_edit)

    def locked(self, level: int) -> list[str]:
        """Return the columns of a level whose protection somebody else holds, by their headers."""
        names = (f"approver_{level}", f"decision_{level}")
        keys = {f"{self.place.tab.name}/{name}": name for name in names}
        return [
            self._title(keys[one.key])
            for one in self.protections
            if one.key in keys and not one.may_edit
        ]

    def _kept(
        self, name: str, key: str, standing: list[Protection], wanted: frozenset[str], level: int
    ) -> Iterator[Wish]:
        column = self.place.columns[name]
        if not standing:
            told = self.wording.words["guard_level"].format(level=level, **self.wording.titles)
            taken = {one.id for one in self.protections}
            made = _guard(key, told, self.place.whole_columns(column), taken)
            request: Message = {
                "addProtectedRange": {"protectedRange": {**made, **_editors(wanted)}}
            }
            yield self._wish(request, name, wanted)
        for one in standing:
            is_right = one.editors >= wanted and one.editors - wanted <= self.always
            is_there = one.columns is not None and column in one.columns
            if one.may_edit and not (is_right and is_there and not one.is_warning):
                kept: Message = {
                    "protectedRangeId": one.id,
                    "warningOnly": False,
                    **({} if is_there else {"range": self.place.whole_columns(column)}),
                    **_editors(wanted),
                }
                fields = "editors,warningOnly" if is_there else "range,editors,warningOnly"
                request = {"updateProtectedRange": {"protectedRange": kept, "fields": fields}}
                yield self._wish(request, name, wanted)

    def _freed(self, name: str, one: Protection) -> Wish:
        return Wish(
            request={"deleteProtectedRange": {"protectedRangeId": one.id}},
            done=Sentence(
                mark("“{column}” is no longer protected."), {"column": self._title(name)}
            ),
            refused=self._refused(name),
        )

    def _wish(self, request: Message, name: str, wanted: frozenset[str]) -> Wish:
        people = ", ".join(sorted(wanted - {self.account}))
        return Wish(
            request=request,
            done=Sentence(
                mark("“{column}” can now be filled in only by {people}, and by the sheet's owner."),
                {"column": self._title(name), "people": people},
            ),
            refused=self._refused(name),
        )

    def _refused(self, name: str) -> Sentence:
        return Sentence(
            mark("Google did not change who may fill in “{column}”: {detail}"),
            {"column": self._title(name)},
        )

    def _title(self, name: str) -> str:
        return self.place.tab.fields[name].title(self.wording.language)
