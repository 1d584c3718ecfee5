"""One tab as people left it: where its columns are, and what its cells mean."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.workbook.open_tab import OpenTab, Record, number_of, split, text_of
from automation.workbook.protocol import Cell
from tests.workbook.pages import CALENDAR, POST, headers, opened, rows

GRID = rows("calendar", [POST])


def record(name: str, cell: Cell, tab: str = "calendar") -> Record:
    """Return a row that holds one cell, and a name so that it is not empty."""
    return next(
        opened(tab, rows(tab, [{"title": "Kopi", "channel": "brand", name: cell}])).records()
    )


# Finding columns


@pytest.mark.parametrize("language", ["en", "id"])
def test_columns_are_found_by_their_titles_in_either_language(language: str) -> None:
    tab = opened("calendar", [headers("calendar", language)])

    assert tab.missing(list(CALENDAR.usual)) == []


def test_columns_are_found_in_any_order_and_beside_columns_of_the_teams_own() -> None:
    header: list[Cell] = ["Catatan kami", *reversed(headers("calendar")), None, "Warna"]
    tab = opened("calendar", [header, ["penting", *reversed(GRID[1])]])

    (found,) = tab.records()

    assert tab.missing(list(CALENDAR.usual)) == []
    assert found.text("text") == POST["text"]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("  TEXT ", "text"),
        ("text", "text"),
        ("Caption", "text"),
        ("isi", "text"),
        ("Jadwal\nterbit", "publish_at"),
        ("publish_at", "publish_at"),
        ("PIC", "owner"),
    ],
)
def test_a_renamed_column_is_found_by_alias_name_case_and_blanks(header: str, name: str) -> None:
    assert opened("calendar", [["Judul", header]]).columns[name] == 1


def test_the_first_of_two_equal_columns_is_read_and_the_second_is_a_finding() -> None:
    tab = opened("calendar", [["Title", "Text", "TEXT "], ["Kopi", "pertama", "kedua"]])

    (found,) = tab.records()

    assert found.text("text") == "pertama"
    assert [(p.code, p.facts["value"], p.blocks) for p in tab.problems] == [
        ("duplicate_column", "Text", False)
    ]


def test_two_columns_of_the_teams_own_may_have_one_name() -> None:
    assert opened("calendar", [["Title", "Catatan", "Catatan"]]).problems == ()


@pytest.mark.parametrize("above", [1, 5, 19])
def test_a_title_and_notes_may_stand_above_the_header(above: int) -> None:
    notes: list[list[Cell]] = [["KALENDER KOPI SENJA"], [], ["Teks", "lihat panduan"]] * 7
    tab = opened("calendar", [*notes[:above], *GRID])

    assert tab.header == above
    assert [found.index for found in tab.records()] == [above + 1]


def test_a_tab_without_any_header_of_ours_has_no_columns() -> None:
    tab = opened("calendar", [["a", "b"], [1, 2]])

    assert tab.columns == {}
    assert tab.header_row == ()
    assert list(tab.records()) == []
    assert tab.id_header == ""


def test_rows_that_hold_nothing_in_our_columns_are_no_rows() -> None:
    header = [*headers("calendar"), "Catatan"]
    ours: list[Cell] = [None] * (len(header) - 1)
    tab = opened("calendar", [header, [], [*ours, "hanya catatan"], ["", ""], GRID[1]])

    assert [found.index for found in tab.records()] == [4]


# Reading cells


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  Kopi \n", "Kopi"),
        (3.0, "3"),
        (62_812_345_678.0, "62812345678"),
        (2.5, "2.5"),
        ("+62 812-3456", "+62 812-3456"),
        ("007", "007"),
        ("=SUM(A1)", "=SUM(A1)"),
        (True, "yes"),
        (False, "no"),
        (datetime(2026, 11, 21, 9), "2026-11-21 09:00:00"),  # noqa: DTZ001
        (date(2026, 11, 21), "2026-11-21"),
        (time(9), "09:00:00"),
        ("👩‍👩‍👧‍👦 e\u0301", "👩‍👩‍👧‍👦 e\u0301"),
    ],
)
def test_a_cell_reads_as_a_person_would_read_it(cell: Cell, text: str) -> None:
    assert record("text", cell).text("text") == text


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#ERROR!", "#NAME?", "#DIV/0!"])
def test_a_spreadsheet_error_is_a_finding_not_a_text(error: str) -> None:
    row = record("text", error)

    assert row.text("text") == ""
    assert [(p.code, p.column, p.facts["value"]) for p in row.problems] == [
        ("cell_error", "text", error)
    ]


def test_a_hashtag_is_no_spreadsheet_error() -> None:
    row = record("text", "#REF! kata mereka")

    assert row.text("text") == "#REF! kata mereka"
    assert row.problems == []


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (3, 3.0),
        (2.5, 2.5),
        ("2,5", 2.5),
        (" 7 ", 7.0),
        (None, None),
        ("tiga", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        pytest.param(float("nan"), None, id="a cell that is no number"),
        pytest.param(float("inf"), None, id="a cell without end"),
        (True, None),
    ],
)
def test_a_number_is_finite_or_a_finding(cell: Cell, number: float | None) -> None:
    row = record("posts_per_day", cell, "channels")

    assert row.number("posts_per_day") == number
    assert row.whole("posts_per_day") == (None if number is None else int(number))
    assert bool(row.problems) is (cell is not None and number is None)


@pytest.mark.parametrize(
    ("cell", "flag", "findings"),
    [
        ("Ya", True, 0),
        ("yes", True, 0),
        (True, True, 0),
        (1, True, 0),
        ("✓", True, 0),
        ("Tidak", False, 0),
        (False, False, 0),
        (0, False, 0),
        (None, True, 0),
        ("mungkin", False, 1),
    ],
)
def test_a_switch_that_nobody_can_read_is_off_and_says_so(
    cell: Cell, flag: bool, findings: int
) -> None:
    row = record("active", cell, "channels")

    assert row.flag("active", default=True) is flag
    assert len(row.problems) == findings


@pytest.mark.parametrize(
    ("typed", "value"),
    [("Siap", "ready"), ("ready ", "ready"), ("READY", "ready"), ("", "idea"), ("redy", "idea")],
)
def test_a_choice_is_read_in_either_language_and_else_as_the_default(
    typed: str, value: str
) -> None:
    row = record("status", typed)

    assert row.choice("status", "idea", "id") == value
    assert [p.facts["choices"] for p in row.problems] == (
        ["Ide, Draf, Siap, Tahan, Batal"] if typed == "redy" else []
    )


@pytest.mark.parametrize(
    ("text", "style", "parts"),
    [
        pytest.param("brand, support;bantuan\nlain,", "comma", ["brand", "support", "bantuan", "lain"], id="commas"),
        pytest.param("a.jpg\n\n c.jpg ", "lines", ["a.jpg", "", "c.jpg"], id="an empty line keeps its place"),
        pytest.param("\nkedua", "lines", ["", "kedua"], id="an empty first line too"),
        pytest.param("Satu\n\nlagi\n---\nDua", "blocks", ["Satu\n\nlagi", "Dua"], id="two parts"),
        pytest.param("Satu\n —–- \n\n---\nDua\n---", "blocks", ["Satu", "Dua"], id="dashes of any kind"),
        pytest.param("Satu --- dua", "blocks", ["Satu --- dua"], id="dashes within a line"),
        pytest.param("", "lines", [], id="nothing"),
    ],
)  # fmt: skip
def test_a_list_cell_is_split_as_its_column_says(text: str, style: str, parts: list[str]) -> None:
    assert split(text, style) == parts


def test_an_alt_text_left_out_at_the_first_picture_does_not_move_the_others() -> None:
    assert record("alt_text", "\nBiji kopi\n").items("alt_text") == ["", "Biji kopi"]


CELLS: st.SearchStrategy[Cell] = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.datetimes() | st.dates() | st.times()
)  # fmt: skip


@given(cells=st.lists(CELLS, max_size=len(CALENDAR.fields)))
def test_any_cell_in_any_column_can_be_asked_anything(cells: list[Cell]) -> None:
    tab: OpenTab = opened("calendar", [headers("calendar"), cells])

    for row in tab.records():
        for name in CALENDAR.fields:
            assert row.text(name) == row.text(name).strip()
            row.number(name), row.whole(name), row.items(name), row.flag(name, default=True)
            assert row.choice(name, "", "id") in ("", *CALENDAR.fields[name].values)


@given(text=st.text(max_size=12))
def test_a_text_is_a_number_only_when_it_means_one(text: str) -> None:
    number = number_of(text)

    assert number is None or number == float(text.replace(",", "."))
    assert text_of(text) == text.strip()
