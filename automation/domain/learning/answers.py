"""Rules about what a member writes into the submission cell: a number, a name, a text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from automation.domain.content.guideline import Rule as GuidelineRule
from automation.domain.content.text import contains_word
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Rule, Work
from automation.domain.learning.traits import words_in
from automation.language import Sentence, mark

NO_SUBMISSION = mark("“{assignments[submission]}” is still empty.")
NO_NUMBER = mark("There is no single number in “{answer}”. Write the number only.")
TOO_SHORT = mark("Words in your text: {count}. Write at least {least}.")
TOO_LONG = mark("Words in your text: {count}. Shorten it to {most}.")
BANNED = mark("The text says “{word}”, which your team's guidelines ban.")
COPIED = mark("The text is the same as {member}'s. Write one of your own.")
WAITS = mark("Your text is there; your trainer reads it next.")
TOLERANCE = 0.05
"""How far an answer may lie beside the recomputed number."""
_NUMBER = re.compile(r"\d[\d.,]*½?|½")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAnswer(Rule):
    """The submission is a number that the rows give.

    `values` returns it as known when the assignment was given and as known now: numbers of posts
    grow, and whatever lies between is right. Two right answers are equal, so equal answers of two
    members say nothing about copying.
    """

    values: Callable[[Figures, Assignment, Facts], Sequence[float]]
    wrong: str
    """A template; `answer` is what was written."""

    def look(self, figures: Figures, assignment: Assignment) -> Work:
        """Compare the submission with the recomputed number."""
        answer = assignment.submission.strip()
        if not answer:
            return Work(missing=Sentence(NO_SUBMISSION))
        readings = numbers_in(answer)
        if not readings:
            return Work(missing=Sentence(NO_NUMBER, {"answer": _quoted(answer)}))
        values = self.values(figures, assignment, Facts(assignment.facts))
        if values:
            low, high = min(values) * (1 - TOLERANCE), max(values) * (1 + TOLERANCE)
            if any(low <= reading <= high for reading in readings):
                return Work(done=1)
        return Work(missing=Sentence(self.wrong, {"answer": _quoted(answer)}))


def _quoted(answer: str) -> str:
    line = " ".join(answer.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def numbers_in(text: str) -> list[float]:
    """Return how the one number in a text can be read; `1.250` is 1250 to some and 1¼ to others."""
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return []
    half = 0.5 if found[0].endswith("½") else 0.0
    digits = found[0].rstrip("½").rstrip(".,") or "0"
    readings = set()
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", digits):
        readings.add(re.sub(r"[.,]", "", digits))
    if re.fullmatch(r"\d+([.,]\d+)?", digits):
        readings.add(digits.replace(",", "."))
    return sorted(float(reading) + half for reading in readings)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAnswer(Rule):
    """The submission names one of the right ones, and none of the others."""

    right: Callable[[Figures, Assignment, Facts], Sequence[str]]
    choices: Callable[[Figures, Assignment, Facts], Sequence[str]]
    wrong: str
    """A template; `answer` is what was written."""

    def look(self, figures: Figures, assignment: Assignment) -> Work:
        """Compare the submission with what the rows give."""
        answer, facts = assignment.submission.strip(), Facts(assignment.facts)
        if not answer:
            return Work(missing=Sentence(NO_SUBMISSION))
        right = set(self.right(figures, assignment, facts))
        named = {
            name for name in self.choices(figures, assignment, facts) if contains_word(answer, name)
        }
        longest = {
            name for name in named if not any(name != other and name in other for other in named)
        }
        if longest and longest <= right:
            return Work(done=1)
        return Work(missing=Sentence(self.wrong, {"answer": _quoted(answer)}))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextForTrainer(Rule):
    """The submission is a text of the member's own, which a trainer then judges."""

    least_words: int
    most_words: int

    def look(self, figures: Figures, assignment: Assignment) -> Work:
        """See whether there is a text worth a trainer's time."""
        text = assignment.submission.strip()
        if not text:
            return Work(missing=Sentence(NO_SUBMISSION))
        missing = self._flaw_of(text, figures, assignment)
        if missing is not None:
            return Work(missing=missing)
        return Work(waits=True, missing=Sentence(WAITS))

    def _flaw_of(self, text: str, figures: Figures, assignment: Assignment) -> Sentence | None:
        count = len(words_in(text))
        if count < self.least_words:
            return Sentence(TOO_SHORT, {"count": count, "least": self.least_words})
        if count > self.most_words:
            return Sentence(TOO_LONG, {"count": count, "most": self.most_words})
        for word in banned_words(figures):
            if contains_word(text, word):
                return Sentence(BANNED, {"word": word})
        for other in figures.desk.assignments:
            if _is_copied(assignment, other):
                return Sentence(COPIED, {"member": other.member})
        return None


def _is_copied(own: Assignment, other: Assignment) -> bool:
    return (
        other.kind == own.kind
        and other.member != own.member
        and other.state is not AssignmentState.WITHDRAWN
        and words_in(other.submission) == words_in(own.submission)
    )


def banned_words(figures: Figures) -> list[str]:
    """Return every word or phrase the guidelines ban, once each."""
    banned = (rule for rule in figures.desk.guidelines if rule.rule is GuidelineRule.BANNED_WORDS)
    return list(dict.fromkeys(word.casefold() for rule in banned for word in rule.words))
