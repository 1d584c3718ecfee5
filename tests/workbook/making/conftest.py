"""A new workbook in each language, read but never changed."""

import openpyxl
import pytest

from automation.language import LANGUAGES
from tests.workbook.making.sheets import Made, make


@pytest.fixture(scope="session", params=LANGUAGES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    language: str = request.param
    path = make(tmp_path_factory.mktemp("made") / "tim.xlsx", language)
    return language, openpyxl.load_workbook(path)
