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

from automation.errors import ConfigError
from automation.language import Sentence, mark
from automation.workbook.backends.google.account import Account
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.google.cells import some_rows, whole
from automation.workbook.backends.google.failure import CallFailed
from automation.workbook.backends.google.layout.answers import (
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
from automation.workbook.backends.google.layout.words import wording_of
from automation.workbook.backends.google.sheet import Sheet
from automation.workbook.initialised import Initialised
from automation.workbook.schema import Schema

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

    def run(self) -> Initialised:
        """Look, change, and look again wherever it is unknown what a change did."""
        first: Plan | None = None
        refused: list[Sentence] = []
        errand = self._sheet.client.persistence()
        while True:
            plan = self._plan()
            first = first or plan
            try:
                if plan.requests:
                    self._sheet.lay_out(plan.requests)
                granted = self._grant([*first.courtesies, *plan.wishes], refused)
            except CallFailed as failed:
                errand.wait(failed.failure)
                continue
            done = first.done
            return replace(
                done,
                repaired=(*done.repaired, *granted),
                notes=(*done.notes, *refused),
                needs=plan.done.needs,
            )

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

    def _grant(self, wishes: Sequence[Wish], refused: list[Sentence]) -> list[Sentence]:
        """Send wishes together; one that Google refuses is left out, and the rest sent again."""
        left = list(wishes)
        while left:
            try:
                self._sheet.lay_out([one.request for one in left])
            except CallFailed as failed:
                at = _REFUSED_ONE.search(failed.failure.detail)
                if failed.failure.status != 400 or at is None or int(at["at"]) >= len(left):
                    raise
                one = left.pop(int(at["at"]))
                facts = {**one.refused.facts, "detail": failed.failure.detail}
                refused.append(Sentence(one.refused.template, facts))
            else:
                return [one.done for one in left]
        return []

    # Looking

    def _look(self) -> Found:
        standing = standing_of(self._sheet.outline(OUTLINE))
        ours = recognise(self._schema, standing)
        blank = ours.maybe_blank
        close = [*ours.tabs.values(), *([blank] if blank else [])]
        if close:
            names = [
                some_rows(tab.title, 0, _last(tab, tab is ours.tabs.get("settings")))
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
            if name in TEAM_TABS or TabWork(self._schema.tabs[name], tab.id, wording, tab).added
        ]
        if not wanted:
            return {}
        values = self._sheet.values([whole(tab.title) for tab in wanted])
        return {tab.id: rows for tab, rows in zip(wanted, values, strict=True)}


def _last(tab: StandingTab, is_settings: bool) -> int:  # noqa: FBT001
    return min(SETTINGS_ROWS if is_settings else TOP_ROWS, tab.row_count) - 1


def _parts(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in re.findall(r"\d+", text)[:3])
