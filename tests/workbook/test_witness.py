"""Who may edit a cell, from protections that overlap, leave openings or have no bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.workbook.backends.google.signs import book_of, signs_of_sheet
from automation.workbook.witness import Area, Protection, editors_of

RINA = frozenset({"rina@kopi.example"})
COLUMN = Area(first_column=3, end_column=4)


def only(*people: str, area: Area = COLUMN, openings: tuple[Area, ...] = ()) -> Protection:
    return Protection(area=area, editors=frozenset(people), openings=openings)


@pytest.mark.parametrize(
    ("protections", "editors"),
    [
        pytest.param([], None, id="nothing is protected"),
        pytest.param([only(*RINA)], RINA, id="its column is"),
        pytest.param([only(*RINA, area=Area())], RINA, id="the whole tab is"),
        pytest.param(
            [only(*RINA, area=Area(), openings=(COLUMN,))], None, id="the tab but for its column"
        ),
        pytest.param(
            [only(*RINA), only("tono@x")], RINA | {"tono@x"}, id="two, and both are heard"
        ),
        pytest.param([only(*RINA), only()], None, id="one does not tell"),
        pytest.param([only(*RINA, area=Area(end_row=5))], None, id="only the rows above"),
    ],
)
def test_who_may_edit_a_cell(protections: list[Protection], editors: frozenset[str] | None) -> None:
    assert editors_of(protections, 5, 3) == editors


@pytest.mark.parametrize(
    "weak",
    [
        {"warningOnly": True},
        {"editors": {"users": ["rina@x"], "groups": ["team@x"]}},
        {"editors": {"users": ["rina@x"], "domainUsersCanEdit": True}},
        {"editors": {}},
        {"editors": None},
        {"namedRangeId": "gone"},
    ],
)
def test_a_protection_that_lets_others_in_or_does_not_tell_whom_proves_nothing(
    weak: dict[str, object],
) -> None:
    one = {"range": {"startColumnIndex": 3, "endColumnIndex": 4}, "editors": {"users": ["rina@x"]}}
    sheet = {"protectedRanges": [{**one, **weak}]}

    signs = signs_of_sheet(sheet, book_of({}, with_comments=False))

    assert editors_of(signs.protections, 5, 3) is None


@pytest.mark.parametrize("mark", ["fromCopiedSpreadsheet", "fromImportedSpreadsheet", "deleted"])
def test_a_comment_brought_from_another_file_or_deleted_is_none(mark: str) -> None:
    post = {"postId": "1", "createTime": "2026-11-21T01:00:00Z", "content": "approve", mark: True}
    found = {"comments": [{"commentId": "T", "anchorId": "a", "headPost": post}]}
    sheet = {"commentAnchors": [{"anchorId": "a", "range": {"endRowIndex": 1}}]}

    book = book_of(found, with_comments=True)

    assert book.alive == frozenset()
    [thread] = signs_of_sheet(sheet, book).threads or ()
    assert not thread.said


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_an_area_holds_its_first_line_and_not_its_end(
    first: int, length: int, row: int, column: int
) -> None:
    area = Area(first_row=first, end_row=first + length)

    assert area.holds(row, column) == (first <= row < first + length)
