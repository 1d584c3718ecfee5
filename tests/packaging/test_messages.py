"""The Indonesian catalogue holds every sentence people see, and what is shipped is what is written."""

import re
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

CHECKOUT = Path(__file__).parents[2]
CATALOGUE = CHECKOUT / "automation" / "locale" / "id" / "LC_MESSAGES" / "lembar.po"
QUOTED = re.compile(r"“lembar [^”]*”|\"lembar [^\"]*\"|`lembar [^`]*`")

pytestmark = pytest.mark.skipif(
    not CATALOGUE.is_file(), reason="there is no Indonesian catalogue yet: make messages"
)


def written() -> Catalog:
    """Return the catalogue as people wrote it."""
    return read_po(BytesIO(CATALOGUE.read_bytes()), locale="id")


def translations() -> dict[str, str]:
    """Return English template -> Indonesian, the header left out."""
    return {str(message.id): str(message.string) for message in written() if message.id}


def marked() -> set[str]:
    """Return every template the code marks."""
    found = extract_from_dir(CHECKOUT / "automation", keywords={"mark": None})
    return {str(template) for _, _, template, _, _ in found}


def places(template: str) -> set[str]:
    """Return the names of a template's `{places}`."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_sentence_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    assert translations().keys() == marked(), "run: make messages"


def test_every_sentence_has_its_indonesian() -> None:
    assert not [english for english, said in translations().items() if not said.strip()]


def test_no_translation_is_only_guessed() -> None:
    assert not [str(message.id) for message in written() if message.id and message.fuzzy]


def test_a_translation_has_the_places_of_its_template() -> None:
    differing = [
        english for english, said in translations().items() if said and places(said) != places(english)
    ]  # fmt: skip

    assert not differing


def test_commands_are_quoted_as_they_are_typed_in_both_languages() -> None:
    differing = [
        english
        for english, said in translations().items()
        if said and {q[1:-1] for q in QUOTED.findall(english)} != {q[1:-1] for q in QUOTED.findall(said)}
    ]  # fmt: skip

    assert not differing


def test_the_compiled_catalogue_says_what_the_written_one_says() -> None:
    compiled = read_mo(BytesIO(CATALOGUE.with_suffix(".mo").read_bytes()))

    said = {str(message.id): str(message.string) for message in compiled if message.id}

    assert said == {english: text for english, text in translations().items() if text}, (
        "run: make messages"
    )
