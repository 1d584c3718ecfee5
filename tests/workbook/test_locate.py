"""Rows and columns are found by what people see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.workbook.locate import (
    HEADER_SEARCH_ROWS,
    Locator,
    filled_count,
    find_columns,
    find_header,
    header_key,
)
from automation.workbook.protocol import Cell, RowRef

HEADER: list[Cell] = ["Post", "Judul", "State"]


def locator(*rows: list[Cell]) -> Locator:
    return Locator([HEADER, *rows], header=0, id_column="post")


@pytest.mark.parametrize(
    ("title", "key"),
    [
        (" Waktu\n tayang ", "waktu tayang"),
        ("STRASSE", header_key("straße")),
        (2026, "2026"),
        (None, ""),
    ],
)
def test_headers_are_compared_without_case_and_blanks(title: Cell, key: str) -> None:
    assert header_key(title) == key


@pytest.mark.parametrize(("above", "found"), [(0, True), (19, True), (20, False)])
def test_the_header_is_looked_for_near_the_top_only(above: int, found: bool) -> None:
    title: list[Cell] = ["judul"]
    rows = [*[title] * above, HEADER]

    assert (find_header(rows, "POST") == above) == found
    assert HEADER_SEARCH_ROWS == 20


def test_a_blank_id_column_is_never_found() -> None:
    assert find_header([[None, " "], HEADER], " ") is None


def test_the_first_of_equal_headers_counts_and_blank_ones_are_nobodys() -> None:
    assert find_columns(["Post", None, "State", " state ", ""]) == {"post": 0, "state": 2}


def test_rows_are_counted_down_to_the_last_that_holds_anything() -> None:
    assert filled_count([["a"], [], [None, 0], [None]]) == 3


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        (RowRef(id="P-1", index=9), 1),
        (RowRef(id=" P-1 ", index=9, as_read=("other",)), 1),
        (RowRef(id="P-9", index=1, as_read=("P-1", "Promo")), None),
        (RowRef(id="P-2", index=3, as_read=("P-2", "Salinan", None)), 3),
        (RowRef(id="P-2", index=9, as_read=("P-2", "Salinan")), 3),
        (RowRef(id="P-2", index=2, as_read=("P-2", "lain")), None),
        (RowRef(id="", index=4, as_read=(None, "Baru")), 4),
        (RowRef(id="", index=1, as_read=(None, "Baru")), 4),
        (RowRef(id="", index=6, as_read=(None, "Kembar")), 6),
        (RowRef(id="", index=1, as_read=(None, "Kembar")), None),
        (RowRef(id="", index=7), None),
        (RowRef(id="", index=0, as_read=HEADER), None),
    ],
    ids=[
        "its id", "its id with blanks", "no such id", "copied, not moved", "copied and moved",
        "copied and changed", "no id, not moved", "no id, moved", "one of twins, not moved",
        "one of twins, moved", "an empty row", "the header itself",
    ],
)  # fmt: skip
def test_a_row_is_found_or_left_alone(ref: RowRef, expected: int | None) -> None:
    rows: list[list[Cell]] = [
        ["P-1", "Promo"], ["P-2", "Resep"], ["P-2", "Salinan"], [None, "Baru"], [None, "Kembar"],
        [None, "Kembar"], [],
    ]  # fmt: skip

    assert locator(*rows).row(ref) == expected


@given(st.permutations(range(8)), st.integers(0, 7))
def test_a_row_with_its_own_id_is_found_wherever_people_move_it(
    order: list[int], wanted: int
) -> None:
    rows: list[list[Cell]] = [[f"P-{number}", "sama"] for number in order]

    found = locator(*rows).row(RowRef(id=f"P-{wanted}", index=wanted + 1))

    assert found == order.index(wanted) + 1


def test_an_event_is_recognised_also_as_a_number() -> None:
    there = locator([12], ["e-1"])

    assert there.holds("12")
    assert there.holds("e-1")
    assert not there.holds("e-2")
