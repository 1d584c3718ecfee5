"""An .xlsx file that an older schema made: making it, having people edit it, upgrading it."""

import warnings
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from automation.workbook.initialised import Initialised
from automation.workbook.making import make_workbook
from automation.workbook.schema import Schema, load_schema
from automation.workbook.upgrade import init
from tests.workbook.older_schemas import without, without_option

SCHEMA = load_schema()


@lru_cache(maxsize=1)
def older() -> Schema:
    old = without(SCHEMA, "channels", "network", "pinterest", "tumblr")
    old = without(old, "members", "roles", "legal")
    old = without(old, "calendar", "state", "removed")
    return without_option(old, "strictness", "trusting")


def made(path: Path, language: str = "en", schema: Schema | None = None) -> Path:
    schema = schema or older()
    make_workbook(path, language=language, timezone="Asia/Jakarta", schema=schema)
    return path


def upgrade(path: Path, language: str = "en") -> Initialised:
    return init(
        path, language="en", timezone="Asia/Jakarta", schema=SCHEMA, language_of=lambda: language
    )


def sheet_of(path: Path, tab: str, language: str = "en") -> Worksheet:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a print area as LibreOffice spells it
        sheet = openpyxl.load_workbook(path)[SCHEMA.tabs[tab].title(language)]
    assert isinstance(sheet, Worksheet)
    return sheet


def rules_at(sheet: Worksheet, header: str, row: int = 2) -> list[DataValidation]:
    column = next(cell.column for cell in sheet[1] if cell.value == header)
    cell = f"{get_column_letter(column)}{row}"
    rules: list[DataValidation] = sheet.data_validations.dataValidation
    return [rule for rule in rules if cell in rule.sqref]


def offered(path: Path, tab: str, name: str, language: str = "en") -> list[str]:
    header = SCHEMA.tabs[tab].fields[name].title(language)
    [rule] = rules_at(sheet_of(path, tab, language), header)
    assert rule.formula1
    return list(rule.formula1.strip('"').split(","))


def edited(path: Path, tab: str, edit: Callable[[Worksheet], None]) -> None:
    """Let a person change a tab with another program."""
    book = openpyxl.load_workbook(path)
    edit(book[SCHEMA.tabs[tab].title("en")])
    book.save(path)


def settled(path: Path, language: str = "en") -> None:
    before = path.read_bytes()
    assert not upgrade(path, language).changed
    assert path.read_bytes() == before


def rules_of_settings(path: Path) -> dict[object, DataValidation]:
    """Return the rule beside each setting that is more than a hint; no value has two."""
    sheet = sheet_of(path, "settings")
    value = SCHEMA.tabs["settings"].fields["value"].title("en")
    named = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value]
    found = {sheet.cell(row, 1).value: rules_at(sheet, value, row) for row in named}
    assert all(len(rules) <= 1 for rules in found.values())
    return {title: rules[0] for title, rules in found.items() if rules and rules[0].type}
