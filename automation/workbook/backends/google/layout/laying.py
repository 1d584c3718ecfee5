"""`lembar init` on a Google Sheet: the thin edge that looks, sends and looks again.

A new sheet takes two reads, one that stands three, and one more where a rule may have to change;
then at most two changes, each all or nothing.
The first makes the layout. The second holds what Google may refuse for reasons of its own, such as
an address that is no Google account: what it refuses is left out and said.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

from automation.errors import ConfigError, SheetError
from automation.language import Sentence, mark
from automation.workbook.backends.google.account import Account
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.google.cells import Message, some_rows, whole
from automation.workbook.backends.google.failure import CallFailed
from automation.workbook.backends.google.layout.answers import (
    GUIDE_ROWS,
    OUTLINE,
    RULES,
    SETTINGS_ROWS,
    TOP,
    TOP_ROWS,
    seen,
    standing_of,
    with_rules,
)
from automation.workbook.backends.google.layout.existing import TabWork
from automation.workbook.backends.google.layout.guards import Wish
from automation.workbook.backends.google.layout.plan import Found, Plan, Planner
from automation.workbook.backends.google.layout.recognise import (
    TEAM_TABS,
    Recognised,
    Rows,
    recognise,
    team_of,
)
from automation.workbook.backends.google.layout.standing import Standing, StandingTab
from automation.workbook.backends.google.layout.takeback import Aim, TakingBack
from automation.workbook.backends.google.layout.words import wording_of
from automation.workbook.backends.google.sheet import Sheet
from automation.workbook.initialised import Initialised
from automation.workbook.protocol import Cell
from automation.workbook.schema import Schema

_MOVED = mark("While Lembar wrote, somebody moved columns of “{tab}”; it took back what had landed elsewhere and wrote it again. Widths and colours there may be off.")  # fmt: skip
_RESTLESS = mark("Somebody kept changing this sheet while Lembar laid it out; not all was done.")
_TRY_LATER = mark("Run it again when nobody moves its columns.")
_ROUNDS_MAX = 6
_REFUSED_ONE = re.compile(r"requests\[(?P<at>\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a new workbook is to be: the team's language and time zone."""

    language: str
    timezone: str


def init_sheet(backend: GoogleBackend, asked: Asked, schema: Schema) -> Initialised:
    """Make a Google Sheet the team's workbook, or complete the one that stands there.

    Raises:
        LembarError: Google refuses; nothing, or nothing but the layout, was written.
    """
    return backend.carry_out(lambda sheet, account: _Laying(sheet, account, asked, schema).run())


