"""What becomes of a text that is typed into a cell (USER_ENTERED), by the spreadsheet's locale.

Google does not document this reading; the table of the facts file says what is proven. Pure.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from automation.rehearsal.sheets.locales import Locale, serial, serial_of_date
from automation.rehearsal.sheets.message import Message, Plain


@dataclass(frozen=True, slots=True)
class Typed:
    """A value as a cell keeps it, and the number format that comes with it."""

    value: Plain | None
    is_formula: bool = False
    form: Message | None = None


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?")
_PARTS = re.compile(
    r"(\d{1,4})([/.-])(\d{1,2})(?:\2(\d{2,4}))?(?: (\d{1,2}[:.]\d{2}(?:[:.]\d{2})?))?"
)
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: ?([aApP])[mM]?)?")
_NAMED = re.compile(r"(?:(\d{1,2}) ([A-Za-z]{3,9})|([A-Za-z]{3,9}) (\d{1,2}))(?:,? (\d{4}))?")
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "mei": 5, "jun": 6, "jul": 7, "aug": 8,
    "agu": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "des": 12,
}  # fmt: skip


def read_typed(text: str, locale: Locale, today: date) -> Typed:
    """Read a text as if a person typed it."""
    if text == "":
        return Typed(None)
    if text.startswith("'"):
        return Typed(text[1:] or None)
    if text.startswith("=") and len(text) > 1:
        return Typed(text, is_formula=True)
    if text.strip().upper() in ("TRUE", "FALSE", *locale.flags):
        return Typed(text.strip().upper() in ("TRUE", locale.flags[0]))
    plain = text.strip()
    found = _number(plain, locale) or _day(plain, locale, today) or _clock_time(plain, locale)
    return found or Typed(text)


def _number(text: str, locale: Locale) -> Typed | None:
    percent, body = text.endswith("%"), text.removesuffix("%").strip()
    sign, currency, body = _currency(body, locale)
    value = _decimal(body, locale)
    if value is None or (percent and currency):
        return None
    value = -value if sign == "-" else value
    decimals = locale.decimal in body
    if percent:
        return Typed(round(value / 100, 15), form=_form("PERCENT", "0.00%" if decimals else "0%"))
    grouped = "#,##0.00" if decimals else "#,##0"
    if currency:
        quoted = currency if currency == "$" else f'"{currency}"'
        return Typed(value, form=_form("CURRENCY", f"{quoted}{grouped}"))
    if re.search(r"[eE]", body):
        return Typed(value, form=_form("SCIENTIFIC", "0.00E+00"))
    return Typed(value, form=_form("NUMBER", grouped) if locale.thousands in body else None)


def _currency(body: str, locale: Locale) -> tuple[str, str, str]:
    sign = body[:1] if body[:1] in ("+", "-") else ""
    body = body.removeprefix(sign)
    for symbol in locale.currencies:
        if body.startswith(symbol):
            return sign, symbol, body.removeprefix(symbol).strip()
        if body.endswith(symbol):
            return sign, symbol, body.removesuffix(symbol).strip()
    return sign, "", body


def _decimal(body: str, locale: Locale) -> float | None:
    point, comma = re.escape(locale.decimal), re.escape(locale.thousands)
    grouped = rf"\d{{1,3}}(?:{comma}\d{{3}})+(?:{point}\d*)?"
    if not re.fullmatch(
        rf"(?:{grouped}|\d+(?:{point}\d*)?|{point}\d+)(?:[eE][+-]?\d{{1,3}})?", body
    ):
        return None
    value = float(body.replace(locale.thousands, "").replace(locale.decimal, "."))
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _form(kind: str, pattern: str) -> Message:
    return {"type": kind, "pattern": pattern}


def _day(text: str, locale: Locale, today: date) -> Typed | None:
    iso = _ISO.fullmatch(text)
    if iso:
        return _dated((int(iso[1]), int(iso[2]), int(iso[3])), iso[4], "yyyy-mm-dd")
    named = _NAMED.fullmatch(text)
    if named:
        month = _MONTHS.get((named[2] or named[3])[:3].lower(), 0)
        year = int(named[5] or today.year)
        return _dated((year, month, int(named[1] or named[4])), None, "d mmm yyyy")
    parts = _PARTS.fullmatch(text)
    return _numeric_day(parts, locale, today) if parts else None


def _numeric_day(parts: re.Match[str], locale: Locale, today: date) -> Typed | None:
    first, second, third = int(parts[1]), int(parts[3]), parts[4]
    if parts[2] == "." and (locale.decimal == "." or not third):
        return None
    if len(parts[1]) > 2:
        return _dated((first, second, int(third or 1)), parts[5], "yyyy-mm-dd")
    year = int(third or today.year)
    year += 2000 if year < 50 else 1900 if year < 100 else 0
    day, month = (first, second) if locale.day_first else (second, first)
    return _dated((year, month, day), parts[5], locale.date_pattern)


def _dated(numbers: tuple[int, int, int], clock: str | None, pattern: str) -> Typed | None:
    try:
        day = date(*numbers)
        if clock is None:
            return Typed(serial_of_date(day), form=_form("DATE", pattern))
        hour, minute, second = (int(one) for one in [*re.split(r"[:.]", clock), 0][:3])
        moment = datetime.combine(day, time(hour, minute, second))
    except ValueError:
        return None
    return Typed(serial(moment), form=_form("DATE_TIME", f"{pattern} h:mm:ss"))


def _clock_time(text: str, locale: Locale) -> Typed | None:
    found = _TIME.fullmatch(text)
    if found is None or ("." in text and ":" not in text and locale.decimal != ","):
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    dotted = "." in locale.time_pattern
    if minute > 59 or second > 59 or (found[3] is None and "." in text and not dotted):
        return None
    return Typed(
        (hour * 3600 + minute * 60 + second) / 86_400, form=_form("TIME", locale.time_pattern)
    )
