"""The catalogue of findings: every one says what happened, what to do and who does it."""

import re
import string

import pytest

from automation.domain.problems import cell_kinds, guideline_kinds
from automation.domain.problems.catalogue import GROUPS, KINDS
from automation.domain.problems.problem import Problem, ProblemKind, Who, blocking
from automation.language import Sentence, english
from automation.workbook.schema import load_schema

ALL = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def facts_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@ALL
def test_a_kind_says_what_happened_and_what_to_do(kind: ProblemKind) -> None:
    assert len(kind.what) >= 6
    assert len(kind.fix) >= 5
    assert isinstance(kind.who, Who)


@ALL
def test_the_example_fills_every_fact_and_holds_no_other(kind: ProblemKind) -> None:
    assert set(kind.example) == facts_in(kind.what) | facts_in(kind.fix)


@ALL
def test_the_example_reads_as_whole_sentences(kind: ProblemKind) -> None:
    problem = Problem(kind=kind, tab="calendar", row="P-1", facts=kind.example)

    said = problem.say(english)

    assert not re.search(r"[{}]|\s\s|\.\.(?!\.)", said)
    assert all(part.rstrip("”)").endswith((".", "?", "…")) or kind.code == "changes_asked"
               for part in said.removesuffix(f" ({kind.who})").splitlines())  # fmt: skip


@ALL
def test_a_code_is_its_constants_name_in_small_letters(kind: ProblemKind) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.code)
    assert any(getattr(group, kind.code.upper(), None) is kind for group in GROUPS)


def test_codes_are_unique() -> None:
    constants = [
        value
        for group in GROUPS
        for value in vars(group).values()
        if isinstance(value, ProblemKind)
    ]

    assert len({kind.code for kind in constants}) == len(constants) == len(KINDS)


@ALL
def test_a_column_in_an_example_is_a_header_people_know(kind: ProblemKind) -> None:
    titles = {
        title for tab in load_schema().tabs.values() for f in tab.fields.values() for title in f.names
    }  # fmt: skip

    assert kind.example.get("column", "Text") in titles


def test_advice_does_not_hold_a_row_back_and_a_kind_may_be_advice_always() -> None:
    must = Problem(kind=guideline_kinds.BANNED_WORD, tab="calendar", row="P-1")
    should = Problem(kind=guideline_kinds.BANNED_WORD, tab="calendar", row="P-1", advice=True)
    told = Problem(kind=cell_kinds.UNKNOWN_OWNER, tab="calendar", row="P-1")

    assert blocking([must, should, told]) == [must]


def test_a_finding_is_translated_whole_and_names_columns_as_people_see_them() -> None:
    problem = Problem(
        kind=cell_kinds.CELL_ERROR, tab="calendar", row="P-1",
        facts={"column": "text", "value": Sentence("#REF!")},
    )  # fmt: skip
    indonesian = {
        cell_kinds.CELL_ERROR.what: "Sel {column} berisi kesalahan {value}.",
        cell_kinds.CELL_ERROR.fix: "Perbaiki rumusnya, atau ketik teksnya.",
        str(Who.OWNER): "pemilik postingan",
    }

    said = problem.say(
        lambda t: indonesian.get(t, t), lambda tab, column: f"{tab}:{column}".upper()
    )

    assert said == (
        "Sel CALENDAR:TEXT berisi kesalahan #REF!. "
        "Perbaiki rumusnya, atau ketik teksnya. (pemilik postingan)"
    )
