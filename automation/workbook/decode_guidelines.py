"""Cells to the team's rules. Pure. A row that cannot be read is a finding and is not applied."""

from collections.abc import Mapping

from automation.domain.content.guideline import Guideline, Rule
from automation.domain.ids import ChannelId
from automation.domain.problems import cell_kinds
from automation.domain.problems.problem import Problem
from automation.domain.team.channel import Channel
from automation.language import Sentence, mark
from automation.workbook.open_tab import OpenTab, Record, nearest, split

RULE_MAX = 36_500
"""The largest number a rule takes: a hundred years of days, a month of minutes."""
_WORD_RULES = frozenset(
    {Rule.BANNED_WORDS, Rule.REQUIRED_WORDS, Rule.BANNED_HASHTAGS, Rule.REQUIRED_HASHTAGS}
)


def decode_guidelines(
    tab: OpenTab, channels: Mapping[ChannelId, Channel], language: str
) -> tuple[list[Guideline], list[Problem]]:
    """Read the rules; one that cannot be read is a finding and is not applied."""
    guidelines, problems = [], []
    for record in tab.records():
        guideline = _guideline(record, channels, language)
        if guideline is not None:
            guidelines.append(guideline)
        problems += record.problems
    return guidelines, problems


def _guideline(
    record: Record, channels: Mapping[ChannelId, Channel], language: str
) -> Guideline | None:
    name = record.choice("rule", "", language)
    is_active = record.flag("active", default=True, unreadable=True, language=language)
    if not name or not is_active:
        return None
    rule = Rule(name)
    named = [_known_channel(record, word, channels) for word in record.items("channels")]
    text = record.text("value")
    words = tuple(split(text, "comma")) if rule in _WORD_RULES else ()
    number = _number(text) if rule not in _WORD_RULES else 0
    if rule in _WORD_RULES and not words:
        record.find(
            cell_kinds.BAD_GUIDELINE,
            "value",
            rule=record.text("rule"),
            value=text,
            wanted=Sentence(mark("one or more words, separated by commas")),
        )
        return None
    if number is None and rule is not Rule.ALT_TEXT_REQUIRED:
        record.find(
            cell_kinds.BAD_GUIDELINE,
            "value",
            rule=record.text("rule"),
            value=text,
            wanted=Sentence(mark("a whole number")),
        )
        return None
    if named and not any(named):
        return None
    return Guideline(
        rule=rule,
        number=number or 0,
        words=words,
        channels=frozenset(channel for channel in named if channel is not None),
        must=record.choice("strength", "must", language) == "must",
    )


def _known_channel(
    record: Record, word: str, channels: Mapping[ChannelId, Channel]
) -> ChannelId | None:
    for channel in channels:
        if channel.casefold() == word.casefold():
            return channel
    record.find(
        cell_kinds.UNKNOWN_CHANNEL,
        "channels",
        value=word,
        choices=", ".join(channels),
        nearest=nearest(word, list(channels)),
    )
    return None


def _number(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
    return number if number is not None and number <= RULE_MAX else None
