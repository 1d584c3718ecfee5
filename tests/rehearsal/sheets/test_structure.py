"""What points at cells follows them: laws that hold for every insertion, deletion and move."""

from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.rehearsal.sheets.a1 import cell_name, column_index, column_letters, parse_cells
from automation.rehearsal.sheets.areas import Area, Dimension, Span
from automation.rehearsal.sheets.cells import Cell
from automation.rehearsal.sheets.draft import Draft, Rules
from automation.rehearsal.sheets.masks import overlay, parse_mask, pick
from automation.rehearsal.sheets.requests.kinds import carry_out
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet

AREA = {"startRowIndex": 3, "endRowIndex": 6, "startColumnIndex": 1, "endColumnIndex": 3}
PLACE = {"dimensionRange": {"sheetId": 0, "dimension": "ROWS", "startIndex": 4, "endIndex": 5}}


def filled() -> Draft:
    numbers = count(1000)
    sheet = Sheet(0, "Sheet1", row_count=30, column_count=12)
    for row in range(12):
        sheet.put_row(
            row, {0: Cell(entered=row), 1: Cell(entered=f"=A{row + 1}+$A$3", is_formula=True)}
        )
    draft = Draft(
        book=Spreadsheet("x", "x", sheets=[sheet]),
        caller="a@b.example",
        owner="a@b.example",
        rules=Rules(),
        now=datetime(2026, 7, 1, tzinfo=UTC),
        draw_id=lambda: next(numbers),
    )
    tag = {"metadataKey": "k", "visibility": "DOCUMENT", "location": PLACE}
    requests = [
        {
            "mergeCells": {
                "range": {**AREA, "startColumnIndex": 5, "endColumnIndex": 7},
                "mergeType": "MERGE_ALL",
            }
        },
        {"addNamedRange": {"namedRange": {"name": "n", "range": AREA}}},
        {"setBasicFilter": {"filter": {"range": AREA}}},
        {"createDeveloperMetadata": {"developerMetadata": tag}},
    ]
    carry_out(draft, {"requests": requests})
    return draft


def state(draft: Draft) -> object:
    sheet = draft.book.sheets[0]
    cells = [(row, col, cell) for row, col, cell in sheet.filled(sheet.whole)]
    return cells, sheet.merges, sheet.objects, draft.book.named, draft.book.metadata


@given(
    at=st.integers(0, 11), number=st.integers(1, 4), dimension=st.sampled_from(["ROWS", "COLUMNS"])
)
@settings(max_examples=60, deadline=None)
def test_lines_that_come_and_go_leave_nothing_behind(
    at: int, number: int, dimension: Dimension
) -> None:
    draft = filled()
    before = state(draft)
    lines = {"range": {"dimension": dimension, "startIndex": at, "endIndex": at + number}}

    carry_out(draft, {"requests": [{"insertDimension": lines}, {"deleteDimension": lines}]})

    assert state(draft) == before


@given(source=st.integers(0, 11), to=st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_a_row_moved_away_and_back_is_where_it_was(source: int, to: int) -> None:
    if source <= to <= source + 1:
        return
    draft = filled()
    values = [one[2].entered for one in draft.book.sheets[0].filled(draft.book.sheets[0].whole)]
    now, back = (to, source + 1) if to < source else (to - 1, source)

    def move(start: int, destination: int) -> dict[str, object]:
        lines = {"dimension": "ROWS", "startIndex": start, "endIndex": start + 1}
        return {"moveDimension": {"source": lines, "destinationIndex": destination}}

    carry_out(draft, {"requests": [move(source, to), move(now, back)]})

    sheet = draft.book.sheets[0]
    assert [one[2].entered for one in sheet.filled(sheet.whole)] == values
    assert draft.book.metadata[0]["location"] == {"locationType": "ROW", **PLACE}


@given(
    start=st.integers(0, 20),
    size=st.integers(1, 9),
    at=st.integers(0, 30),
    number=st.integers(1, 9),
)
def test_a_span_keeps_its_lines_when_others_go(start: int, size: int, at: int, number: int) -> None:
    span = Span(start, start + size)
    left = [one for one in range(start, start + size) if not at <= one < at + number]

    kept = span.after_delete(at, number)

    assert (0 if kept is None else (kept.end or 0) - (kept.start or 0)) == len(left)


@given(row=st.integers(0, 10**6), col=st.integers(0, 18_277))
def test_the_name_of_a_cell_leads_back_to_it(row: int, col: int) -> None:
    assert column_index(column_letters(col)) == col
    assert parse_cells(cell_name(row, col)) == Area(0, row, row + 1, col, col + 1)


@pytest.mark.parametrize(
    ("mask", "picked"),
    [
        ("a", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}}),
        ("a.b", {"a": {"b": 1}}),
        ("a/b", {"a": {"b": 1}}),
        ("a(b, c/d)", {"a": {"b": 1, "c": [{"d": 2}]}}),
        ("a.c.e,f_g", {"a": {"c": [{"e": 3}]}, "fG": 4}),
        ("*", {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}, "fG": 4}),
        ("nothing", {}),
    ],
)
def test_a_field_mask_picks_in_every_spelling(mask: str, picked: object) -> None:
    message = {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}, "fG": 4}

    assert pick(message, parse_mask(mask)) == picked


def test_a_masked_field_that_is_absent_is_cleared_and_others_stay() -> None:
    old = {"grid": {"rows": 5, "frozen": 1}, "title": "x"}

    assert overlay(old, {"grid": {"rows": 7}}, parse_mask("grid.rows,title")) == {
        "grid": {"rows": 7, "frozen": 1}
    }
