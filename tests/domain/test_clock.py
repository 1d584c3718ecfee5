"""What a time cell means: typed texts, serial numbers, clocks that change, hours of quiet."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.clock import (
    SERIAL_EPOCH,
    Misread,
    Reading,
    is_quiet,
    localise,
    read_moment,
    read_time_of_day,
)
from tests.domain.desks import JAKARTA

BERLIN = ZoneInfo("Europe/Berlin")
MAKASSAR = ZoneInfo("Asia/Makassar")
NINE = datetime(2026, 11, 21, 9, tzinfo=JAKARTA)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    "typed",
    [
        "21/11/2026 09.00",
        "21-11-2026 9:00",
        "21.11.2026, 09:00:00",
        "2026-11-21 09:00",
        "2026-11-21T09:00",
        "  2026-11-21\n09:00 ",
        "21 November 2026 09.00",
        "21 Nov 2026 9am",
        "21 nov. 2026, 9 AM",
        "21 Nopember 2026 pukul 09.00",
        "Sabtu, 21 November 2026 pukul 09.00 WIB",
        "Saturday 21 November 2026 at 9:00",
        "21/11/2026 jam 9",
        "21/11/2026\u00a0pkl. 09.00",
    ],
)
def test_a_time_is_read_however_people_type_it(typed: str, language: str) -> None:
    assert read_moment(typed, JAKARTA, language) == Reading(NINE)


@pytest.mark.parametrize(
    ("typed", "hour"), [("12 am", 0), ("12:30 am", 0), ("12 pm", 12), ("9pm", 21), ("11.59 PM", 23)]
)
def test_a_clock_of_twelve_hours_has_its_noon_and_midnight_right(typed: str, hour: int) -> None:
    reading = read_moment(f"21 Nov 2026 {typed}", JAKARTA, "en")

    assert reading.moment is not None
    assert (reading.moment.day, reading.moment.hour) == (21, hour)


def test_a_day_and_month_that_could_change_places_are_two_dates_in_english() -> None:
    reading = read_moment("03/04/2026 09:00", JAKARTA, "en")

    assert reading.moment is None
    assert reading.misread is Misread.TWO_DATES
    assert reading.options == (datetime(2026, 4, 3, 9), datetime(2026, 3, 4, 9))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        pytest.param("03/04/2026 09:00", "id", (4, 3), id="Indonesian writes the day first"),
        pytest.param("13/04/2026 09:00", "en", (4, 13), id="there is no thirteenth month"),
        pytest.param("04/13/2026 09:00", "en", (4, 13), id="as Americans write it"),
        pytest.param("05/05/2026 09:00", "en", (5, 5), id="both readings are one day"),
    ],
)
def test_a_date_with_one_reading_is_no_question(
    typed: str, language: str, expected: tuple[int, int]
) -> None:
    reading = read_moment(typed, JAKARTA, language)

    assert reading.moment is not None
    assert (reading.moment.month, reading.moment.day) == expected


@pytest.mark.parametrize(
    ("cell", "misread"),
    [
        pytest.param("2026-11-21", Misread.NO_TIME_OF_DAY, id="text without an hour"),
        pytest.param("Sabtu, 21 November 2026", Misread.NO_TIME_OF_DAY, id="named, no hour"),
        pytest.param(date(2026, 11, 21), Misread.NO_TIME_OF_DAY, id="a date cell"),
        pytest.param(46_347, Misread.NO_TIME_OF_DAY, id="a whole serial number"),
        pytest.param("32/11/2026 9", Misread.NOT_A_TIME, id="no such day"),
        pytest.param("29/02/2027 09:00", Misread.NOT_A_TIME, id="no leap year"),
        pytest.param("04/13/2026 09:00", Misread.NOT_A_TIME, id="thirteenth month"),
        pytest.param("21/11/26 09:00", Misread.NOT_A_TIME, id="a year of two digits"),
        pytest.param("2026-11-21 25:00", Misread.NOT_A_TIME, id="twenty-fifth hour"),
        pytest.param("2026-11-21 13 pm", Misread.NOT_A_TIME, id="thirteen in the afternoon"),
        pytest.param("2026-11-21 09:00 besok", Misread.NOT_A_TIME, id="words after it"),
        pytest.param("21 Nop3 2026 09:00", Misread.NOT_A_TIME, id="no such month"),
        pytest.param("besok pagi", Misread.NOT_A_TIME, id="words"),
        pytest.param("#REF!", Misread.NOT_A_TIME, id="a spreadsheet error"),
        pytest.param(True, Misread.NOT_A_TIME, id="a ticked box"),
        pytest.param(time(9), Misread.NOT_A_TIME, id="a time of day alone"),
        pytest.param(0.375, Misread.NOT_A_TIME, id="a fraction of a day alone"),
        pytest.param(float("nan"), Misread.NOT_A_TIME, id="no number"),
        pytest.param(-4.5, Misread.NOT_A_TIME, id="before day 0"),
        pytest.param(2_958_465.999_999_999, Misread.NOT_A_TIME, id="the end of serial days"),
        pytest.param(datetime(9999, 12, 31, 23), Misread.NOT_A_TIME, id="the end of time"),  # noqa: DTZ001
        pytest.param("0001-01-01 00:00", Misread.NOT_A_TIME, id="the beginning of time"),
    ],
)
def test_what_is_no_moment_says_why(cell: object, misread: Misread) -> None:
    assert read_moment(cell, JAKARTA, "id") == Reading(None, misread)


def test_a_serial_number_is_days_since_the_spreadsheets_day_zero() -> None:
    assert read_moment(46_347.375, JAKARTA, "id").moment == NINE


def test_a_zone_typed_beside_the_time_is_believed_over_the_workbooks() -> None:
    typed = "21/11/2026 09.00 WIB"

    assert read_moment(typed, MAKASSAR, "id").moment == NINE
    assert read_moment("21/11/2026 10.00 WITA", JAKARTA, "id").moment == NINE


def test_an_hour_that_the_clocks_skip_is_a_finding_with_a_suggestion() -> None:
    reading = localise(datetime(2027, 3, 28, 2, 30), BERLIN)  # noqa: DTZ001

    assert reading.misread is Misread.IN_GAP
    assert [f"{option:%H:%M %Z}" for option in reading.options] == ["03:30 CEST"]


def test_an_hour_that_happens_twice_is_a_finding() -> None:
    reading = localise(datetime(2026, 10, 25, 2, 30), BERLIN)  # noqa: DTZ001

    assert reading.misread is Misread.TWICE
    assert [f"{option:%Z}" for option in reading.options] == ["CEST", "CET"]


@pytest.mark.parametrize("minute", [59, 0], ids=["a minute before the gap", "as the gap ends"])
def test_the_edges_of_a_changed_hour_are_ordinary_times(minute: int) -> None:
    hour = 1 if minute == 59 else 3

    assert localise(datetime(2027, 3, 28, hour, minute), BERLIN).misread is None  # noqa: DTZ001


CELLS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.datetimes()
    | st.dates()
    | st.times()
    | st.from_regex(
        r"\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4} \d{1,2}[.:]\d{2} ?(WIB|pm)?", fullmatch=True
    )
)


@given(cell=CELLS, zone=st.sampled_from([JAKARTA, BERLIN]), language=st.sampled_from(["en", "id"]))
def test_reading_a_cell_never_fails_and_is_either_a_moment_or_a_reason(
    cell: object, zone: ZoneInfo, language: str
) -> None:
    reading = read_moment(cell, zone, language)

    assert (reading.moment is None) != (reading.misread is None)
    assert reading.moment is None or reading.moment.tzinfo is not None
    read_time_of_day(cell)


@given(
    wall=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
        lambda at: at.replace(second=0, microsecond=0)
    ),
    zone=st.sampled_from([JAKARTA, BERLIN]),
)
def test_a_date_cell_its_serial_number_and_its_text_are_one_moment(
    wall: datetime, zone: ZoneInfo
) -> None:
    expected = read_moment(wall, zone, "en")
    serial = (wall - SERIAL_EPOCH) / timedelta(days=1)

    assert read_moment(f"{wall:%Y-%m-%d %H:%M}", zone, "en") == expected
    if serial % 1:
        assert read_moment(serial, zone, "id") == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("22:00", time(22)),
        ("22.30", time(22, 30)),
        ("10 pm", time(22)),
        ("pukul 22.00 WIB", time(22)),
        (time(22), time(22)),
        (datetime(1899, 12, 30, 22), time(22)),  # noqa: DTZ001
        (22 / 24, time(22)),
        (0, time(0)),
        (22, time(22)),
        (22.3, None),
        (24, None),
        (True, None),
        ("malam", None),
        (None, None),
    ],
)
def test_a_time_of_day_is_read_from_text_cell_or_fraction(
    cell: object, expected: time | None
) -> None:
    assert read_time_of_day(cell) == expected


@pytest.mark.parametrize(
    ("at", "start", "end", "quiet"),
    [
        pytest.param("21:59", "22:00", "06:00", False, id="before the night"),
        pytest.param("22:00", "22:00", "06:00", True, id="as the night begins"),
        pytest.param("00:00", "22:00", "06:00", True, id="at midnight"),
        pytest.param("05:59", "22:00", "06:00", True, id="before morning"),
        pytest.param("06:00", "22:00", "06:00", False, id="as the night ends"),
        pytest.param("12:30", "12:00", "13:00", True, id="within one day"),
        pytest.param("13:00", "12:00", "13:00", False, id="as they end within one day"),
        pytest.param("22:00", "22:00", "22:00", False, id="no span at all"),
    ],
)
def test_quiet_hours_may_span_midnight(at: str, start: str, end: str, quiet: bool) -> None:
    now = datetime.fromisoformat(f"2026-11-21T{at}+07:00").astimezone(UTC)

    assert is_quiet(now, JAKARTA, time.fromisoformat(start), time.fromisoformat(end)) is quiet


@pytest.mark.parametrize(("start", "end"), [(None, time(6)), (time(22), None), (None, None)])
def test_without_both_hours_nothing_is_quiet(start: time | None, end: time | None) -> None:
    assert not is_quiet(NINE.replace(hour=23), JAKARTA, start, end)
