"""An answer is read as people write it, and what cannot be read costs no try."""

import pytest

from automation.domain.learning.exercises.keys import (
    Key,
    NumberKey,
    PickKey,
    TableKey,
    is_blank,
)
from automation.language import english

HALF = NumberKey(14.5)
THOUSAND = NumberKey(1250)
LETTER = PickKey({"a": "Leading", "b": "Creating", "c": "Measuring"}, frozenset({"b"}))
POSTS = PickKey({"P-7F3K2A": "Kopi pagi", "P-9G4M5B": "Es kopi", "P-XYZ": "Teh"}, frozenset({"P-7F3K2A", "P-9G4M5B"}), several=True)  # fmt: skip
TABLE = TableKey({"senja": 41.0, "senja-en": 12.5})


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (HALF, "14,5"), (HALF, "14.5"), (HALF, "14½"), (HALF, 14.5), (HALF, " the median is 14,5 "),
        (THOUSAND, "1.250"), (THOUSAND, "1,250"), (THOUSAND, 1250),
        (LETTER, "b"), (LETTER, " B) "), (LETTER, "creating"), (LETTER, ["b"]),
        (POSTS, "p-7f3k2a, P-9G4M5B"), (POSTS, "P-9G4M5B P-7F3K2A"), (POSTS, "Kopi pagi; Es kopi"),
        (POSTS, {"P-7F3K2A", "P-9G4M5B"}), (POSTS, "P-7F3K2A\nP-9G4M5B"),
        (TABLE, "senja = 41; senja-en = 12,5"), (TABLE, "senja-en: 12.5, senja: 41,"),
        (TABLE, {"Senja": 41, "senja-en": "12,5"}),
    ],
)  # fmt: skip
def test_a_right_answer_is_right_however_it_is_written(key: Key, answer: object) -> None:
    assert key.judge(answer).is_right


@pytest.mark.parametrize(
    ("key", "answer"),
    [(HALF, "14"), (HALF, 15), (THOUSAND, "1.25"), (LETTER, "a"), (LETTER, "a, b"), (POSTS, "P-7F3K2A"), (POSTS, "P-7F3K2A, P-9G4M5B, P-XYZ"), (TABLE, "senja = 12,5; senja-en = 41")],
)  # fmt: skip
def test_a_wrong_answer_is_not_right_and_counts_as_a_try(key: Key, answer: object) -> None:
    verdict = key.judge(answer)

    assert not verdict.is_right
    assert verdict.counts


@pytest.mark.parametrize(
    ("key", "answer", "said"),
    [
        (HALF, "about fourteen", "about fourteen"), (HALF, "3 or 4", "3 or 4"), (HALF, True, "True"),
        (LETTER, "z", "z"), (POSTS, "P-NONE, P-XYZ", "P-NONE"), (TABLE, "senja = 41", "senja-en"),
        (TABLE, {"senja": 41}, "senja-en"), (TABLE, 41, "senja, senja-en"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_costs_no_try(key: Key, answer: object, said: str) -> None:
    verdict = key.judge(answer)

    assert not verdict.is_right
    assert not verdict.counts
    assert verdict.remark is not None
    assert said in verdict.remark.say(english)


def test_an_answer_that_is_half_right_is_told_so() -> None:
    assert "Right so far: 1 of 2. Too many: 1." in str(POSTS.judge("P-7F3K2A, P-XYZ").remark)
    assert "Right already: senja. Not yet: senja-en." in str(
        TABLE.judge({"senja": 41, "senja-en": 1}).remark
    )


@pytest.mark.parametrize("answer", ["", "  ", None, ..., [], {}, set()])
def test_nothing_written_yet_is_no_answer(answer: object) -> None:
    assert is_blank(answer)


@pytest.mark.parametrize("answer", [0, "nought", ["a"], False])
def test_a_nought_is_an_answer(answer: object) -> None:
    assert not is_blank(answer)
