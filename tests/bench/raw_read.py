"""The measure of every reading: calamine alone, every cell of every tab, into Python's own values."""

from pathlib import Path

from python_calamine import CalamineWorkbook


def raw_read(path: Path) -> None:
    """Read the whole file once."""
    with CalamineWorkbook.from_path(path) as workbook:
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
