"""How assignments speak: in a member's language, with the column headers as they stand in the workbook."""

from collections.abc import Callable
from dataclasses import dataclass

from automation.domain.problems.problem import TitleOf, as_named
from automation.domain.team.member import Member
from automation.language import Sentence, Translate

NAMED_TABS = (
    "assignments", "calendar", "goals", "guidelines", "ideas", "members", "replies", "templates",
    "time", "topics",
)  # fmt: skip
"""The tabs whose headers a text may name."""


@dataclass(frozen=True, slots=True)
class _Headers:
    """What `{calendar[alt_text]}` in a template is filled from."""

    tab: str
    title_of: TitleOf

    def __getitem__(self, column: str) -> str:
        return self.title_of(self.tab, column)


@dataclass(frozen=True, slots=True)
class Voice:
    """One language, and one workbook's headers."""

    translate: Translate
    title_of: TitleOf = as_named

    def say(self, sentence: Sentence) -> str:
        """Return a sentence as the member reads it."""
        headers = {tab: _Headers(tab, self.title_of) for tab in NAMED_TABS}
        return Sentence(sentence.template, {**headers, **sentence.facts}).say(self.translate)


VoiceOf = Callable[[Member | None], Voice]
"""The voice for a member: their own language, or else the workbook's."""
