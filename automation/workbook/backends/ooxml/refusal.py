"""Why a file is refused, in words for the person who shares it."""

from automation.errors import WorkbookUnsafe
from automation.language import Sentence, mark

NOT_XLSX = mark("it is not an .xlsx workbook")
PASSWORD = mark("it has a password")
BOMB = mark("it unpacks to far more than a workbook holds")
TWINS = mark("two parts of it have the same name")
DECLARES = mark("one of its parts begins with declarations that no spreadsheet program writes")
ENCODING = mark("one of its parts is not written in UTF-8")
DAMAGED = mark("it is damaged")
STRICT = mark("it is saved as Strict Open XML, which tabs cannot be added to")
TOO_WIDE = mark('the tab "{tab}" has cells down to row {row} and across {columns} columns')


def unsafe(address: str, reason: str, **facts: object) -> WorkbookUnsafe:
    """Return the exception for one of the reasons above."""
    return WorkbookUnsafe(
        mark("The file {workbook} was not opened: {reason}."),
        mark(
            "Open it in a spreadsheet program, delete what does not belong there, and save it as an "
            ".xlsx workbook without a password."
        ),
        workbook=address,
        reason=Sentence(reason, facts),
    )
