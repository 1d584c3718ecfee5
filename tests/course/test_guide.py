"""The page for trainers names everything a file can say."""

import pytest

from automation.course.files import shipped_folder
from automation.domain.learning.checks import CHECKS
from automation.domain.learning.checks.of_answers import MEASURES
from automation.domain.learning.checks.of_posts import DEEDS, SORTS
from automation.domain.learning.conditions import MEASURED, TRAITS, WORDS
from automation.domain.learning.evidence import FINDINGS
from automation.domain.learning.which import WHEN, WHOSE

GUIDE = (shipped_folder() / "README.md").read_text(encoding="utf-8").split("# Cara menulis")[0]


@pytest.mark.parametrize("word", sorted({*FINDINGS, *CHECKS, *MEASURES, *DEEDS, *SORTS, *WORDS, *TRAITS, *WHEN, *WHOSE}))  # fmt: skip
def test_a_word_of_the_files_stands_in_the_guide(word: str) -> None:
    assert f"`{word}`" in GUIDE


@pytest.mark.parametrize("word", MEASURED)
def test_a_condition_with_a_measure_stands_in_the_guide(word: str) -> None:
    assert f"`{{{word}: " in GUIDE
