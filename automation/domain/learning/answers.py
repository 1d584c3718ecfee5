"""Looks at what a member writes into the submission cell: a number, a name, a text."""

import re
from collections.abc import Collection, Sequence

from automation.domain.content.guideline import Rule as GuidelineRule
from automation.domain.content.text import contains_word
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Work
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


def number_answer(assignment: Assignment, values: Sequence[float], wrong: str) -> Work:
    """Compare the submission with a number that the rows give.

    `values` are that number as known when the assignment was given and as known now: numbers of
    posts grow, and whatever lies between is right. Two right answers are equal, so equal answers
    of two members say nothing about copying. `wrong` is a template; `answer` is what was written.
    """
    answer = assignment.submission.strip()
    if not answer:
        return Work(missing=Sentence(NO_SUBMISSION))
    readings = numbers_in(answer)
    if not readings:
        return Work(missing=Sentence(NO_NUMBER, {"answer": _quoted(answer)}))
    if values:
        low, high = min(values) * (1 - TOLERANCE), max(values) * (1 + TOLERANCE)
        if any(low <= reading <= high for reading in readings):
            return Work(done=1)
    return Work(missing=Sentence(wrong, {"answer": _quoted(answer)}))


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


def name_answer(
    assignment: Assignment, right: Collection[str], choices: Collection[str], wrong: str
) -> Work:
    """See whether the submission names one of the right ones, and none of the others."""
    answer = assignment.submission.strip()
    if not answer:
        return Work(missing=Sentence(NO_SUBMISSION))
    named = {name for name in choices if contains_word(answer, name)}
    longest = {
        name for name in named if not any(name != other and name in other for other in named)
    }
    if longest and longest <= set(right):
        return Work(done=1)
    return Work(missing=Sentence(wrong, {"answer": _quoted(answer)}))


def text_for_trainer(figures: Figures, assignment: Assignment, words: tuple[int, int]) -> Work:
    """See whether there is a text worth a trainer's time; `words` are the least and the most."""
    text = assignment.submission.strip()
    if not text:
        return Work(missing=Sentence(NO_SUBMISSION))
    missing = _flaw_of(text, figures, assignment, words)
    if missing is not None:
        return Work(missing=missing)
    return Work(waits=True, missing=Sentence(WAITS))


def _flaw_of(
    text: str, figures: Figures, assignment: Assignment, words: tuple[int, int]
) -> Sentence | None:
    count, (least, most) = len(words_in(text)), words
    if count < least:
        return Sentence(TOO_SHORT, {"count": count, "least": least})
    if count > most:
        return Sentence(TOO_LONG, {"count": count, "most": most})
    for word in figures.once(banned_words):
        if contains_word(text, word):
            return Sentence(BANNED, {"word": word})
    said = figures.once(_submissions).get((assignment.kind, *words_in(text)), ())
    other = next((one for one in said if one.member != assignment.member), None)
    return Sentence(COPIED, {"member": other.member}) if other else None


def _submissions(figures: Figures) -> dict[tuple[str, ...], list[Assignment]]:
    """Return the assignments by kind and the words of what was submitted."""
    found: dict[tuple[str, ...], list[Assignment]] = {}
    for one in figures.desk.assignments:
        if one.submission.strip() and one.state is not AssignmentState.WITHDRAWN:
            found.setdefault((one.kind, *words_in(one.submission)), []).append(one)
    return found


def banned_words(figures: Figures) -> list[str]:
    """Return every word or phrase the guidelines ban, once each."""
    banned = (rule for rule in figures.desk.guidelines if rule.rule is GuidelineRule.BANNED_WORDS)
    return list(dict.fromkeys(word.casefold() for rule in banned for word in rule.words))
