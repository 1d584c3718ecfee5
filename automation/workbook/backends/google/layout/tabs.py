"""The requests that make a new tab whole, and fill the settings. Pure."""

from collections.abc import Iterator, Mapping

from automation.workbook.backends.google.cells import Message, cell_data
from automation.workbook.backends.google.layout.columns import (
    Columns,
    coloured,
    tagged,
    width_px,
)
from automation.workbook.backends.google.layout.keys import TAB_TAG
from automation.workbook.backends.google.layout.looks import LookMaker, cell_format, colour
from automation.workbook.backends.google.layout.place import Place
from automation.workbook.backends.google.layout.rules import setting_rule
from automation.workbook.backends.ooxml.addresses import column_letters
from automation.workbook.colours import MACHINE, PEOPLE, Palette, setting_height
from automation.workbook.entry_rules import Wording
from automation.workbook.guide import writers_of
from automation.workbook.schema import Field, FieldType, Tab, Writer

NEW_ROWS = 1000
_HEADER_PX = 36
_FROZEN_MAX_PX = 300
"""A phone shows little more than this: wider frozen columns would leave nothing to scroll to."""


def new_tab(place: Place, wording: Wording) -> Iterator[Message]:
    """Yield what makes a tab with its headers; rules, colours and guards follow for all tabs."""
    tab = place.tab
    is_machines = writers_of(tab) == Writer.MACHINE
    grid = {
        "rowCount": place.row_count,
        "columnCount": len(tab.usual),
        "frozenRowCount": 1,
        "frozenColumnCount": frozen_columns(tab),
    }
    properties = {
        "sheetId": place.id,
        "title": place.title,
        "gridProperties": {name: count for name, count in grid.items() if count},
        "tabColorStyle": colour(MACHINE if is_machines else PEOPLE),
    }
    yield {"addSheet": {"properties": properties}}
    yield from Columns(place=place, names=list(tab.usual), wording=wording).made()
    yield row_height(place.id, 0, _HEADER_PX)
    yield {"setBasicFilter": {"filter": {"range": {"sheetId": place.id}}}}
    yield tab_tag(place.id, tab.name)


def tab_tag(sheet_id: int, name: str) -> Message:
    """Return what lets us know a tab again when it is renamed."""
    return tagged(TAB_TAG, name, {"sheetId": sheet_id})


def frozen_columns(tab: Tab) -> int:
    """Return how many columns stay in view: up to the schema's, as far as a phone has room."""
    names = list(tab.usual)
    wanted = names[: names.index(tab.freeze) + 1] if tab.freeze else []
    count, width = 0, 0
    for name in wanted:
        width += width_px(tab.fields[name])
        if width > _FROZEN_MAX_PX:
            break
        count += 1
    return count


def row_height(sheet_id: int, row: int, pixels: int, count: int = 1) -> Message:
    """Return the request that sets the height of some rows."""
    lines = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": row, "endIndex": row + count}
    change = {"range": lines, "properties": {"pixelSize": pixels}, "fields": "pixelSize"}
    return {"updateDimensionProperties": change}


def setting_rows(
    place: Place, settings: Mapping[str, Field], chosen: Mapping[str, str], row: int, wording: Wording
) -> Iterator[Message]:  # fmt: skip
    """Yield what writes settings with their defaults, or what was chosen, from a row downwards."""
    palette: Palette[Mapping[str, object]] = Palette(LookMaker())
    for at, setting in enumerate(settings.values(), start=row):
        value = _value(setting, chosen.get(setting.name, setting.default), wording.language)
        cells = {
            "setting": cell_data(setting.title(wording.language)),
            "value": {**cell_data(value), **_ruled(setting_rule(setting, wording))},
            "meaning": cell_data(setting.description(wording.language)),
        }
        for name, data in cells.items():
            if name in place.columns:
                field = setting if name == "value" else place.tab.fields[name]
                extra = {"bold": True, "align": "left"} if name == "value" else {}
                look = cell_format(palette.cell(field, valign="vcenter", **extra))
                yield _put(place, at, place.columns[name], {**data, "userEnteredFormat": look})
        told, width = setting.description(wording.language), place.tab.fields["meaning"].width
        yield row_height(place.id, at, setting_height(told, width))
        yield from _setting_colours(place, at, setting)


def _value(setting: Field, value: str, language: str) -> str | int | None:
    if not value:
        return None
    return int(value) if setting.type is FieldType.INTEGER else setting.label(value, language)


def _ruled(rule: Message | None) -> Message:
    return {} if rule is None else {"dataValidation": rule}


def _put(place: Place, row: int, column: int, data: Message) -> Message:
    start = {"sheetId": place.id, "rowIndex": row, "columnIndex": column}
    fields = "userEnteredValue,userEnteredFormat,dataValidation"
    return {"updateCells": {"start": start, "rows": [{"values": [data]}], "fields": fields}}


def _setting_colours(place: Place, row: int, setting: Field) -> Iterator[Message]:
    """Colour the whole row by its value, with formulas that read the same in every locale."""
    if "value" not in place.columns:
        return
    first, last = min(place.columns.values()), max(place.columns.values())
    area = {**place.whole_columns(first, last), "startRowIndex": row, "endRowIndex": row + 1}
    cell = f"${column_letters(place.columns['value'])}${row + 1}"
    for value, tone in setting.tones.items():
        for label in dict.fromkeys(setting.labels[value].values()):
            yield coloured([area], "CUSTOM_FORMULA", f'={cell}="{label}"', tone)
