"""Requests about whole sheets, and the spreadsheet's own properties."""

import re
from zoneinfo import ZoneInfo

from automation.rehearsal.sheets.areas import Area, map_areas
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.looks import with_twins
from automation.rehearsal.sheets.masks import Mask, overlay
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.requests.asked import mask_of, needed
from automation.rehearsal.sheets.resource import sheet_properties
from automation.rehearsal.sheets.sheet import Sheet

_FACTS = frozenset({"hidden", "tabColor", "tabColorStyle", "rightToLeft"})
_LOCALE = re.compile(r"[a-z]{2,3}([_-][A-Za-z]{2,4})*")


def add_sheet(draft: Draft, request: Message) -> Message:
    """AddSheet."""
    wanted = with_twins(request.get("properties") or {})
    book = draft.book
    sheet_id = wanted.get("sheetId")
    if sheet_id is not None and book.find_sheet(sheet_id):
        raise invalid(f"A sheet with the id {sheet_id} already exists.")
    title = wanted.get("title") or _free_title(draft)
    _check_title(draft, title, None)
    grid = wanted.get("gridProperties") or {}
    sheet = Sheet(
        id=book.fresh_id(draft.draw_id) if sheet_id is None else int(sheet_id),
        title=title,
        row_count=int(grid.get("rowCount", 1000)),
        column_count=int(grid.get("columnCount", 26)),
        facts={key: value for key, value in wanted.items() if key in {*_FACTS, "sheetType"}},
        grid_facts=_grid_facts(grid),
    )
    index = wanted.get("index")
    book.sheets.insert(len(book.sheets) if index is None else int(index), sheet)
    book.check_size()
    return {"properties": sheet_properties(book, sheet)}


def delete_sheet(draft: Draft, request: Message) -> Message:
    """deleteSheet: all that points to it goes with it."""
    sheet = draft.book.sheet(int(request.get("sheetId", 0)))
    if len(draft.book.sheets) == 1:
        raise invalid("You can't remove all the sheets in a document.")
    draft.guard(sheet.id, sheet.whole)
    draft.book.sheets.remove(sheet)
    draft.book.named = [
        one for one in draft.book.named if Area.of(one["range"]).sheet_id != sheet.id
    ]
    draft.book.metadata = [one for one in draft.book.metadata if _sheet_of(one) != sheet.id]
    gone = draft.book.comments_on(sheet.id)
    draft.book.comments = [
        {**one, "cell": None} if one in gone else one for one in draft.book.comments
    ]
    if all(one.is_hidden for one in draft.book.sheets):
        raise invalid("You can't remove all the visible sheets in a document.")
    return {}


def _sheet_of(metadata: Message) -> int | None:
    location = metadata["location"]
    if location.get("spreadsheet"):
        return None
    place = location.get("dimensionRange") or location
    return int(place.get("sheetId", 0))


def duplicate_sheet(draft: Draft, request: Message) -> Message:
    """duplicateSheet; developer metadata is not copied."""
    source = draft.book.sheet(int(request.get("sourceSheetId", 0)))
    title = request.get("newSheetName") or _copy_title(draft, source.title)
    _check_title(draft, title, None)
    copy = copied(source, int(request.get("newSheetId") or draft.book.fresh_id(draft.draw_id)))
    copy.title = title
    copy.facts.pop("hidden", None)
    draft.book.sheets.insert(int(request.get("insertSheetIndex", 0)), copy)
    draft.book.check_size()
    return {"properties": sheet_properties(draft.book, copy)}


def copied(source: Sheet, sheet_id: int) -> Sheet:
    """Return a copy of a sheet under another id; its objects point to the copy."""

    def moved(area: Area) -> Area:
        if area.sheet_id != source.id:
            return area
        return Area(sheet_id, area.row0, area.row1, area.col0, area.col1)

    copy = source.copy()
    copy.id = sheet_id
    copy.objects = {
        name: [new for one in listed if (new := map_areas(one, moved)) is not None]
        for name, listed in source.objects.items()
    }
    return copy


