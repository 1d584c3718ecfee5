"""What a cell shows (formattedValue): numbers, dates and patterns, by locale. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from automation.rehearsal.sheets.locales import Locale, moment_of
from automation.rehearsal.sheets.message import Message, Plain

_TOKEN = re.compile(
    r'"[^"]*"|\\.|_.|\[[^\]]*\]|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|am/pm|AM/PM|a/p|\.0+|[#0?,.]+|%|E[+-]0+|.'
)
_DATES = frozenset({"DATE", "TIME", "DATE_TIME"})


def show(value: Plain | None, form: Message, locale: Locale) -> str:
    """Return a value as the cell shows it; `form` is a NumberFormat, empty for automatic."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return locale.flags[not value]
    if isinstance(value, str):
        return value
    kind, pattern = form.get("type", ""), form.get("pattern", "")
    if kind == "TEXT" or pattern == "@":
        return general(value, locale)
    return _by_pattern(value, pattern or _default(kind, locale), locale)


def is_date(form: Message) -> bool:
    """Whether a NumberFormat shows dates or times."""
    return form.get("type") in _DATES


def general(value: float, locale: Locale) -> str:
    """Return a number as an automatic cell shows it: ten digits, no trailing zeros."""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    if abs(value) >= 1e15 or abs(value) < 1e-9:
        mantissa, _, exponent = f"{value:.5E}".partition("E")
        text = f"{mantissa.rstrip('0').rstrip('.')}E{exponent[0]}{int(exponent[1:]):02d}"
    else:
        whole = len(str(int(abs(value)))) if abs(value) >= 1 else 0
        text = f"{value:.{max(10 - whole, 0)}f}".rstrip("0").rstrip(".")
    return text.replace(".", locale.decimal)


def _default(kind: str, locale: Locale) -> str:
    known = {
        "NUMBER": "#,##0.00",
        "PERCENT": "0.00%",
        "CURRENCY": f'"{locale.currencies[0]}"#,##0.00',
        "DATE": locale.date_pattern,
        "TIME": locale.time_pattern,
        "DATE_TIME": f"{locale.date_pattern} {locale.time_pattern}",
        "SCIENTIFIC": "0.00E+00",
    }
    return known.get(kind, "")


def _by_pattern(value: float, pattern: str, locale: Locale) -> str:
    if not pattern or pattern.lower() == "general":
        return general(value, locale)
    sections = pattern.split(";")
    if len(sections) > 1 and value < 0:
        return _one_section(-value, sections[1], locale)
    if len(sections) > 2 and value == 0:
        return _one_section(value, sections[2], locale)
    return _one_section(value, sections[0], locale)


def _one_section(value: float, pattern: str, locale: Locale) -> str:
    tokens = _tokens(pattern)
    if any(one[0] in "yYdDhHsS" or one[0] in "mM" for one in tokens if one):
        return _dated(value, tokens, locale)
    return _numbered(value, tokens, locale)


@lru_cache(maxsize=256)
def _tokens(pattern: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(pattern))


def _numbered(value: float, tokens: tuple[str, ...], locale: Locale) -> str:
    digits = next((one for one in tokens if one[0] in "#0?."), "")
    exponent = next((one for one in tokens if one.startswith("E")), "")
    if "%" in tokens:
        value *= 100
    body = _digits(abs(value), digits, exponent, locale)
    parts, is_done = ["-"] if value < 0 and body.strip("0.,") else [], False
    for one in tokens:
        if one[0] in "#0?." and not is_done:
            parts.append(body)
            is_done = True
        elif not one.startswith("E") and one[0] not in "#0?":
            parts.append(_literal(one))
    return "".join(parts)


def _literal(token: str) -> str:
    if token.startswith('"'):
        return token.strip('"')
    if token.startswith("\\"):
        return token[1:]
    if token.startswith("["):
        found = re.match(r"\[\$([^-\]]*)", token)
        return found[1] if found else ""
    return " " if token.startswith("_") else token


def _digits(value: float, digits: str, exponent: str, locale: Locale) -> str:
    whole, _, places = digits.partition(".")
    least, most = places.count("0"), len(places)
    if exponent:
        text = f"{value:.{most}E}"
        mantissa, _, power = text.partition("E")
        return f"{mantissa.replace('.', locale.decimal)}E{power[0]}{int(power[1:]):02d}"
    text = f"{value:,.{most}f}" if "," in whole else f"{value:.{most}f}"
    front, _, back = text.partition(".")
    while len(back) > least and back.endswith("0"):
        back = back[:-1]
    front = front.zfill(whole.count("0")) if "," not in whole else front
    front = "" if front == "0" and "0" not in whole else front.replace(",", locale.thousands)
    return f"{front}{locale.decimal}{back}" if back else front


def _dated(value: float, tokens: tuple[str, ...], locale: Locale) -> str:
    moment = moment_of(value)
    if moment is None:
        return general(value, locale)
    half = any(one.lower() in ("am/pm", "a/p") for one in tokens)
    parts: list[str] = []
    for one, is_minute in _with_minutes(tokens):
        kind, size = one[0].lower(), len(one)
        if kind == "y":
            parts.append(f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}")
        elif kind in "md" and not is_minute:
            parts.append(_name_or_number(kind, size, moment.month, moment.day, value, locale))
        elif kind in "hms" and one.isalpha():
            number = {"h": moment.hour, "m": moment.minute, "s": moment.second}[kind]
            number = (number - 1) % 12 + 1 if kind == "h" and half else number
            parts.append(f"{number:02d}" if size > 1 else str(number))
        elif one.lower() in ("am/pm", "a/p"):
            parts.append("AM" if moment.hour < 12 else "PM")
        else:
            parts.append(f".{moment.microsecond // 1000:03d}" if one[:2] == ".0" else _literal(one))
    return "".join(parts)


def _with_minutes(tokens: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Tell the m of minutes from the m of months: it follows hours or precedes seconds."""
    letters = [one for one in tokens if one[0].lower() in "ymdhs" and one.isalpha()]
    position = -1
    for one in tokens:
        if one not in letters:
            yield one, False
            continue
        position += 1
        before = letters[position - 1][0].lower() if position else ""
        after = letters[position + 1][0].lower() if position + 1 < len(letters) else ""
        yield one, one[0] in "mM" and len(one) < 3 and (before == "h" or after == "s")


def _name_or_number(
    kind: str, size: int, month: int, day: int, value: float, locale: Locale
) -> str:
    number = month if kind == "m" else day
    if size <= 2:
        return f"{number:02d}" if size == 2 else str(number)
    width = "wide" if size == 4 else "abbreviated" if size == 3 else "narrow"
    from babel import Locale as Names

    names = Names.parse(locale.language)
    if kind == "m":
        return str(names.months["format"][width][month])
    return str(names.days["format"][width][(int(value) - 2) % 7])
