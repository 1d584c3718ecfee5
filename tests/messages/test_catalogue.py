"""Nothing escapes the catalogue, and what it says is Indonesian in the words of the sheets."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from automation import errors
from automation.language import decimal, english, translator
from tests.messages.english import CATALOGUE, PACKAGE, translations

SAME_IN_BOTH = {"PDF: {path}", "{size} MB", "{size} kB"}
TAKE_TEMPLATES = {"Sentence", "_kind", "sentence", "translate", "t"} | {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.LembarError)
}
FOREIGN = re.compile(
    r"\b(workbook|spreadsheet|notebook|channel|posting|post|approver|snapshot|run|guideline|"
    r"hashtag|alt text|deadline|feedback|settings?)\b",
    re.IGNORECASE,
)
"""Words for which the sheets have Indonesian ones; in places and commands they may stand."""


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Yield every call in the package, with the bare name of what is called."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                function = node.func
                name = (
                    function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
                )
                yield path, node, name


def place(path: Path, node: ast.Call) -> str:
    return f"{path.relative_to(PACKAGE)}:{node.lineno}"


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_what_is_marked_is_a_plain_text_that_extraction_sees() -> None:
    unseen = [
        place(path, node)
        for path, node, name in calls()
        if name == "mark" and not (len(node.args) == 1 and is_text(node.args[0]))
    ]

    assert not unseen


def test_a_template_is_never_written_without_being_marked() -> None:
    unmarked = [
        place(path, node)
        for path, node, name in calls()
        for argument in node.args
        if name in TAKE_TEMPLATES
        and (isinstance(argument, ast.JoinedStr) or (is_text(argument) and " " in str(ast.literal_eval(argument))))
    ]  # fmt: skip

    assert not unmarked


def test_a_translation_is_not_the_english_again() -> None:
    same = {english for english, said in translations().items() if english == said}

    assert same <= SAME_IN_BOTH


def test_a_translation_ends_as_its_template_does() -> None:
    ends = ".:?…"

    differing = [
        english
        for english, said in translations().items()
        if english[-1:] != said[-1:] and {english[-1:], said[-1:]} & set(ends)
    ]

    assert not differing


def test_translations_use_the_words_of_the_sheets() -> None:
    prose = {
        english: re.sub(r"\{[^}]*\}|[“\"`][^”\"`]*[”\"`]|lembar [a-z]+|\S*[/:.]\S+|--\S+", "", said)
        for english, said in translations().items()
    }

    foreign = {english: FOREIGN.findall(said) for english, said in prose.items()}

    assert not {english: words for english, words in foreign.items() if words}


@pytest.mark.parametrize("trace", ["EMAIL@ADDRESS", "FULL NAME", "FIRST AUTHOR", "#: "])
def test_the_catalogue_holds_no_trace_of_the_machine_that_made_it(trace: str) -> None:
    assert trace not in CATALOGUE.read_text(encoding="utf-8")


def test_the_catalogue_knows_that_indonesian_has_one_plural() -> None:
    assert "nplurals=1" in CATALOGUE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "english_text", "indonesian"),
    [(16.8, "16.8", "16,8"), (4, "4", "4"), (8.0, "8", "8"), (59.96, "59.96", "59,96"), (-1.5, "-1.5", "-1,5")],
)  # fmt: skip
def test_a_number_has_the_decimal_sign_of_its_language(
    number: float, english_text: str, indonesian: str
) -> None:
    assert decimal(number).say(english) == english_text
    assert decimal(number).say(translator("id")) == indonesian