def update_sheet_properties(draft: Draft, request: Message) -> Message:
    """updateSheetProperties: a masked field that is absent is cleared."""
    mask, wanted = mask_of(request), with_twins(needed(request, "properties"))
    sheet = draft.book.sheet(int(wanted.get("sheetId", 0)))
    everything = not mask
    if everything or "title" in mask:
        _check_title(draft, wanted.get("title") or "", sheet)
        sheet.title = wanted["title"]
    _update_facts(draft, sheet, wanted, mask)
    if (everything and "gridProperties" in wanted) or "gridProperties" in mask:
        _update_grid(
            draft, sheet, wanted.get("gridProperties") or {}, mask.get("gridProperties", {})
        )
    if "index" in mask or (everything and "index" in wanted):
        _move(draft, sheet, int(wanted.get("index", 0)))
    return {}


def _update_facts(draft: Draft, sheet: Sheet, wanted: Message, mask: Mask) -> None:
    named: Mask = {key: below for key, below in mask.items() if key in _FACTS}
    if mask and not named:
        return
    facts = overlay(sheet.facts, wanted, named or {key: {} for key in _FACTS})
    if not facts.get("tabColorStyle"):
        facts = {key: one for key, one in facts.items() if not key.startswith("tabColor")}
    sheet.facts = facts
    if all(one.is_hidden for one in draft.book.sheets):
        raise invalid("You can't hide all the sheets in a document.")


def _update_grid(draft: Draft, sheet: Sheet, wanted: Message, mask: Mask) -> None:
    old = {"rowCount": sheet.row_count, "columnCount": sheet.column_count, **sheet.grid_facts}
    new = overlay(old, wanted, mask)
    rows, columns = int(new.get("rowCount", 0)), int(new.get("columnCount", 0))
    if rows < 1 or columns < 1:
        raise invalid("The grid must have at least one row and one column.")
    if (
        int(new.get("frozenRowCount", 0)) >= rows > 1
        or int(new.get("frozenColumnCount", 0)) > columns
    ):
        raise invalid("You can't freeze all visible rows on the sheet.")
    if rows < sheet.row_count or columns < sheet.column_count:
        draft.guard(sheet.id, sheet.whole)
    sheet.resize(rows, columns)
    sheet.merges = [one for one in sheet.merges if sheet.whole.contains(one)]
    sheet.grid_facts = _grid_facts(new)
    draft.book.check_size()


def _move(draft: Draft, sheet: Sheet, index: int) -> None:
    """Move a tab; the index counts as before the move."""
    old = draft.book.position(sheet)
    if index in (old, old + 1):
        return
    draft.book.sheets.remove(sheet)
    draft.book.sheets.insert(index - 1 if index > old else index, sheet)


def update_spreadsheet_properties(draft: Draft, request: Message) -> Message:
    """UpdateSpreadsheetProperties."""
    mask, wanted = mask_of(request), needed(request, "properties")
    book = draft.book
    if not mask or "title" in mask:
        book.title = str(wanted.get("title") or book.title)
    if "locale" in mask:
        if not _LOCALE.fullmatch(str(wanted.get("locale", ""))):
            raise invalid(f"Unsupported locale: {wanted.get('locale', '')}")
        book.locale = str(wanted["locale"])
    if "timeZone" in mask:
        book.timezone = _timezone(str(wanted.get("timeZone", "")))
    if "autoRecalc" in mask:
        book.recalc = str(wanted.get("autoRecalc", "ON_CHANGE"))
    return {}


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise invalid(f"Invalid time zone: {name}") from None
    return name


def _grid_facts(grid: Message) -> Message:
    return {key: one for key, one in grid.items() if key not in ("rowCount", "columnCount") and one}


def _check_title(draft: Draft, title: str, own: Sheet | None) -> None:
    if not title:
        raise invalid("The sheet name cannot be empty.")
    known = draft.book.titled(title)
    if known is not None and known is not own:
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _free_title(draft: Draft) -> str:
    number = len(draft.book.sheets) + 1
    while draft.book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _copy_title(draft: Draft, title: str) -> str:
    wanted, number = f"Copy of {title}", 1
    while draft.book.titled(wanted):
        number += 1
        wanted = f"Copy of {title} {number}"
    return wanted
