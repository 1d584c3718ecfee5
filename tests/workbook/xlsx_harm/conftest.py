"""A workbook with all that people put into theirs, as XlsxWriter writes it."""

from pathlib import Path

import pytest

from tests.workbook.rich_workbooks import make_rich


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    path = tmp_path / "kalender.xlsx"
    make_rich(path)
    return path
