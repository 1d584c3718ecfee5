"""Where rows stand whose ids were written over: told by what people typed beside."""

from automation.workbook.backends.google.likeness import rows_hit
from automation.workbook.backends.google.sheet import Rows
from automation.workbook.protocol import Cell

HEADER: list[Cell] = ["Catatan", "Post", "Judul", "State"]
KNOWN: dict[int, dict[str, Cell]] = {
    1: {"post": "P-1", "judul": "Kopi"},
    2: {"post": "P-2", "judul": "Teh"},
}
LANDED: dict[int, dict[int, Cell]] = {1: {1: "published"}, 2: {1: "published"}}
"""What was meant for “State”, in column 1, hit “Post” there after a column came before it."""


def where(*titles: str | None) -> dict[int, list[int]]:
    rows: Rows = [[None, "published", title, "idea"] for title in titles]
    return dict(rows_hit(LANDED, KNOWN, [HEADER, *rows], 0))


def test_rows_are_found_where_they_stand_now() -> None:
    assert where("Kopi", "Teh") == {1: [1], 2: [2]}
    assert where("Teh", "Kopi") == {2: [1], 1: [2]}


def test_a_copy_made_since_is_the_same_row_twice() -> None:
    assert where("Kopi", "Kopi", "Teh") == {1: [1, 2], 2: [3]}


def test_rows_that_nothing_tells_apart_stay_in_their_place() -> None:
    assert where(None, None, None) == {1: [1], 2: [2]}


def test_a_row_we_did_not_hit_is_nobodys() -> None:
    now: Rows = [HEADER, [None, "P-9", "Kopi", "idea"], [None, "published", "Teh", "idea"]]

    assert rows_hit(LANDED, KNOWN, now, 0) == {2: [2]}
