"""What a failed call means to people: what happened, where, what to do, and who does it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from automation.errors import ConfigError, LembarError, SheetError, WorkbookBusy, WorkbookNotFound
from automation.language import Sentence, mark
from automation.workbook.backends.google.failure import Failure, Trouble
from automation.workbook.backends.google.signed_in import SIGN_IN

_LONGEST_DETAIL = 200
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
API_PAGE = "https://console.cloud.google.com/apis/library/sheets.googleapis.com"
_CLOCK = "timeframe"
"""A word of the sentence with which Google refuses a key whose owner's clock is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Which workbook was called, as whom, and whether to change it."""

    workbook: str | Sentence
    account: str | Sentence
    writing: bool
    project: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """Which failures mean this, the error they become, and its two sentences."""

    fits: Callable[[Failure, Where], bool]
    error: type[LembarError]
    what: str
    fix: str


def error_of(failure: Failure, where: Where) -> LembarError:
    """Return the error a caller is to be given."""
    meaning = next(one for one in _MEANINGS if one.fits(failure, where))
    return meaning.error(
        meaning.what,
        meaning.fix,
        workbook=where.workbook,
        account=where.account,
        trouble=Sentence(failure.trouble),
        status=failure.status or "–",
        detail=_detail(failure),
        page=API_PAGE + (f"?project={where.project}" if where.project else ""),
        command=SIGN_IN,
    )


def _detail(failure: Failure) -> str | Sentence:
    """Return Google's own sentence: short, on one line, without what could steer a terminal."""
    plain = " ".join(_STEERING.sub(" ", failure.detail).split())
    if not plain:
        return Sentence(mark("it gave no reason"))
    return plain if len(plain) <= _LONGEST_DETAIL else plain[: _LONGEST_DETAIL - 1] + "…"


def _says(status: int, *words: str) -> Callable[[Failure, Where], bool]:
    return lambda failure, _: (
        failure.status == status and (not words or any(word in failure.detail for word in words))
    )


