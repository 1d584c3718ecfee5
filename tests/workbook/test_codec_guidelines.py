"""Guidelines as they are read: what can be used is applied, the rest is a finding."""

import pytest

from automation.domain.content.guideline import Guideline, Rule
from automation.domain.ids import ChannelId
from automation.domain.problems.problem import Problem
from automation.language import english
from automation.workbook.decode import decode_channels
from automation.workbook.decode_guidelines import decode_guidelines
from automation.workbook.open_tab import nearest
from tests.workbook.pages import CHANNELS, CellsOf, codes, opened, rows

TEAMS_CHANNELS, _ = decode_channels(opened("channels", rows("channels", CHANNELS)), "en")


def guidelines(*cells: CellsOf) -> tuple[list[Guideline], list[Problem]]:
    tab = opened("guidelines", rows("guidelines", cells))
    return decode_guidelines(tab, TEAMS_CHANNELS, "id")


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        pytest.param(
            {"rule": "Kata terlarang", "value": "termurah, paling murah"},
            Guideline(rule=Rule.BANNED_WORDS, words=("termurah", "paling murah")),
            id="words",
        ),
        pytest.param(
            {"rule": "max_hashtags", "value": 5.0},
            Guideline(rule=Rule.MAX_HASHTAGS, number=5),
            id="a number",
        ),
        pytest.param(
            {"rule": "Alt text required"}, Guideline(rule=Rule.ALT_TEXT_REQUIRED), id="no value"
        ),
        pytest.param(
            {"rule": "max_length", "value": "400", "channels": "BRAND", "strength": "Sebaiknya"},
            Guideline(
                rule=Rule.MAX_LENGTH, number=400, channels=frozenset({ChannelId("brand")}), must=False
            ),
            id="advice for one channel",
        ),
        pytest.param(
            {"rule": "max_length", "value": 9, "strength": "harus!", "active": "entah"},
            Guideline(rule=Rule.MAX_LENGTH, number=9),
            id="what nobody can read is hard and on",
        ),
        pytest.param(
            {"rule": "max_length", "value": 9, "channels": "brand, suport"},
            Guideline(rule=Rule.MAX_LENGTH, number=9, channels=frozenset({ChannelId("brand")})),
            id="a mistyped channel does not free the other",
        ),
    ],
)  # fmt: skip
def test_a_guideline_is_read(cells: CellsOf, rule: Guideline) -> None:
    assert guidelines(cells)[0] == [rule]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"rule": "max_hashtags", "value": "few"}, ["bad_guideline"]),
        ({"rule": "max_hashtags", "value": "-1"}, ["bad_guideline"]),
        ({"rule": "max_hashtags", "value": "2.5"}, ["bad_guideline"]),
        ({"rule": "repeat_days", "value": "9" * 30}, ["bad_guideline"]),
        ({"rule": "clash_minutes", "value": 99_999_999}, ["bad_guideline"]),
        ({"rule": "max_hashtags"}, ["bad_guideline"]),
        ({"rule": "banned_words", "value": " , "}, ["bad_guideline"]),
        ({"rule": "max_hastag", "value": 3}, ["unknown_value"]),
        ({"rule": "max_hashtags", "value": 3, "channels": "brnad"}, ["unknown_channel"]),
        ({"rule": "max_hashtags", "value": 3, "active": "Tidak"}, []),
        ({"value": 3}, []),
    ],
    ids=str,
)
def test_a_guideline_that_cannot_be_used_is_a_finding_and_is_not_applied(
    cells: CellsOf, found: list[str]
) -> None:
    rules, problems = guidelines(cells)

    assert rules == []
    assert codes(problems) == found
    assert all(problem.say(english) for problem in problems)


def test_a_mistyped_channel_is_told_its_nearest_name() -> None:
    _, (problem,) = guidelines({"rule": "max_hashtags", "value": 3, "channels": "Suport"})

    assert problem.facts["nearest"] == "support"
    assert nearest("zzz", ["brand", "support"]) == "brand"
    assert nearest("brand", []) == "–"
