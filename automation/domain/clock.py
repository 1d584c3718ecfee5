"""Local wall-clock times: typed texts to aware times, daylight saving, quiet hours.

Cells hold wall-clock times of the workbook's (or channel's) zone. Inside the machine every time
is aware. A time that does not exist, exists twice, or can be read as two dates is a finding.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SERIAL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets' wall-clock day 0
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})(?:[,\s]+(.*))?$")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T,\s]+(.*))?$")
_NAMED = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\.?\s+(\d{4})(?:[,\s]+(.*))?$")
_TIME = re.compile(
    r"(?:(?:pukul|jam|pkl\.?|at)\s*)?(\d{1,2})(?:[.:](\d{2}))?(?:[.:](\d{2}))?\s*(am|pm)?"
    r"\s*(wib|wita|wit)?$",
    re.IGNORECASE,
)
_ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
_YEARS = range(1900, 3000)
"""Years a calendar can mean; the computer's own ends of time are typing errors."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari pebruari",
            "mar march maret",
            "apr april",
            "may mei",
            "jun june juni",
            "jul july juli",
            "aug august agu ags agustus agt",
            "sep sept september",
            "oct october okt oktober",
            "nov november nopember",
            "dec december des desember",
        ),
        start=1,
    )
    for name in names.split()
}


class Misread(StrEnum):
    """Why a text or wall-clock time is not one moment."""

    NOT_A_TIME = "not_a_time"
    NO_TIME_OF_DAY = "no_time_of_day"
    TWO_DATES = "two_dates"
    IN_GAP = "in_gap"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a time cell means: a moment, or why it is none. `options` are the possible readings."""

    moment: datetime | None = None
    misread: Misread | None = None
    options: tuple[datetime, ...] = ()


def read_moment(cell: object, zone: ZoneInfo, language: str) -> Reading:
    """Read a calendar cell as one moment in `zone`.

    Accepts date-time cells, serial numbers (days since 1899-12-30) and typed texts. `21/11/2026`
    needs no guess; `03/04/2026` has two readings in English (day/month or month/day) and is a
    finding there, while Indonesian writes the day first. A time typed with WIB, WITA or WIT is of
    that zone, whatever `zone` is.
    """
    wall = _wall_of(cell, language)
    if isinstance(wall, Reading):
        return wall
    if wall.year not in _YEARS:
        return Reading(None, Misread.NOT_A_TIME)
    return Reading(wall) if wall.tzinfo else localise(wall, zone)


def read_day(cell: object, language: str) -> date | None:
    """Read a cell as one calendar day, with or without a time; None when it is none, or one of two."""
    match cell:
        case datetime():
            day: date | None = cell.date()
        case date():
            day = cell
        case str():
            days, _ = _days_of(_without_weekday(" ".join(cell.split())), language)
            day = days[0] if len(days) == 1 else None
        case int() | float() if not isinstance(cell, bool) and 1 <= cell < 2_958_465:
            day = (SERIAL_EPOCH + timedelta(days=cell)).date()
        case _:
            day = None
    return day if day is not None and day.year in _YEARS else None


def localise(wall: datetime, zone: ZoneInfo) -> Reading:
    """Attach the zone to a wall-clock time; one in a gap or in a doubled hour is a finding."""
    first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return Reading(first)
    exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall
    if not exists:
        later = first.astimezone(UTC).astimezone(zone)
        return Reading(None, Misread.IN_GAP, (later,))
    return Reading(None, Misread.TWICE, (first, second))


def _wall_of(cell: object, language: str) -> datetime | Reading:
    match cell:
        case datetime():
            return cell.replace(tzinfo=None)
        case str():
            return _wall_of_text(" ".join(cell.split()), language)
        case int() | float() if not isinstance(cell, bool) and 1 <= cell < 2_958_465:
            seconds = round(cell * 86_400)
            whole_day = seconds % 86_400 == 0
            at = SERIAL_EPOCH + timedelta(seconds=seconds)
            return Reading(None, Misread.NO_TIME_OF_DAY) if whole_day else at
        case _:
            is_day = isinstance(cell, date)
            return Reading(None, Misread.NO_TIME_OF_DAY if is_day else Misread.NOT_A_TIME)


def _wall_of_text(text: str, language: str) -> datetime | Reading:
    days, rest = _days_of(_without_weekday(text), language)
    if not days:
        return Reading(None, Misread.NOT_A_TIME)
    if not rest:
        return Reading(None, Misread.NO_TIME_OF_DAY)
    at = _time_of(rest)
    if at is None:
        return Reading(None, Misread.NOT_A_TIME)
    walls = tuple(datetime.combine(day, at) for day in days)
    return walls[0] if len(walls) == 1 else Reading(None, Misread.TWO_DATES, walls)


def _without_weekday(text: str) -> str:
    return re.sub(r"^[A-Za-z'’]+,?\s+(?=\d)", "", text)


def _days_of(text: str, language: str) -> tuple[list[date], str]:
    if found := _YEAR_FIRST.match(text):
        year, month, day, rest = found.groups()
        return _dates([(year, month, day)]), rest or ""
    if found := _NAMED.match(text):
        day, name, year, rest = found.groups()
        return _dates([(year, _MONTHS.get(name.casefold(), 0), day)]), rest or ""
    if found := _DAY_FIRST.match(text):
        first, second, year, rest = found.groups()
        readings = [(year, second, first)]
        if language != "id" and first != second:
            readings.append((year, first, second))
        return _dates(readings), rest or ""
    return [], ""


def _dates(parts: list[tuple[str, str | int, str]]) -> list[date]:
    days = []
    for year, month, day in parts:
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days


def _time_of(text: str) -> time | None:
    found = _TIME.match(text.strip())
    if not found:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    half, zone = ((part or "").casefold() for part in found.groups()[3:])
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute, second, tzinfo=ZoneInfo(_ZONES[zone]) if zone else None)
    except ValueError:
        return None


def read_time_of_day(cell: object) -> time | None:
    """Read `22:00`, `22.00`, `10 pm`, a time cell, a fraction of a day, or a whole hour; else None.

    A sheet that writes decimals with a point makes the number 22 of a typed `22.00`.
    """
    match cell:
        case datetime():
            return cell.time()
        case time():
            return cell
        case bool():
            return None
        case int() | float() if 0 <= cell < 1 or cell in range(24):
            days = cell if cell < 1 else cell / 24
            return (SERIAL_EPOCH + timedelta(seconds=round(days * 86_400))).time()
        case str():
            at = _time_of(cell)
            return at and at.replace(tzinfo=None)
        case _:
            return None


def is_quiet(now: datetime, zone: ZoneInfo, start: time | None, end: time | None) -> bool:
    """Say whether `now` lies in the quiet hours, which may span midnight."""
    if start is None or end is None or start == end:
        return False
    at = now.astimezone(zone).time()
    return start <= at < end if start < end else at >= start or at < end
