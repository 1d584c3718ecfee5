"""Keys to exercises: each knows the right answer, how it is written, and judges what was written.

Learners type texts (`"12,5"`, `"a, c"`, `"senja = 12; bantuan = 3"`); Python values are read, too.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from automation.domain.learning.answers import numbers_in
from automation.language import Sentence, mark

TOLERANCE = 0.02
"""How far a number may lie beside the right one, as a part of it: what rounding does."""
NO_NUMBER = mark("I could not read one single number in “{answer}”.")
NOT_THERE = mark("I could not find “{answer}” among the answers.")
SOME_RIGHT = mark("Right so far: {right} of {wanted}. Too many: {wrong}.")
PARTLY = mark("Right already: {right}. Not yet: {wrong}.")
UNNAMED = mark("I could not find a number for: {names}.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of an answer. One that could not be read does not count as a try."""

    is_right: bool
    remark: Sentence | None = None
    counts: bool = True


class Key(Protocol):
    """Knows the right answer."""

    @property
    def form(self) -> Sentence:
        """How an answer is written."""
        ...

    def judge(self, answer: object) -> Verdict:
        """Say whether an answer, which is not blank, is right."""
        ...


def is_blank(answer: object) -> bool:
    """Say whether nothing was answered yet."""
    if answer is None or answer is ...:
        return True
    return isinstance(answer, str | list | tuple | set | dict) and not _spoken(answer)


def _spoken(answer: object) -> bool:
    return bool(answer.strip() if isinstance(answer, str) else answer)


@dataclass(frozen=True, slots=True)
class NumberKey:
    """One number is right, and what rounding makes of it."""

    value: float

    @property
    def form(self) -> Sentence:
        """How an answer is written."""
        return Sentence(mark("Write one number, such as \"12\" or \"12.5\"."))  # fmt: skip

    def judge(self, answer: object) -> Verdict:
        """Say whether the number is right."""
        readings = _readings(answer)
        if not readings:
            said = Sentence(NO_NUMBER, {"answer": _quoted(answer)})
            return Verdict(is_right=False, remark=said, counts=False)
        return Verdict(is_right=any(_is_near(one, self.value) for one in readings))


@dataclass(frozen=True, slots=True)
class PickKey:
    """Some of the `options` are right: letters, or the ids of posts, each with what stands beside it.

    `several` says that more than one may be picked, whether or not more than one is right.
    """

    options: Mapping[str, str]
    right: frozenset[str]
    several: bool = False

    @property
    def form(self) -> Sentence:
        """How an answer is written."""
        one, *others = self.options
        if not self.several:
            return Sentence(mark("Write one of them, such as \"{one}\"."), {"one": one})  # fmt: skip
        several = ", ".join([one, *others[:1]])
        return Sentence(
            mark("Write one or several, with commas between them, such as \"{several}\"."),
            {"several": several},
        )  # fmt: skip

    def judge(self, answer: object) -> Verdict:
        """Say whether all that is right was picked, and nothing else."""
        found: set[str] = set()
        for text in self._parts(answer):
            code = self._code_of(text)
            if code is None:
                said = Sentence(NOT_THERE, {"answer": _quoted(text)})
                return Verdict(is_right=False, remark=said, counts=False)
            found.add(code)
        if found == self.right:
            return Verdict(is_right=True)
        if not self.several:
            return Verdict(is_right=False)
        hit = len(found & self.right)
        facts = {"right": hit, "wanted": len(self.right), "wrong": len(found) - hit}
        return Verdict(is_right=False, remark=Sentence(SOME_RIGHT, facts))

    def _parts(self, answer: object) -> list[str]:
        if isinstance(answer, Iterable) and not isinstance(answer, str):
            return [str(one) for one in answer]
        words = str(answer).split()
        if all(self._code_of(word) for word in words):
            return words
        return [part for part in re.split(r"[,;\n]", str(answer)) if part.strip()]

    def _code_of(self, text: str) -> str | None:
        wanted = text.strip().strip(".,;)").casefold()
        for code, label in self.options.items():
            if wanted in (code.casefold(), label.casefold()):
                return code
        return None


@dataclass(frozen=True, slots=True)
class TableKey:
    """One number for each name is right."""

    cells: Mapping[str, float]

    @property
    def form(self) -> Sentence:
        """How an answer is written."""
        shown = "; ".join(f"{name} = …" for name in self.cells)
        return Sentence(mark("Write a number for each, such as \"{shown}\"."), {"shown": shown})  # fmt: skip

    def judge(self, answer: object) -> Verdict:
        """Say which of the numbers are right."""
        told = {name: self._told(name, answer) for name in self.cells}
        unread = [name for name, readings in told.items() if not readings]
        if unread:
            said = Sentence(UNNAMED, {"names": ", ".join(unread)})
            return Verdict(is_right=False, remark=said, counts=False)
        right = [
            name for name, value in self.cells.items()
            if any(_is_near(one, value) for one in told[name])
        ]  # fmt: skip
        wrong = [name for name in self.cells if name not in right]
        if not wrong:
            return Verdict(is_right=True)
        facts = {"right": ", ".join(right) or "–", "wrong": ", ".join(wrong)}
        return Verdict(is_right=False, remark=Sentence(PARTLY, facts))

    def _told(self, name: str, answer: object) -> Sequence[float]:
        if isinstance(answer, Mapping):
            folded = {str(key).strip().casefold(): value for key, value in answer.items()}
            return _readings(folded.get(name.casefold(), ""))
        place = rf"(?<![\w-]){re.escape(name)}\s*[:=]\s*(\d[\d.,]*½?|½)"
        found = re.search(place, str(answer), re.IGNORECASE)
        return numbers_in(found[1]) if found else ()


def _is_near(one: float, value: float) -> bool:
    return abs(one - value) <= max(TOLERANCE * abs(value), 1e-9)


def _readings(answer: object) -> Sequence[float]:
    if isinstance(answer, bool):
        return ()
    if isinstance(answer, int | float):
        return (float(answer),)
    return numbers_in(str(answer))


def _quoted(answer: object) -> str:
    line = " ".join(str(answer).split())
    return line if len(line) <= 60 else f"{line[:59]}…"
