"""sheets_schema/README.md is made from the schema and is never stale."""

import pytest

from automation.language import LANGUAGES
from automation.workbook.reference import render
from automation.workbook.schema import load_schema, schema_folder

SCHEMA = load_schema()


def test_the_reference_page_says_what_the_schema_says() -> None:
    page = (schema_folder() / "README.md").read_text(encoding="utf-8")

    assert page == render(SCHEMA), "run: python -m automation.workbook.reference"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_and_setting_stands_in_the_reference(language: str) -> None:
    page = render(SCHEMA)

    for field in (
        *SCHEMA.settings.values(),
        *(f for tab in SCHEMA.tabs.values() for f in tab.fields.values()),
    ):
        assert f"**{field.title(language)}**" in page


def test_no_text_of_the_schema_breaks_the_tables_of_the_reference() -> None:
    rows = [line for line in render(SCHEMA).splitlines() if line.startswith("|")]

    assert {line.count("|") for line in rows} == {6}