class _Laying:
    """One `init`."""

    def __init__(self, sheet: Sheet, account: Account, asked: Asked, schema: Schema) -> None:
        self._sheet = sheet
        self._account = account
        self._asked = asked
        self._schema = schema
        self._steps: list[Sentence] = []
        self._moved: list[Sentence] = []
        self._refused: list[Sentence] = []
        self._was_refused = False

    def run(self) -> Initialised:
        """Look, change, and look again wherever it is unknown what a change did."""
        first: Plan | None = None
        errand = self._sheet.client.persistence()
        rounds = 0
        while rounds < _ROUNDS_MAX:
            plan = self._plan()
            first = first or (None if plan.is_first_step else plan)
            try:
                granted = self._carried_out(plan, (first or plan).courtesies)
            except CallFailed as failed:
                if not self._may_have_moved(failed):
                    errand.wait(failed.failure)
                continue
            if granted is None:
                rounds += 1
                continue
            done = (first or plan).done
            return replace(
                done,
                repaired=(*self._steps, *done.repaired, *granted),
                notes=(*done.notes, *self._moved, *self._refused),
                needs=plan.done.needs,
            )
        raise SheetError(_RESTLESS, _TRY_LATER)

    def _carried_out(self, plan: Plan, courtesies: Sequence[Wish]) -> list[Sentence] | None:
        """Send a plan; return what Google granted of its wishes, None when there is more to see."""
        if not self._laid(plan) or plan.is_first_step:
            return None
        return self._grant(plan, [*courtesies, *plan.wishes])

    def _laid(self, plan: Plan) -> bool:
        """Send the layout; say whether it landed where it was meant. What did not is put back."""
        if plan.is_first_step:
            self._steps = list(plan.done.repaired)
        moved = self._sent(plan, plan.requests) if plan.requests else []
        back = {
            aim.tab.title: list(TakingBack(aim, shown).requests(plan.requests))
            for aim, shown in moved
        }
        requests = [request for each in back.values() for request in each]
        if requests:
            self._sheet.lay_out(requests)
        self._moved += [Sentence(_MOVED, {"tab": title}) for title, each in back.items() if each]
        return not moved

    def _sent(
        self, plan: Plan, requests: Sequence[Message]
    ) -> list[tuple[Aim, Mapping[int, Cell]]]:
        """Send a change; return the tabs whose headers then are not where they were planned."""
        rows = [some_rows(one.tab.title, one.header, one.header) for one in plan.aims]
        if not rows:
            self._sheet.lay_out(requests)
            return []
        seen = self._sheet.change(requests, rows)
        shown = [(aim, _row(seen.get(aim.tab.id, {}), aim.header)) for aim in plan.aims]
        return [(aim, row) for aim, row in shown if not aim.is_met(row)]

    def _may_have_moved(self, failed: CallFailed) -> bool:
        """Whether the sheet may be other than it was looked at: it refuses what was planned, once."""
        if failed.failure.status != 400 or self._was_refused:
            return False
        self._was_refused = True
        return True

    def _plan(self) -> Plan:
        found = self._look()
        own = version("lembar")
        if _parts(found.standing.version) > _parts(own):
            raise ConfigError(
                mark("This sheet was laid out by Lembar {theirs}; this is Lembar {own}."),
                mark("Nothing was written. Whoever runs Lembar installs the newer version, then runs it again."),
                theirs=found.standing.version,
                own=own,
            )  # fmt: skip
        return self._planner(found).plan()

    def _planner(self, found: Found) -> Planner:
        return Planner(self._schema, found, self._account.email, version("lembar"))

    def _grant(self, plan: Plan, wishes: Sequence[Wish]) -> list[Sentence] | None:
        """Send wishes together; one that Google refuses is left out, and the rest sent again.

        Returns what was granted; None when columns were moved meanwhile and all must be looked at.
        """
        left = list(wishes)
        while left:
            try:
                moved = self._sent(plan, [one.request for one in left])
            except CallFailed as failed:
                at = _REFUSED_ONE.search(failed.failure.detail)
                if failed.failure.status != 400 or at is None or int(at["at"]) >= len(left):
                    raise
                one = left.pop(int(at["at"]))
                facts = {**one.refused.facts, "detail": failed.failure.detail}
                self._refused.append(Sentence(one.refused.template, facts))
            else:
                return None if moved else [one.done for one in left]
        return []

    # Looking

    def _look(self) -> Found:
        standing = standing_of(self._sheet.outline(OUTLINE))
        ours = recognise(self._schema, standing)
        blank = ours.maybe_blank
        close = [*ours.tabs.values(), *(one for one in (blank, ours.guide) if one)]
        if close:
            names = [
                some_rows(tab.title, 0, min(_rows_of(tab, ours), tab.row_count) - 1)
                for tab in close
                if tab is not blank
            ]
            names += [whole(blank.title)] if blank else []
            standing = standing.with_cells(seen(close, self._sheet.cells(names, TOP)))
            ours = recognise(self._schema, standing)
        rows = self._whole(standing, ours)
        team = team_of(
            self._schema, ours, rows, language=self._asked.language, timezone=self._asked.timezone
        )
        found = Found(standing=standing, ours=ours, whole=rows, team=team)
        ranges = self._planner(found).unsure()
        if not ranges:
            return found
        standing = with_rules(standing, self._sheet.cells(ranges, RULES))
        return replace(found, standing=standing, ours=recognise(self._schema, standing))

    def _whole(self, standing: Standing, ours: Recognised) -> Mapping[int, Rows]:
        """Read the team's tabs whole, and those that get columns: these go beside all there is."""
        wording = wording_of(self._schema, ours, "en")
        wanted = [
            tab
            for name, tab in ours.tabs.items()
            if name in TEAM_TABS
            or _is_unsure(TabWork(self._schema.tabs[name], tab.id, wording, tab))
        ]
        if not wanted:
            return {}
        values = self._sheet.values([whole(tab.title) for tab in wanted])
        return {tab.id: rows for tab, rows in zip(wanted, values, strict=True)}


def _row(seen: Mapping[tuple[int, int], Cell], row: int) -> Mapping[int, Cell]:
    return {column: cell for (at, column), cell in seen.items() if at == row}


def _is_unsure(work: TabWork) -> bool:
    """Whether all of a tab must be seen: columns go beside all of it, a header above all of it."""
    return bool(work.added) or work.is_unreadable


def _rows_of(tab: StandingTab, ours: Recognised) -> int:
    """Return how many rows of a tab are looked at closely."""
    if tab is ours.guide:
        return GUIDE_ROWS
    return SETTINGS_ROWS if tab is ours.tabs.get("settings") else TOP_ROWS


def _parts(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in re.findall(r"\d+", text)[:3])
