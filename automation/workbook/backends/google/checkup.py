"""All that stands between Lembar and a Google Sheet, looked at in the order in which it is mended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from google.auth.exceptions import GoogleAuthError
from gspread.urls import DRIVE_FILES_API_V3_URL

from automation.http import Pace
from automation.language import Sentence, mark
from automation.settings import Settings
from automation.workbook.backends.google.account import (
    Account,
    load_account,
    rehearsal_of,
    session_for,
)
from automation.workbook.backends.google.address import sheet_at
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.google.client import BoundedClient, Params, Patience
from automation.workbook.backends.google.drive import drive_access
from automation.workbook.backends.google.failure import CallFailed, failure_of_exception
from automation.workbook.backends.google.key_file import warnings_of
from automation.workbook.backends.google.refusals import Where, error_of
from automation.workbook.backends.google.standing import Standing, closed_columns
from automation.workbook.schema import Schema

BRIEF = Patience(answer_s=20.0, first_wait_s=0.5, total_s=8.0)
"""A person waits for the answer."""

_CAPABILITIES: Params = {"fields": "capabilities(canEdit)", "supportsAllDrives": True}
_MOST_CELLS = 10_000_000
_NEARLY = 0.9
_SKEW_S = 60.0
_SIGN_IN = Sentence(mark("the sign-in"))

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, and whether it says that all is well; None when it only tells.

    What blocks keeps Lembar from writing what it must.
    """

    said: Sentence
    is_good: bool | None
    blocks: bool = False


def examine_credentials(settings: Settings) -> Iterator[Finding]:
    """Say who we are to Google, whether it accepts us, and what to do with the address.

    Raises:
        LembarError: there are no credentials, or Google refuses them.
    """
    server = rehearsal_of(settings.google_key) if settings.google_key else ""
    account = load_account(settings.google_key, server)
    yield from _known_as(account, settings.google_key)
    if settings.rehearsal_only and not server:
        return
    _ask_for_token(account, server)
    accepts = mark("The rehearsal accepts it.") if server else mark("Google accepts it.")
    yield Finding(Sentence(accepts), is_good=True)
    if account.email:
        yield Finding(
            Sentence(
                mark("Share your sheet with {account} as Editor, then type: lembar doctor 'the address of the sheet'"),
                {"account": account.shown},
            ),
            is_good=None,
        )  # fmt: skip


def examine_sheet(backend: GoogleBackend, settings: Settings, schema: Schema) -> Iterator[Finding]:
    """Say whether a sheet can be opened, and all that Lembar writes can be written.

    Raises:
        LembarError: it cannot be opened.
    """
    account = backend.account
    yield from _known_as(account, settings.google_key)
    standing = backend.standing()
    facts = {"title": standing.title, "account": account.shown}
    yield Finding(Sentence(mark("“{title}” is shared with {account}."), facts), is_good=True)
    yield _writing(facts, may_write=standing.may_write or _may_write(backend, settings))
    yield from _clock(backend.clock_ahead_s)
    yield from _protections(backend, standing, schema, facts)
    yield from _size(standing, facts)


def _known_as(account: Account, key: str) -> Iterator[Finding]:
    facts = {"account": account.shown, "file": Path(key).name}
    template = mark("Lembar signs in to Google as {account}, with the key in {file}.")
    if not key:
        template = mark("Lembar signs in to Google as {account}.")
    yield Finding(Sentence(template, facts), is_good=True)
    if key:
        yield from (Finding(one, is_good=False) for one in warnings_of(Path(key).expanduser()))


def _ask_for_token(account: Account, server: str) -> None:
    from google.auth.transport.requests import Request

    from automation.http.loopback import lead_to

    with session_for(account, server) as session:
        asking = Request(lead_to(session, server) if server else session)
        try:
            account.credentials.refresh(asking)  # type: ignore[no-untyped-call]
        except GoogleAuthError as error:
            where = Where(workbook=_SIGN_IN, account=account.shown, writing=False)
            raise error_of(failure_of_exception(error), where) from None


def _may_write(backend: GoogleBackend, settings: Settings) -> bool | None:
    """Return whether we may write anything in the sheet, as Drive tells; None if it does not."""
    session, _ = drive_access(settings, backend.address)
    with session:
        drive = BoundedClient(session, BRIEF, Pace(), lambda _: None)
        address = DRIVE_FILES_API_V3_URL + "/" + sheet_at(backend.address).id
        try:
            found = drive.read(address, _CAPABILITIES)
        except CallFailed:
            return None
    return bool(found.get("capabilities", {}).get("canEdit"))


def _writing(facts: Facts, *, may_write: bool | None) -> Finding:
    if may_write:
        return Finding(Sentence(mark("{account} may write there."), facts), is_good=True)
    if may_write is None:
        return Finding(
            Sentence(
                mark("Whether {account} may write there, Google does not say; the first “lembar check” will."),
                facts,
            ),
            is_good=None,
        )  # fmt: skip
    return Finding(
        Sentence(
            mark("{account} may only look at “{title}”. Whoever owns the sheet presses Share and makes {account} an Editor."),
            facts,
        ),
        is_good=False,
        blocks=True,
    )  # fmt: skip


def _clock(ahead_s: float) -> Iterator[Finding]:
    if abs(ahead_s) < _SKEW_S:
        return
    template = (
        mark("This computer's clock is {minutes} min ahead of Google's. Whoever runs Lembar sets it right: posts would go out at the wrong time, and Google would soon refuse the key.")
        if ahead_s > 0
        else mark("This computer's clock is {minutes} min behind Google's. Whoever runs Lembar sets it right: posts would go out at the wrong time, and Google would soon refuse the key.")
    )  # fmt: skip
    yield Finding(Sentence(template, {"minutes": round(abs(ahead_s) / 60)}), is_good=False)


def _protections(
    backend: GoogleBackend, standing: Standing, schema: Schema, facts: Facts
) -> Iterator[Finding]:
    if not standing.protections:
        return
    grids = backend.read(backend.tabs())
    closed = closed_columns(schema, grids, standing.protections)
    places = [
        f"{tab} ({', '.join(header for _, header in columns)})"
        for tab, columns in groupby(closed, key=lambda one: one[0])
    ]
    if places:
        yield Finding(
            Sentence(
                mark("{account} may not write these protected columns, which Lembar must write: {places}. Whoever owns the sheet opens Data, Protect sheets and ranges, and adds {account} to who may edit them, or removes the protection."),
                {**facts, "places": "; ".join(places)},
            ),
            is_good=False,
            blocks=True,
        )  # fmt: skip


def _size(standing: Standing, facts: Facts) -> Iterator[Finding]:
    if standing.cell_count >= _NEARLY * _MOST_CELLS:
        yield Finding(
            Sentence(
                mark("“{title}” is nearly full: it has {count} of at most {most} cells. Whoever owns the sheet deletes tabs or empty rows and columns nobody uses."),
                {**facts, "count": f"{standing.cell_count:,}", "most": f"{_MOST_CELLS:,}"},
            ),
            is_good=False,
        )  # fmt: skip
