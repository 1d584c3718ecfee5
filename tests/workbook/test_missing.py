"""What an existing workbook lacks: decided from its headers alone."""

from automation.workbook.missing import missing
from automation.workbook.schema import load_schema

SCHEMA = load_schema()


def headers(language: str) -> dict[str, list[object]]:
    return {
        tab.title(language): [field.title(language) for field in tab.usual.values()]
        for tab in SCHEMA.made.values()
    }


def test_a_complete_workbook_lacks_nothing_whatever_its_language() -> None:
    assert missing(SCHEMA, headers("id"), "en").is_nothing
    assert missing(SCHEMA, headers("en"), "id").is_nothing


def test_an_empty_workbook_lacks_every_tab_in_order() -> None:
    found = missing(SCHEMA, {"Sheet1": []}, "id")

    assert found.tabs == tuple(SCHEMA.made)
    assert found.columns == ()


def test_a_missing_column_is_named_in_the_teams_language_and_placed_in_the_tab_as_it_stands() -> (
    None
):
    there = headers("en")
    there[" calendar "] = [cell for cell in there.pop("Calendar") if cell != "Alt text"]

    found = missing(SCHEMA, there, "id")

    (column,) = found.columns
    assert (column.tab, column.tab_title, column.field.name) == (
        "calendar",
        " calendar ",
        "alt_text",
    )
    assert column.header == "Teks alternatif"
    assert found.titles["calendar"] == " calendar "


def test_the_teams_own_columns_and_tabs_and_any_order_are_no_matter() -> None:
    there = headers("id")
    there["Anggota"] = ["Hobi", None, 7, *reversed(there["Anggota"])]
    there["Catatan rapat"] = ["Tanggal"]

    assert missing(SCHEMA, there, "id").is_nothing
