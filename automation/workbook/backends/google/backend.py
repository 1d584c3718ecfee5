"""A workbook in Google Sheets, found by its link or id.

One call reads all tabs; one call writes a commit, all of it or nothing, and shows in its answer
whether every row was still where it had been looked up. Text is written as text and never parsed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from automation.dotenv import dotenv_beside
from automation.errors import ConfigError, LembarError
from automation.http import Pace
from automation.language import Sentence, mark
from automation.settings import Settings, load_settings
from automation.workbook.backends.google.account import Account, Connect, connected, load_account
from automation.workbook.backends.google.address import sheet_at
from automation.workbook.backends.google.cells import some_columns, whole
from automation.workbook.backends.google.client import BoundedClient, Patience, Tell
from automation.workbook.backends.google.failure import CallFailed, Failure, Trouble
from automation.workbook.backends.google.footers import stand_as_told, without_footers
from automation.workbook.backends.google.refusals import Where, error_of
from automation.workbook.backends.google.sheet import Rows, Sheet, Tab
from automation.workbook.backends.google.standing import Standing
from automation.workbook.backends.google.writing import MOVES, Commit, Known
from automation.workbook.calls import Calls
from automation.workbook.protocol import NOTHING, Behind, Change, Committed, Grid
from automation.workbook.witness import Signs

Done = TypeVar("Done")


def _nobody(_sentence: Sentence) -> None:
    """Tell nobody."""


class GoogleBackend:
    """The raw cells of one Google Sheet. Not shared between threads."""

    def __init__(
        self,
        address: str,
        *,
        settings: Settings | None = None,
        patience: Patience | None = None,
        pace: Pace | None = None,
        tell: Tell = _nobody,
        connect: Connect = connected,
    ) -> None:
        self._at = sheet_at(address)
        self._address = self._at.url
        self._settings = settings
        self._patience = patience or Patience()
        self._pace = pace or Pace()
        self._tell = tell
        self._connect = connect
        self._known = Known()
        self._account: Account | None = None
        self._sheet: Sheet | None = None

    @property
    def address(self) -> str:
        """The sheet's link, the same however it was given."""
        return self._address

    @property
    def title(self) -> str:
        """The sheet's title; its id until it was read."""
        return self._sheet.title if self._sheet else self._at.id

    @property
    def calls(self) -> Calls:
        """What Google has counted against us so far, repeated calls included."""
        return self._sheet.client.calls if self._sheet else Calls()

    @property
    def account(self) -> Account:
        """Who opens the sheet."""
        self._opened()
        assert self._account is not None  # noqa: S101 - just loaded
        return self._account

    @property
    def clock_ahead_s(self) -> float:
        """How many seconds this machine's clock is ahead of Google's, by its last answer."""
        return self._opened().client.clock_ahead_s

    def standing(self) -> Standing:
        """Return how the sheet stands towards us: title, size, protections."""
        try:
            return self._opened().standing()
        except CallFailed as failed:
            raise self._error(failed, writing=False) from None

    def tabs(self) -> Sequence[str]:
        """Return the names of all tabs with cells, hidden ones too, as first read, in their order."""
        try:
            return list(self._tabs())
        except CallFailed as failed:
            raise self._error(failed, writing=False) from None

    def signs(self, tab: str) -> Signs | None:
        """Return who may edit a tab and who commented on it, as known since the tabs were read."""
        known = (self._known.tabs or {}).get(tab)
        if known is None:
            return None
        return replace(known.signs, account=self._account.email if self._account else "")

    def read(self, tabs: Sequence[str]) -> Mapping[str, Grid]:
        """Return the named tabs' grids; dates come as serial numbers, formulas as their results."""
        try:
            rows = self._read(tabs)
        except CallFailed as failed:
            raise self._error(failed, writing=False) from None
        self._known.rows.update(rows)
        return {tab: Grid(tab, [tuple(row) for row in found]) for tab, found in rows.items()}

    def behind(self, tab: str, columns: Sequence[int]) -> Mapping[int, Behind]:
        """Return what chips and links stand for; `values` tells only the names they show."""
        try:
            return self._opened().behind([some_columns(tab, one, one) for one in columns])
        except CallFailed as failed:
            if failed.failure.is_tab_gone:  # renamed just now: then nothing is known of it
                return {}
            raise self._error(failed, writing=False) from None

    def commit(
        self, changes: Sequence[Change], *, foresee: Mapping[str, str] = NOTHING
    ) -> Committed:
        """Make all changes or none, in the sheet as it stands at this moment."""
        if not changes:
            return Committed()
        try:
            return Commit(self._opened(), self._known, changes, foresee).run()
        except CallFailed as failed:
            raise self._error(failed, writing=True) from None

    def carry_out(self, work: Callable[[Sheet, Account], Done]) -> Done:
        """Let somebody make calls of their own; what fails becomes a sentence people can act on."""
        try:
            sheet = self._opened()
            return work(sheet, self._account or load_account("", ""))
        except CallFailed as failed:
            raise self._error(failed, writing=True) from None
        finally:
            self._known = Known()

    def _read(self, tabs: Sequence[str]) -> dict[str, Rows]:
        for _ in range(MOVES):
            here = self._tabs()
            if not set(tabs) <= here.keys():
                self._known.tabs = None  # perhaps it is new
                here = self._tabs()
            present = [tab for tab in tabs if tab in here]
            if not present:
                return {}
            try:
                values = self._opened().values([whole(tab) for tab in present])
            except CallFailed as failed:
                if not failed.failure.is_tab_gone:
                    raise
                self._known.tabs = None
                continue
            found = dict(zip(present, values, strict=True))
            if self._footers_moved(found):
                continue
            return {tab: without_footers(rows, here[tab].footers) for tab, rows in found.items()}
        raise CallFailed(Failure(trouble=Trouble.RESTLESS))

    def _footers_moved(self, found: Mapping[str, Rows]) -> bool:
        """Whether rows came or went between the two looks; looks again only where it seems so."""
        here = self._tabs()
        told = {tab: here[tab].footers for tab in found}
        if all(stand_as_told(rows, told[tab]) for tab, rows in found.items()):
            return False
        self._known.tabs = None
        again = self._tabs()
        return any(tab not in again or again[tab].footers != told[tab] for tab in found)

    def _tabs(self) -> Mapping[str, Tab]:
        if self._known.tabs is None:
            self._known.tabs = self._opened().tabs()
        return self._known.tabs

    def _opened(self) -> Sheet:
        """Return the sheet's calls, with credentials; nothing is asked of Google yet."""
        if self._sheet is None:
            settings = self._settings or load_settings(dotenv=dotenv_beside(self._address))
            if settings.rehearsal_only and not self._at.server:
                raise ConfigError(
                    mark("This is a rehearsal, and {workbook} is a real Google Sheet."),
                    mark("Nothing was read. A trainer gives the address of a sheet of the rehearsal, or runs it without LEMBAR_REHEARSAL_ONLY."),
                    workbook=self._address,
                )  # fmt: skip
            self._account, session = self._connect(settings.google_key, self._at.server)
            client = BoundedClient(session, self._patience, self._pace, self._tell)
            self._sheet = Sheet(client, self._at.id)
        return self._sheet

    def _error(self, failed: CallFailed, *, writing: bool) -> LembarError:
        account = self._account.shown if self._account else ""
        project = self._account.project if self._account else ""
        where = Where(workbook=self._address, account=account, writing=writing, project=project)
        return error_of(failed.failure, where)
