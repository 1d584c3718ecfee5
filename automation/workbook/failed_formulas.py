"""What cells show whose formulas came to nothing: the errors of all spreadsheet programs. Pure."""

from automation.domain.problems import cell_kinds
from automation.domain.problems.problem import ProblemKind

SPREADSHEET_ERRORS = frozenset(
    {
        "#REF!",
        "#N/A",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#ERROR!",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#GETTING_DATA",
    }
)

LOADING = frozenset({"Loading...", "Loading…", "Memuat...", "Memuat…"})
"""What a cell shows whose formula fetches from elsewhere and has not got it yet.

How Google writes it in other languages is not documented; a post never says just that.
"""
BEGINNINGS = frozenset(text[0] for text in SPREADSHEET_ERRORS | LOADING)
"""What all of them begin with: half a million cells are asked about."""


def failed_formula(text: str) -> ProblemKind | None:
    """Return the finding about a cell that shows this; None when it is a text like any other."""
    if text in LOADING:
        return cell_kinds.CELL_LOADING
    return cell_kinds.CELL_ERROR if text in SPREADSHEET_ERRORS else None
