"""A call's work in progress: a copy of the spreadsheet, and who changes it under which rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from automation.rehearsal.clock import iso
from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.calculation import Calculator
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import protected
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Switches for what is not known of the real service, or can be either way.

    `metadata_follows_sort`: developer metadata of rows moves when a range is sorted.
    `comments_follow_sort`: a comment moves with its row when a range is sorted.
    `validation_enforced`: a strict rule refuses a value written over the API.
    `merges_swallow`: a value written over the API into a cell that a merge hides is not kept.
    """

    metadata_follows_sort: bool = False
    comments_follow_sort: bool = False
    validation_enforced: bool = False
    merges_swallow: bool = False


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a call works on. `book` takes the original's place when the call succeeds."""

    book: Spreadsheet
    caller: str
    owner: str
    rules: Rules
    now: datetime
    draw_id: Callable[[], int]

    @property
    def local_now(self) -> datetime:
        """The spreadsheet's own wall clock, without a zone, as its cells know time."""
        return self.now.astimezone(ZoneInfo(self.book.timezone)).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The day there."""
        return self.local_now.date()

    @property
    def now_text(self) -> str:
        """The moment as the API writes it."""
        return iso(self.now)

    def calculator(self) -> Calculator:
        """Return a calculator of the draft as it is now."""
        return Calculator(self.book, self.local_now)

    def guard(self, sheet_id: int, box: Box) -> None:
        """Hold the caller to the protected ranges.

        Raises:
            Refused: 400, somebody else protects a cell of the box.
        """
        if not self.is_free(sheet_id, box):
            raise protected()

    def swallows(self, sheet: Sheet, row: int, col: int) -> bool:
        """Whether a value written into a cell is lost, since a merge hides it."""
        over = sheet.merge_at(row, col) if self.rules.merges_swallow else None
        return over is not None and (over.row0, over.col0) != (row, col)

    def is_free(self, sheet_id: int, box: Box) -> bool:
        """Whether the caller may write every cell of a box."""
        sheet = self.book.sheet(sheet_id)
        return not any(
            not may_edit(one, self.caller, self.owner)
            and self._area(one, sheet_id).within(sheet.row_count, sheet.column_count).meets(box)
            and not _is_open(one, box, sheet.whole)
            for one in sheet.objects["protectedRanges"]
        )

    def _area(self, one: Message, sheet_id: int) -> Area:
        named = next(
            (n for n in self.book.named if n["namedRangeId"] == one.get("namedRangeId")), None
        )
        return Area.of(named["range"] if named else one.get("range") or {"sheetId": sheet_id})


def may_edit(one: Message, caller: str, owner: str) -> bool:
    """Whether somebody may write into a protected range."""
    editors = one.get("editors") or {}
    return (
        bool(one.get("warningOnly"))
        or caller == owner
        or caller in editors.get("users", [])
        or bool(editors.get("domainUsersCanEdit"))
    )


def _is_open(one: Message, box: Box, whole: Box) -> bool:
    free = (
        Area.of(each).within(whole.row1, whole.col1) for each in one.get("unprotectedRanges", [])
    )
    return any(each.contains(box) for each in free)
