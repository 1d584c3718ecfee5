"""Formats: the default one, the theme, and the twin fields that old and new colours have."""

from typing import Any

from automation.rehearsal.sheets.message import Message, sparse

_WHITE: Message = {"red": 1, "green": 1, "blue": 1}

DEFAULT_FORMAT: Message = {
    "backgroundColor": _WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": _WHITE},
}

_THEME_COLOURS: tuple[tuple[str, Message], ...] = (
    ("TEXT", {}),
    ("BACKGROUND", _WHITE),
    ("ACCENT1", {"red": 0.25882354, "green": 0.52156866, "blue": 0.95686275}),
    ("ACCENT2", {"red": 0.91764706, "green": 0.2627451, "blue": 0.20784314}),
    ("ACCENT3", {"red": 0.9843137, "green": 0.7372549, "blue": 0.015686275}),
    ("ACCENT4", {"red": 0.20392157, "green": 0.65882355, "blue": 0.3254902}),
    ("ACCENT5", {"red": 1, "green": 0.42745098, "blue": 0.003921569}),
    ("ACCENT6", {"red": 0.27450982, "green": 0.7411765, "blue": 0.7764706}),
    ("LINK", {"red": 0.06666667, "green": 0.33333334, "blue": 0.8}),
)
THEME: Message = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {"colorType": kind, "color": {"rgbColor": colour}} for kind, colour in _THEME_COLOURS
    ],
}

TWINS = {
    "backgroundColor": "backgroundColorStyle",
    "foregroundColor": "foregroundColorStyle",
    "tabColor": "tabColorStyle",
    "headerColor": "headerColorStyle",
    "firstBandColor": "firstBandColorStyle",
    "secondBandColor": "secondBandColorStyle",
    "footerColor": "footerColorStyle",
}
_OLD_OF = {style: plain for plain, style in TWINS.items()}


def with_twins(message: Message) -> Message:
    """Return a message in which every colour stands in its old and its new field."""
    result = {key: _twinned(value) for key, value in message.items()}
    for plain, style in TWINS.items():
        if style in result:
            colour = (result[style] or {}).get("rgbColor")
            if colour is not None:
                result[plain] = colour
        elif plain in result:
            result[style] = {"rgbColor": result[plain]}
    return result


def twin_mask(mask: dict[str, Any]) -> dict[str, Any]:
    """Return a field mask that names both fields of every colour it names."""
    result = {key: twin_mask(below) for key, below in mask.items()}
    for key, below in mask.items():
        if key in TWINS:
            result[TWINS[key]] = {"rgbColor": below} if below else {}
        if key in _OLD_OF:
            result[_OLD_OF[key]] = {}
    return result


def shown_format(look: Message) -> Message:
    """Write a CellFormat that somebody entered."""
    return sparse(look)


def effective(look: Message) -> Message:
    """Return a cell's format with the defaults below it."""
    return _over(DEFAULT_FORMAT, sparse(look))


def _over(below: Message, above: Message) -> Message:
    result = dict(below)
    for key, value in above.items():
        is_colour = key in TWINS or key in _OLD_OF
        old = result.get(key)
        if isinstance(value, dict) and isinstance(old, dict) and not is_colour:
            result[key] = _over(old, value)
        else:
            result[key] = value
    return result


def _twinned(value: Any) -> Any:  # noqa: ANN401 - any JSON there is
    if isinstance(value, dict):
        return with_twins(value)
    return [_twinned(one) for one in value] if isinstance(value, list) else value
