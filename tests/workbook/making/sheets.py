"""How a new workbook is made and looked at."""

from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from automation.workbook.making import make_workbook
from automation.workbook.schema import Tab, load_schema

Made = tuple[str, Workbook]
SCHEMA = load_schema().with_all_tabs()
TABS = list(SCHEMA.tabs.values())


def make(path: Path, language: str) -> Path:
    make_workbook(path, language=language, timezone="Asia/Makassar", schema=SCHEMA)
    return path


def sheet_of(made: Made, tab: Tab) -> Worksheet:
    language, book = made
    sheet = book[tab.title(language)]
    assert isinstance(sheet, Worksheet)
    return sheet


def rule_at(sheet: Worksheet, row: int, column: int) -> DataValidation:
    cell = f"{get_column_letter(column)}{row}"
    rules: list[DataValidation] = sheet.data_validations.dataValidation
    (rule,) = [rule for rule in rules if cell in rule.sqref]
    return rule


def place_of(tab: Tab, name: str) -> int:
    return list(tab.usual).index(name) + 1
