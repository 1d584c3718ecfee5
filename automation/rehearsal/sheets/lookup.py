"""Data filters: which metadata, and which cells, a filter stands for. Pure."""

from automation.rehearsal.sheets.areas import Area
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet

_FIELDS = ("metadataKey", "metadataValue", "metadataId", "visibility")


def find_areas(book: Spreadsheet, data_filter: Message) -> list[tuple[Sheet, Area]]:
    """Return the areas that a filter matches, in the order of their metadata.

    Raises:
        Refused: 400, the filter says nothing, or names what does not exist.
    """
    if "a1Range" in data_filter:
        return [book.resolve(str(data_filter["a1Range"]))]
    if "gridRange" in data_filter:
        area = Area.of(data_filter["gridRange"])
        book.box(area)
        return [(book.sheet(area.sheet_id), area)]
    found = []
    for one in find_metadata(book, data_filter):
        own = _area(one)
        if own is not None:
            found.append((book.sheet(own.sheet_id), own))
    return found


def find_metadata(book: Spreadsheet, data_filter: Message) -> list[Message]:
    """Return the metadata that a filter matches: all fields of its lookup must.

    Raises:
        Refused: 400, the filter says nothing, or names what does not exist.
    """
    lookup = data_filter.get("developerMetadataLookup")
    if lookup is None:
        if not ({"a1Range", "gridRange"} & set(data_filter)):
            raise invalid("A data filter must be specified.")
        areas = find_areas(book, data_filter)
        return [one for one in book.metadata if any(_meets(book, one, area) for _, area in areas)]
    return [one for one in book.metadata if _matches(book, one, lookup)]


def _matches(book: Spreadsheet, one: Message, lookup: Message) -> bool:
    if any(name in lookup and one.get(name) != lookup[name] for name in _FIELDS):
        return False
    kind = lookup.get("locationType")
    if kind and one["location"]["locationType"] != kind:
        return False
    place = lookup.get("metadataLocation")
    if place is None:
        return True
    if lookup.get("locationMatchingStrategy") == "INTERSECTING_LOCATION":
        area = _area({"location": place})
        return area is None or _meets(book, one, area)
    return _key(one["location"]) == _key(place)


def _key(location: Message) -> tuple[object, ...]:
    lines = location.get("dimensionRange")
    if lines:
        names = ("dimension", "startIndex", "endIndex")
        return (lines.get("sheetId", 0), *(lines.get(name) for name in names))
    return ("sheet", location["sheetId"]) if "sheetId" in location else ("spreadsheet",)


def _area(one: Message) -> Area | None:
    location = one["location"]
    lines = location.get("dimensionRange")
    if lines:
        sheet_id, start, end = (
            int(lines.get("sheetId", 0)),
            lines.get("startIndex"),
            lines.get("endIndex"),
        )
        if lines.get("dimension") == "ROWS":
            return Area(sheet_id, row0=start, row1=end)
        return Area(sheet_id, col0=start, col1=end)
    return Area(int(location["sheetId"])) if "sheetId" in location else None


def _meets(book: Spreadsheet, one: Message, area: Area) -> bool:
    own = _area(one)
    sheet = book.find_sheet(area.sheet_id)
    if own is None or sheet is None or own.sheet_id != area.sheet_id:
        return False
    size = sheet.row_count, sheet.column_count
    return own.within(*size).meets(area.within(*size))
