"""What the documentation makes from the product is as the product is now, and leaves nothing out."""

import re
from pathlib import Path

import pytest

from automation.domain.problems.catalogue import KINDS
from automation.errors import ConfigError
from automation.language import LANGUAGES
from automation.networks import NETWORKS
from automation.settings import load_settings
from automation.workbook.schema import load_schema
from tests.docs.generate import PAGES, renew
from tests.docs.parts import CHECKOUT, NOTEBOOKS, PARTS, command_line

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
ENGLISH, INDONESIAN = re.split(r"^# Lembar \(Bahasa Indonesia\)$", README, flags=re.MULTILINE)
SIDES = {"en": ENGLISH, "id": INDONESIAN}
SCHEMA = load_schema()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_no_generated_part_is_stale(page: Path) -> None:
    assert renew(page) == page.read_text(encoding="utf-8"), "run: make docs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_stands_in_some_page_in_both_languages(language: str) -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES)

    assert not [part for part in PARTS if f"<!-- made: {part} {language} -->" not in pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_network_is_told_of_in_each_language(language: str) -> None:
    assert not [name for name in command_line() if f"`lembar {name}" not in SIDES[language]]
    assert not [name for name in NETWORKS if f"(`{name}`)" not in SIDES[language]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_of_the_readme_is_one_lembar_knows(language: str) -> None:
    names = set(re.findall(r"LEMBAR_[A-Z_]+", SIDES[language]))

    for name in names:
        with pytest.raises(ConfigError) as refused:
            load_settings({f"{name}X": "1"})
        assert refused.value.what.facts["name"] == f"{name}X"
        assert refused.value.fix.facts["nearest"] == name


def test_both_languages_tell_of_the_same_settings_and_blocks() -> None:
    settings = [set(re.findall(r"LEMBAR_[A-Z_]+", side)) for side in SIDES.values()]
    parts = [re.findall(r"<!-- made: (\w+) ", side) for side in SIDES.values()]

    assert settings[0] == settings[1]
    assert parts[0] == parts[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_readme_calls_a_cell_or_choice_is_what_the_workbook_shows(language: str) -> None:
    chapter = re.search(r"^## (The workbook|Buku kerja)\n(.*?)^## ", SIDES[language], re.DOTALL | re.MULTILINE)  # fmt: skip
    fields = [*SCHEMA.settings.values(), *(f for tab in SCHEMA.tabs.values() for f in tab.fields.values())]  # fmt: skip
    shown = {field.title(language) for field in fields}
    shown |= {field.label(value, language) for field in fields for value in field.values}

    assert chapter is not None
    named = re.findall(r"(?<!\*)\*(?!\*)([^*\n]+)\*(?!\*)", chapter[2])

    assert named
    assert not {name.casefold() for name in named} - {text.casefold() for text in shown}


def test_every_problem_has_its_mending_an_example_and_its_place_in_the_reference() -> None:
    page = (CHECKOUT / "sheets_schema" / "PROBLEMS.md").read_text(encoding="utf-8")

    for kind in KINDS.values():
        assert page.count(f"| `{kind.code}` |") == len(LANGUAGES)
        assert kind.fix
        assert kind.who
    assert "{" not in page


def test_every_notebook_is_told_of() -> None:
    page = (NOTEBOOKS / "README.md").read_text(encoding="utf-8")

    for notebook in NOTEBOOKS.glob("*.ipynb"):
        assert page.count(f"({notebook.name})") == len(LANGUAGES)


def test_every_link_to_a_file_or_a_heading_leads_somewhere() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for target, anchor in re.findall(r"\]\((?!http)([^)#]*)(?:#([^)]*))?\)", text):
            file = page.parent / target if target else page
            assert file.exists(), f"{page.name}: {target}"
            assert not anchor or anchor in anchors(file.read_text(encoding="utf-8"))


def anchors(text: str) -> set[str]:
    """Return the anchors a Markdown page's headings have."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