_MEANINGS = (
    _Meaning(
        fits=lambda failure, _: failure.trouble is Trouble.TOO_MANY,
        error=WorkbookBusy,
        what=mark("Google allows no more calls for {workbook} this minute, and did not for a while."),
        fix=mark("Wait a minute and run it again; a planned run goes on by itself. If it happens often, whoever plans the runs lets fewer start at once."),
    ),
    _Meaning(
        fits=lambda failure, _: failure.trouble is Trouble.RESTLESS,
        error=WorkbookBusy,
        what=mark("Rows of {workbook} were moved again and again while Lembar was writing."),
        fix=mark("Nothing to do: the next run looks at what stands there and goes on."),
    ),
    _Meaning(
        fits=lambda failure, _: failure.trouble is Trouble.KEY and _CLOCK in failure.detail,
        error=ConfigError,
        what=mark("Google refused the key of {account}: this computer's clock is wrong."),
        fix=mark("Whoever runs Lembar sets the clock to the right time, then runs again."),
    ),
    _Meaning(
        fits=lambda failure, _: failure.trouble is Trouble.KEY and "JWT Signature" in failure.detail,
        error=ConfigError,
        what=mark("The key of {account} was deleted or replaced in the Google project."),
        fix=mark("Whoever manages that project makes a new key (Service accounts › Keys › Add key › JSON) and sets LEMBAR_GOOGLE_KEY to its file."),
    ),
    _Meaning(
        fits=lambda failure, _: failure.trouble is Trouble.KEY and "account not found" in failure.detail,
        error=ConfigError,
        what=mark("Google does not know the service account {account} any more."),
        fix=mark("Whoever manages the Google project makes another one and its key, sets LEMBAR_GOOGLE_KEY to the key's file, and the sheet's owner shares the sheet with the new address."),
    ),
    _Meaning(
        fits=lambda failure, _: failure.trouble is Trouble.KEY and "expired or revoked" in failure.detail,
        error=ConfigError,
        what=mark("The Google sign-in of {account} has ended."),
        fix=mark("Sign in again: in Colab, run the notebook from the top; elsewhere, in a terminal: {command}"),
    ),
    _Meaning(
        fits=lambda failure, _: failure.trouble is Trouble.KEY or failure.status == 401,
        error=ConfigError,
        what=mark("Google refused the key of {account}: {detail}"),
        fix=mark("Whoever manages the Google project makes a new key and sets LEMBAR_GOOGLE_KEY to its file; in Colab, sign in again."),
    ),
    _Meaning(
        fits=lambda failure, _: failure.trouble is Trouble.NOT_REACHED,
        error=WorkbookBusy,
        what=mark("Google could not be reached for {workbook}."),
        fix=mark("Whoever runs Lembar looks whether this computer is connected to the internet, and no firewall stands between. A planned run needs nothing: the next one tries again, and looks first for what may have been written."),
    ),
    _Meaning(
        fits=lambda failure, _: failure.is_passing,
        error=WorkbookBusy,
        what=mark("Google gave no usable answer for {workbook}: {trouble} ({status})."),
        fix=mark("Nothing to do: the next run tries again, and looks first for what may have been written."),
    ),
    _Meaning(
        fits=lambda failure, _: failure.reason == "SERVICE_DISABLED",
        error=ConfigError,
        what=mark("The Google Sheets API is not switched on in the Google project of {account}."),
        fix=mark("Whoever manages that project opens {page} and presses Enable; a few minutes later it works."),
    ),
    _Meaning(
        fits=lambda failure, _: failure.reason == "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        error=ConfigError,
        what=mark("The Google sign-in of {account} does not include Google Sheets."),
        fix=mark("Sign in again: in Colab, run the notebook from the top; elsewhere, in a terminal: {command}"),
    ),
    _Meaning(
        fits=_says(403, "quota project"),
        error=ConfigError,
        what=mark("Google wants to know for which project {account} calls."),
        fix=mark("Type in a terminal, with the name of a Google project of yours in which the Google Sheets API is switched on: gcloud auth application-default set-quota-project PROJECT"),
    ),
    _Meaning(
        fits=_says(403, "storage quota"),
        error=SheetError,
        what=mark("The Google Drive that {workbook} lies in is full. Nothing was written."),
        fix=mark("Whoever owns the sheet makes room in that Drive, then run again."),
    ),
    _Meaning(
        fits=lambda failure, where: failure.status == 403 and where.writing,
        error=SheetError,
        what=mark("{account} may not change {workbook}."),
        fix=mark("Whoever owns the sheet shares it with {account} as Editor, then run again."),
    ),
    _Meaning(
        fits=_says(403),
        error=SheetError,
        what=mark("{workbook} is not shared with {account}."),
        fix=mark("Whoever owns the sheet presses Share and adds {account} as Editor, then run again."),
    ),
    _Meaning(
        fits=_says(404),
        error=WorkbookNotFound,
        what=mark("There is no Google Sheet {workbook}."),
        fix=mark("Copy its address from the browser again; it may have been deleted, or not be shared with {account}."),
    ),
    _Meaning(
        fits=_says(400, "protected cell or object"),
        error=SheetError,
        what=mark("{workbook} protects cells that Lembar writes from {account}. Nothing was written."),
        fix=mark("Whoever owns the sheet opens Data, Protect sheets and ranges, and adds {account} to who may edit them, or removes the protection."),
    ),
    _Meaning(
        fits=_says(400, "not supported for this document"),
        error=SheetError,
        what=mark("{workbook} is an Excel file in Google Drive, not a Google Sheet."),
        fix=mark("Whoever owns it opens it and chooses File, Save as Google Sheets, and gives Lembar the new sheet's address."),
    ),
    _Meaning(
        fits=_says(400, "number of cells in the workbook"),
        error=SheetError,
        what=mark("{workbook} is full: Google allows no more cells in it. Nothing was written."),
        fix=mark("Whoever owns the sheet deletes tabs or empty rows and columns nobody uses."),
    ),
    _Meaning(
        fits=lambda *_: True,
        error=SheetError,
        what=mark("Google refused a call for {workbook} ({status}): {detail}"),
        fix=mark("Nothing was written. Tell who looks after Lembar."),
    ),
)  # fmt: skip
