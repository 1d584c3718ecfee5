"""A text too long for a cell is cut where a character ends, and says so in the team's language."""

import pytest

from automation.workbook.backends.written import writable
from automation.workbook.cell_limit import CELL_MAX_UNITS, fitted


@pytest.mark.parametrize("text", ["", "kopi", "k" * CELL_MAX_UNITS, "☕" * CELL_MAX_UNITS])
def test_what_fits_stays_as_it_is(text: str) -> None:
    assert fitted(text, "en") == text


@pytest.mark.parametrize("text", ["k" * (CELL_MAX_UNITS + 1), "k" + "🦉" * CELL_MAX_UNITS])
@pytest.mark.parametrize(("language", "word"), [("en", "(cut: "), ("id", "(dipotong: ")])
def test_what_does_not_fit_is_cut_with_a_word_and_can_be_written(
    text: str, language: str, word: str
) -> None:
    cut = fitted(text, language)

    assert writable(cut, tab="Run", row="R-1", column="needs") == cut
    assert text.startswith(cut.partition(" …")[0])
    assert word in cut
    assert len(cut.encode("utf-16-le")) // 2 >= CELL_MAX_UNITS - 1
