"""Decides what `init` asks of a sheet, from the schema and what stands there. Pure.

The same sheet gives the same plan, and a sheet that has everything gives an empty one: so a write
whose answer was lost is settled by looking again, and running `init` twice changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from automation.language import Sentence, mark
from automation.workbook.backends.google.cells import Message, some_columns
from automation.workbook.backends.google.layout.courtesies import courtesies
from automation.workbook.backends.google.layout.dressing import Dressing
from automation.workbook.backends.google.layout.existing import TabWork
from automation.workbook.backends.google.layout.guards import Wish, machine_guards
from automation.workbook.backends.google.layout.headers import LostHeader
from automation.workbook.backends.google.layout.keys import VERSION_TAG, free_number
from automation.workbook.backends.google.layout.levels import level_wishes
from automation.workbook.backends.google.layout.page import Guide, guide_title, text_print
from automation.workbook.backends.google.layout.recognise import Recognised, Rows, Team
from automation.workbook.backends.google.layout.standing import Protection, Standing, StandingTab
from automation.workbook.backends.google.layout.tabs import setting_rows
from automation.workbook.backends.google.layout.takeback import Aim
from automation.workbook.backends.google.layout.views import WHOSE, Views
from automation.workbook.backends.google.layout.words import (
    book_words,
    hidden_words,
    renamed_words,
    wording_of,
)
from automation.workbook.entry_rules import Wording
from automation.workbook.guide import GUIDE
from automation.workbook.initialised import Initialised
from automation.workbook.locate import filled_count
from automation.workbook.schema import Field, Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that was read. `whole` are the rows of tabs that were read whole, by the tab's number."""

    standing: Standing
    ours: Recognised
    whole: Mapping[int, Rows]
    team: Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One atomic change, then what Google may refuse one by one; and what to tell.

    `courtesies` may be asked for twice without harm; `wishes` hold only for what was looked at.
    """

    requests: Sequence[Message]
    courtesies: Sequence[Wish]
    wishes: Sequence[Wish]
    done: Initialised
    aims: Sequence[Aim] = ()
    """The tabs that are written into, to see in the answer that it was where it was meant."""
    is_first_step: bool = False
    """Whether the rest can be seen only after this."""


@dataclass
class Planner:
    """Makes one plan. `account` is the service account's address, empty without one."""

    schema: Schema
    found: Found
    account: str
    version: str
    _said: list[Sentence] = field(default_factory=list)
    _settings: list[str] = field(default_factory=list)

    @cached_property
    def wording(self) -> Wording:
        """The team's words, with the tabs called as they are called here."""
        return wording_of(self.schema, self.found.ours, self.found.team.language)

    @cached_property
    def _all(self) -> dict[str, TabWork]:
        """Our tabs, but for those that were renamed: they are people's to name."""
        ours = self.found.ours
        made = {}
        taken = {tab.id for tab in self.found.standing.tabs}
        for name, tab in self.schema.tabs.items():
            standing = ours.tabs.get(name)
            if name not in ours.renamed and (standing or not tab.is_optional):
                number = standing.id if standing else free_number(f"{name}/tab", taken)
                rows = self.found.whole.get(number)
                made[name] = TabWork(tab, number, self.wording, standing, rows)
        return made

    @cached_property
    def works(self) -> dict[str, TabWork]:
        """Those whose header is known."""
        return {name: work for name, work in self._all.items() if not work.is_unreadable}

    @cached_property
    def _beheaded(self) -> list[LostHeader]:
        """The others that can be given their header back."""
        lost = [
            LostHeader(work, work.standing)
            for work in self._all.values()
            if work.standing is not None and work.is_unreadable
        ]
        return [one for one in lost if one.is_mendable]

    def plan(self) -> Plan:
        """Return the plan; where headers are gone, it gives back those and all else is seen after."""
        if self._beheaded:
            requests = [request for one in self._beheaded for request in one.requests()]
            said = [sentence for one in self._beheaded for sentence in one.work.said]
            done = Initialised(made=False, repaired=tuple(said))
            return Plan(requests=requests, courtesies=[], wishes=[], done=done, is_first_step=True)
        wishes, notes, needs = level_wishes(self.works, self.found, self.account, self.wording)
        requests = [*self._tabs(), *self._settings_rows(), *self._dressing(), *self._views()]
        if requests or self.found.standing.version != self.version:
            requests += self._version()
        added = {name for name in self.works if self.works[name].standing is None}
        said = [*self._said, *(one for work in self.works.values() for one in work.said)]
        kept = [note for one in self._dressings.values() for note in one.renewal.notes]
        done = Initialised(
            made=self.found.ours.is_fresh,
            tabs=tuple(self.works[name].title for name in self.works if name in added),
            columns=tuple(
                (work.title, work.tab.fields[name].title(self.wording.language))
                for work in self.works.values()
                if work.standing is not None
                for name in work.added
            ),
            settings=tuple(self._settings),
            repaired=tuple(said),
            notes=(
                *book_words(self.found, self.wording),
                *hidden_words(self.works, self.wording),
                *kept,
                *notes,
            ),
            needs=(*renamed_words(self.schema, self.found, self.works, self.wording), *needs),
        )
        return Plan(
            requests=requests, courtesies=list(courtesies(self.found)) if self._blank is not None else [], wishes=wishes, done=done,
            aims=[work.aim(work.standing) for work in self.works.values() if work.standing],
        )  # fmt: skip

    def _tabs(self) -> Iterator[Message]:
        yield from self._guide()
        for work in self.works.values():
            yield from work.made()

    def _guide(self) -> Iterator[Message]:
        standing, blank = self.found.ours.guide, self._blank
        taken = {tab.id for tab in self.found.standing.tabs}
        place = standing.id if standing is not None else blank
        number = free_number(f"{GUIDE}/tab", taken) if place is None else place
        guide = Guide(
            number, self.schema.with_tabs(self._all), self.wording.language, self.found.team.timezone,
            leads_to={work.title: work.id for work in self.works.values()},
        )  # fmt: skip
        if standing is not None:
            yield from self._kept_guide(guide, standing)
            return
        yield from guide.made(
            None if blank is not None else 0 if not self.found.ours.strangers else -1
        )
        if not self.found.ours.is_fresh:
            self._say(mark("Added the tab “{tab}”."), tab=guide_title(self.wording.language))

    def _kept_guide(self, guide: Guide, standing: StandingTab) -> Iterator[Message]:
        """Draw the guide anew where it is as an older Lembar wrote it; people's stays."""
        now = text_print(
            {
                (row, column): str(cell)
                for row, cells in enumerate(standing.rows)
                for column, cell in enumerate(cells)
                if cell is not None
            }
        )
        if now == guide.text_print:
            yield from guide.tagged(standing) if standing.text_print != now else ()
        elif now == standing.text_print:
            yield from guide.renewed(standing)
            self._say(mark("Brought “{tab}” up to date."), tab=standing.title)

    @cached_property
    def _blank(self) -> int | None:
        """The empty tab of a new sheet, which becomes the guide."""
        only = self.found.ours.maybe_blank
        return only.id if only is not None and only.is_blank else None

    def _settings_rows(self) -> Iterator[Message]:
        work = self.works.get("settings")
        if work is None or "setting" not in work.place.columns:
            return
        present = {self.schema.setting_named(one.text("setting")) for one in work.opened.records()}
        lacking = {name: s for name, s in self.schema.settings.items() if name not in present}
        row = max(filled_count(work.opened.rows), work.place.header + 1)
        room = row + len(lacking) - work.place.row_count
        if room > 0 and lacking:
            yield {"appendDimension": {"sheetId": work.id, "dimension": "ROWS", "length": room}}
        team = self.found.team
        chosen = {"language": team.language, "timezone": team.timezone}
        yield from setting_rows(work.place, lacking, chosen, row, self.wording)
        if work.standing is not None:
            self._settings += [s.title(self.wording.language) for s in lacking.values()]

    @cached_property
    def _dressings(self) -> dict[str, Dressing]:
        found = {name: work.place.source for name, work in self.works.items()}
        sources = {name: source for name, source in found.items() if source}
        return {name: Dressing(work, sources) for name, work in self.works.items()}

    def unsure(self) -> list[str]:
        """Return the ranges to be read whole, for something may have to be written there."""
        return [
            some_columns(one.work.title, column, column)
            for one in self._dressings.values()
            if one.work.standing is not None
            for column in one.renewal.unsure(one.ruled)
        ]

    def _dressing(self) -> Iterator[Message]:
        for name, work in self.works.items():
            settings = self._settings_by_row if name == "settings" else {}
            yield from self._dressings[name].requests(settings)
            guards = machine_guards(
                work.place, _protections(work), self.account, self.wording.words
            )
            for at, request in enumerate(guards):
                yield request
                if at == 0 and work.standing is not None and not work.added:
                    self._say(
                        mark("Protected what Lembar writes in “{tab}” again."), tab=work.title
                    )

    @property
    def _settings_by_row(self) -> dict[int, Field]:
        found = {
            one.index: self.schema.setting_named(one.text("setting"))
            for one in self.works["settings"].opened.records()
        }
        return {row: self.schema.settings[name] for row, name in found.items() if name}

    def _views(self) -> Iterator[Message]:
        members = [one.id for one in self.found.team.members if one.active]
        for name in (one for one in WHOSE if one in self.works):
            work = self.works[name]
            views = Views(
                place=work.place,
                standing=work.standing.views if work.standing else {},
                members=members,
                words=self.wording.words,
            )
            made = list(views.missing())
            hiding = list(views.hiding(self._dressings[name].new_labels("state")))
            yield from (request for _, request in (*made, *hiding))
            if made and work.standing is not None:
                titles = ", ".join(title for title, _ in made)
                self._say(
                    mark("Added the filter views {views} to “{tab}”."), views=titles, tab=work.title
                )

    def _version(self) -> Iterator[Message]:
        old = self.found.standing.version
        if old == self.version:
            return
        if not old:
            made = {
                "metadataKey": VERSION_TAG,
                "metadataValue": self.version,
                "visibility": "DOCUMENT",
                "location": {"spreadsheet": True},
            }
            yield {"createDeveloperMetadata": {"developerMetadata": made}}
            return
        lookup = {"developerMetadataLookup": {"metadataKey": VERSION_TAG}}
        changed = {"metadataValue": self.version}
        yield {
            "updateDeveloperMetadata": {
                "dataFilters": [lookup], "developerMetadata": changed, "fields": "metadataValue",
            }
        }  # fmt: skip
        self._say(mark("Brought from version {old} of Lembar to {new}."), old=old, new=self.version)

    def _say(self, template: str, **facts: object) -> None:
        self._said.append(Sentence(template, facts))


def _protections(work: TabWork) -> Sequence[Protection]:
    return work.standing.protections if work.standing else ()
