"""Emoji as X counts them: a family, a flag or a thumb with a skin tone is one. Pure.

X's published parser (https://github.com/twitter/twemoji-parser 14.0.0, read 2026-11-22) knows the
families and flags of Emoji 14; a later one counts as its parts, which is never too little.
"""

from functools import cache

import regex

ONE = "\u3013"
"""What stands for an emoji: a sign that weighs two on X."""

_KNOWN_UNTIL = 14
_EYE_IN_BUBBLE = "\U0001f441\ufe0f\u200d\U0001f5e8\ufe0f"
"""X knows it without its U+FE0F only."""

_PRESENTED = (
    r"\U0001f004\U0001f21a\U0001f22f\u231a\u231b\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693"
    r"\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2757"
    r"\u2b1b\u2b1c\u2b50\u2b55"
)
"""Pictures always shown in colour that are written with U+FE0F all the same."""

_JOINED = regex.compile(r"[\u200d\p{Regional_Indicator}\U000e007f]")
_PLAIN = regex.compile(
    r"[#*0-9]\ufe0f?\u20e3"
    r"|(?:\p{Emoji_Modifier_Base}|[\p{Emoji_Modifier_Base}--\p{Emoji_Presentation}]\ufe0f)"
    r"\p{Emoji_Modifier}"
    rf"|(?:[\p{{Emoji}}--\p{{Emoji_Presentation}}--[#*0-9\u267e]]|[{_PRESENTED}])\ufe0f",
    regex.V1,
)


def each_emoji_as_one(text: str) -> str:
    """Return the text with every emoji sequence replaced by one sign that weighs as much."""
    if _JOINED.search(text):
        text = _joined().sub(ONE, text)
    return _PLAIN.sub(ONE, text)


@cache
def _joined() -> regex.Pattern[str]:
    """Match families, flags and the like; their list is loaded when a text has one."""
    from emoji import EMOJI_DATA, STATUS

    known = {
        sequence
        for sequence, facts in EMOJI_DATA.items()
        if facts["status"] == STATUS["fully_qualified"]
        and facts["E"] <= _KNOWN_UNTIL
        and _JOINED.search(sequence)
    }
    return regex.compile(
        r"\L<known>", known=known - {_EYE_IN_BUBBLE} | {_EYE_IN_BUBBLE.replace("\ufe0f", "")}
    )
