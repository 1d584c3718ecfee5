"""How a spreadsheet's locale writes numbers and dates, as far as the rehearsal knows it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - serial numbers have no time zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """One locale's habits. `day_first` says how `1/2` is read."""

    name: str = "en_US"
    decimal: str = "."
    thousands: str = ","
    day_first: bool = False
    date_pattern: str = "M/d/yyyy"
    time_pattern: str = "h:mm:ss am/pm"
    currencies: tuple[str, ...] = ("$",)
    flags: tuple[str, str] = ("TRUE", "FALSE")
    """What a check box's values are called; the English words are understood everywhere."""

    @property
    def separator(self) -> str:
        """What stands between a function's arguments."""
        return ";" if self.decimal == "," else ","

    @property
    def language(self) -> str:
        """Its language, for the names of months and days."""
        return self.name.partition("_")[0]


_DMY = {"day_first": True, "date_pattern": "dd/MM/yyyy", "time_pattern": "HH:mm:ss"}
_KNOWN = {
    "en_US": Locale(),
    "en_GB": Locale(name="en_GB", currencies=("£",), **_DMY),  # type: ignore[arg-type]
    "id_ID": Locale(
        name="id_ID", decimal=",", thousands=".", day_first=True, date_pattern="dd/MM/yyyy",
        time_pattern="HH.mm.ss", currencies=("Rp", "IDR"), flags=("BENAR", "SALAH"),
    ),
    "fr_FR": Locale(
        name="fr_FR", decimal=",", thousands="\u202f", day_first=True, date_pattern="dd/MM/yyyy",
        time_pattern="HH:mm:ss", currencies=("€",), flags=("VRAI", "FAUX"),
    ),
    "de_DE": Locale(
        name="de_DE", decimal=",", thousands=".", day_first=True, date_pattern="dd.MM.yyyy",
        time_pattern="HH:mm:ss", currencies=("€",), flags=("WAHR", "FALSCH"),
    ),
    "nl_NL": Locale(
        name="nl_NL", decimal=",", thousands=".", day_first=True, date_pattern="d-M-yyyy",
        time_pattern="H:mm:ss", currencies=("€",), flags=("WAAR", "ONWAAR"),
    ),
}  # fmt: skip


def locale_named(name: str) -> Locale:
    """Return a locale's habits; one the rehearsal does not know is read as en_US."""
    return _KNOWN.get(name) or _KNOWN.get(name.replace("-", "_")) or _KNOWN["en_US"]


def serial(moment: datetime) -> float:
    """Return a local moment as days since 30 December 1899."""
    number = (moment - EPOCH) / timedelta(days=1)
    return int(number) if number == int(number) else round(number, 10)


def serial_of_date(day: date) -> float:
    """Return a day as a serial number."""
    return serial(datetime.combine(day, time()))


def moment_of(number: float) -> datetime | None:
    """Return the local moment of a serial number, to the millisecond; None beyond the calendar."""
    try:
        return EPOCH + timedelta(milliseconds=round(number * 86_400_000))
    except OverflowError:
        return None
