"""Cell formats in the Sheets API's words. Pure; the colours themselves stand in `colours`."""

from collections.abc import Mapping

from automation.workbook.backends.google.cells import Message

_SIDES = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}
_HEIGHTS = {"top": "TOP", "vcenter": "MIDDLE"}
_KINDS = {
    "@": "TEXT",
    "yyyy-mm-dd hh:mm": "DATE_TIME",
    "hh:mm": "TIME",
    "#,##0": "NUMBER",
    "0": "NUMBER",
}
_INDENT_PX = 8


class LookMaker:
    """Makes the palette's formats; they are turned into Google's when they are sent."""

    def add_format(self, properties: dict[str, object]) -> Mapping[str, object]:
        """Return the properties themselves."""
        return properties


def colour(text: str) -> Message:
    """Return `#RRGGBB` as a ColorStyle."""
    shares = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return {"rgbColor": dict(zip(("red", "green", "blue"), shares, strict=True))}


def cell_format(look: Mapping[str, object]) -> Message:
    """Return a CellFormat of properties named as XlsxWriter names them."""
    return {"textFormat": _text_format(look), **dict(_own(look)), **_borders(look)}


def laid_over(look: Mapping[str, object]) -> Message:
    """Return what a conditional format may lay over a cell: colours and weight only."""
    found: Message = {}
    if "bg_color" in look:
        found["backgroundColorStyle"] = colour(str(look["bg_color"]))
    text: Message = {"bold": True} if look.get("bold") else {}
    if "font_color" in look:
        text["foregroundColorStyle"] = colour(str(look["font_color"]))
    return {**found, "textFormat": text}


def _text_format(look: Mapping[str, object]) -> Message:
    found: Message = {
        "fontFamily": look["font_name"],
        "fontSize": look["font_size"],
        "foregroundColorStyle": colour(str(look["font_color"])),
    }
    found |= {name: True for name in ("bold", "underline") if look.get(name)}
    return found


def _own(look: Mapping[str, object]) -> Message:
    found: Message = {"wrapStrategy": "WRAP" if look.get("text_wrap") else "CLIP"}
    if "bg_color" in look:
        found["backgroundColorStyle"] = colour(str(look["bg_color"]))
    if look.get("align") in _SIDES:
        found["horizontalAlignment"] = _SIDES[str(look["align"])]
    if look.get("valign") in _HEIGHTS:
        found["verticalAlignment"] = _HEIGHTS[str(look["valign"])]
    if look.get("indent"):
        side = 3 if look.get("align") == "center" else _INDENT_PX
        found["padding"] = {"top": 3, "right": side, "bottom": 3, "left": side}
    pattern = str(look.get("num_format", ""))
    if pattern in _KINDS:
        kind = _KINDS[pattern]
        own = {} if kind == "TEXT" else {"pattern": pattern}
        found["numberFormat"] = {"type": kind, **own}
    return found


def _borders(look: Mapping[str, object]) -> Message:
    """Return the borders: all four, one on the right, or a thick one below."""
    sides: Message = {}
    if look.get("border"):
        line = {"style": "SOLID", "colorStyle": colour(str(look["border_color"]))}
        sides = dict.fromkeys(("top", "bottom", "left", "right"), line)
    if look.get("right"):
        sides["right"] = {"style": "SOLID", "colorStyle": colour(str(look["right_color"]))}
    if look.get("bottom"):
        line = {"style": "SOLID_MEDIUM", "colorStyle": colour(str(look["bottom_color"]))}
        sides["bottom"] = line
    return {"borders": sides} if sides else {}
