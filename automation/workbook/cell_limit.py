"""What the machine writes of a text that no cell can hold: as much as fits, and a word. Pure."""

from automation.language import mark, translator

CELL_MAX_UNITS = 32_767
"""Longest text of one cell, in UTF-16 code units.

Source: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 (checked 2026-11-21)
"""

_CUT = mark(" … (cut: one cell holds no more)")


def fitted(text: str, language: str) -> str:
    """Return a text as one cell of every kind of workbook can hold it.

    A row that says most of what it has to say is worth more than a run that ends: people's own
    texts come back in the machine's columns, and they may be as long as Google allows.
    """
    if len(text) <= CELL_MAX_UNITS // 2:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * CELL_MAX_UNITS:
        return text
    word = translator(language)(_CUT)
    kept = units[: 2 * (CELL_MAX_UNITS - len(word))]
    return kept.decode("utf-16-le", "ignore") + word
