"""Whether a drop-down that stands in a workbook is the schema's, an older schema's, or people's own.

Pure, and the same for every back-end. People may make a list their own: with choices that no schema
knows, or with words of their own beside it. Such a list stays. One that has our words and offers
nothing but what we know is ours, in whichever language it was made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from automation.language import LANGUAGES, Sentence, mark
from automation.workbook.schema import Field

_NAMED_MAX = 6

_GAINED = mark("“{column}” in “{tab}” now also offers: {choices}.")
_RENEWED = mark("Brought the choices of “{column}” in “{tab}” up to date.")
_OWN = mark("The choices of “{column}” in “{tab}” are your own, so they stay. They lack: {choices}. To have them all, remove the rule of this column, then run it again.")  # fmt: skip


class Whose(StrEnum):
    """What a drop-down is to the schema."""

    CURRENT = "current"
    OLDER = "older"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One drop-down: whose it is, the language it speaks, and the choices it lacks in it."""

    whose: Whose
    language: str
    lacking: tuple[str, ...]

    def says(self, *, column: str, tab: str) -> Sentence | None:
        """Return what to tell of it; None when there is nothing to tell."""
        facts = {"column": column, "tab": tab, "choices": ", ".join(self.lacking)}
        if self.whose is Whose.OLDER:
            return Sentence(_GAINED if self.lacking else _RENEWED, facts)
        return Sentence(_OWN, facts) if self.whose is Whose.OWN and self.lacking else None


def some_of(titles: Sequence[str]) -> str:
    """Name columns; of many the first, and how many they are."""
    if len(titles) <= _NAMED_MAX + 1:
        return ", ".join(titles)
    return f"{', '.join(titles[:_NAMED_MAX])}, … ({len(titles)})"


def judge(field: Field, choices: Sequence[str], *, has_our_words: bool, language: str) -> Judged:
    """Compare what a drop-down offers with what the schema has for it.

    Args:
        field: The column or setting it stands in.
        choices: What it offers.
        has_our_words: Whether what it says to people who type is what Lembar has it say.
        language: The team's; a list that could be of either is of this one.
    """
    spoken = _spoken(field, choices, language)
    values = {field.value_of(choice) for choice in choices}
    labels = {label for one in LANGUAGES for label in field.allowed(one)}
    lacking = tuple(field.label(one, spoken) for one in field.values if one not in values)
    if not has_our_words or None in values or not choices:
        whose = Whose.OWN
    else:
        whose = Whose.OLDER if lacking or not labels.issuperset(choices) else Whose.CURRENT
    return Judged(whose=whose, language=spoken, lacking=lacking)


def _spoken(field: Field, choices: Sequence[str], language: str) -> str:
    """Return the language in which most of the choices are."""
    order = (language, *(one for one in LANGUAGES if one != language))
    return max(order, key=lambda one: len({*choices} & {*field.allowed(one)}))
