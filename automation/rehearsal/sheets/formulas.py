"""A small, honest evaluator: references, arithmetic, comparison, text, and the common functions.

What it does not know becomes an error value whose message says so; the formula itself is kept.
ARRAYFORMULA shows its first value and does not spill.
"""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from automation.rehearsal.sheets.display import general
from automation.rehearsal.sheets.formula_text import Word, words
from automation.rehearsal.sheets.locales import Locale
from automation.rehearsal.sheets.message import Plain


@dataclass(frozen=True, slots=True)
class Failure:
    """An error value: `DIVIDE_BY_ZERO`, `VALUE`, `REF`, `NAME`, `NUM`, `N_A`, `LOADING`."""

    kind: str
    message: str = ""

    @property
    def shown(self) -> str:
        """What the cell shows."""
        return {
            "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!", "REF": "#REF!", "NAME": "#NAME?",
            "NUM": "#NUM!", "N_A": "#N/A", "LOADING": "Loading...",
        }.get(self.kind, "#ERROR!")  # fmt: skip


Scalar: TypeAlias = Plain | Failure | None
Block: TypeAlias = list[list[Scalar]]
Value: TypeAlias = Scalar | Block
Lookup = Callable[[str], Block | Failure]
Function = Callable[[list[Value]], Value]

_ERRORS = {
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#N/A": "N_A",
    "#NAME?": "NAME",
    "#NUM!": "NUM",
    "#REF!": "REF",
}
_ORDER = ({"=", "<>", "<", ">", "<=", ">="}, {"&"}, {"+", "-"}, {"*", "/"}, {"^"})


_ACTS: dict[str, Callable[[float, float], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "^": operator.pow,
}  # fmt: skip


class _Unreadable(Exception):
    """The formula cannot be parsed."""


def evaluate(
    formula: str, lookup: Lookup, functions: dict[str, Function], locale: Locale
) -> Scalar:
    """Return the value of a formula that begins with its equals sign."""
    kept = [one for one in words(formula[1:]) if one.kind != "blank"]
    reader = _Reader(kept, lookup, functions, locale)
    try:
        value = reader.whole()
    except (_Unreadable, IndexError):
        return Failure("ERROR", "Formula parse error.")
    return single(value)


def single(value: Value) -> Scalar:
    """Return one value; of a block the first."""
    if isinstance(value, list):
        return value[0][0] if value and value[0] else None
    return value


def number(value: Value) -> float | Failure:
    """Return a value as a number, or the failure that it is not one."""
    one = single(value)
    if isinstance(one, Failure):
        return one
    if one is None:
        return 0
    if isinstance(one, bool | int | float):
        return float(one) if isinstance(one, bool) else one
    try:
        return float(one)
    except ValueError:
        return Failure("VALUE", f"'{one}' is a text and cannot be coerced to a number.")


def text(value: Value, locale: Locale) -> str | Failure:
    """Return a value as text."""
    one = single(value)
    if isinstance(one, Failure | str):
        return one
    if one is None:
        return ""
    return locale.flags[not one] if isinstance(one, bool) else general(one, locale)


class _Reader:
    """Reads and evaluates in one go, by precedence."""

    def __init__(
        self, kept: list[Word], lookup: Lookup, functions: dict[str, Function], locale: Locale
    ) -> None:
        self._words = kept
        self._at = 0
        self._lookup = lookup
        self._functions = functions
        self._locale = locale

    def whole(self) -> Value:
        """Read all of the formula."""
        value = self.expression(0)
        if self._at < len(self._words):
            raise _Unreadable
        return value

    def expression(self, level: int) -> Value:
        """Read what binds at least as strongly as the level."""
        if level == len(_ORDER):
            return self._prefixed()
        left = self.expression(level + 1)
        while self._peek() in _ORDER[level]:
            sign = self._take()
            right = self.expression(level + 1)
            left = self._joined(sign, left, right)
        return left

    def _prefixed(self) -> Value:
        if self._peek() in ("-", "+"):
            negative = self._take() == "-"
            signed = number(self._prefixed())
            return signed if isinstance(signed, Failure) else -signed if negative else signed
        value = self._primary()
        while self._peek() == "%":
            self._take()
            counted = number(value)
            value = counted if isinstance(counted, Failure) else counted / 100
        return value

    def _primary(self) -> Value:
        word = self._words[self._at]
        self._at += 1
        if word.text == "(":
            value = self.expression(0)
            self._expect(")")
            return value
        if word.kind == "number":
            return self._decimal(word.text)
        if word.kind == "text":
            return word.text[1:-1].replace('""', '"')
        if word.kind == "error":
            return Failure(_ERRORS.get(word.text, "VALUE"))
        if word.kind == "ref":
            return self._lookup(word.text)
        if word.kind == "name":
            return self._named(word.text)
        raise _Unreadable

    def _decimal(self, digits: str) -> float:
        if self._locale.decimal == "," and self._peek() == ",":
            self._take()
            digits = f"{digits}.{self._take()}"
        value = float(digits)
        return int(value) if value.is_integer() else value

    def _named(self, name: str) -> Value:
        if name.upper() in ("TRUE", "FALSE") and self._peek() != "(":
            return name.upper() == "TRUE"
        if self._peek() != "(":
            return self._lookup(name)
        self._take()
        arguments = self._arguments()
        function = self._functions.get(name.upper())
        if function is None:
            return Failure("NAME", f"Unknown function: '{name}'. The rehearsal knows only a few.")
        return function(arguments)

    def _arguments(self) -> list[Value]:
        arguments: list[Value] = []
        while self._peek() != ")":
            empty = self._peek() in (",", ";")
            arguments.append(None if empty else self.expression(0))
            if self._peek() in (",", ";"):
                self._take()
            elif self._peek() != ")":
                raise _Unreadable
        self._take()
        return arguments

    def _joined(self, sign: str, left: Value, right: Value) -> Value:
        if sign == "&":
            first, second = text(left, self._locale), text(right, self._locale)
            if isinstance(first, Failure):
                return first
            return second if isinstance(second, Failure) else first + second
        if sign in _ORDER[0]:
            return compared(sign, single(left), single(right))
        return _computed(sign, number(left), number(right))

    def _peek(self) -> str:
        return self._words[self._at].text if self._at < len(self._words) else ""

    def _take(self) -> str:
        self._at += 1
        return self._words[self._at - 1].text

    def _expect(self, sign: str) -> None:
        if self._take() != sign:
            raise _Unreadable


def compared(sign: str, left: Scalar, right: Scalar) -> Scalar:
    """Compare two values as Sheets does: numbers before text before booleans, case apart."""
    for one in (left, right):
        if isinstance(one, Failure):
            return one
    first, second = rank(left, right), rank(right, left)
    return {
        "=": first == second, "<>": first != second, "<": first < second,
        ">": first > second, "<=": first <= second, ">=": first >= second,
    }[sign]  # fmt: skip


def rank(value: Scalar, other: Scalar = None) -> tuple[int, float, str]:
    """Return a sort key; an empty cell counts as the other's zero."""
    if value is None:
        return (
            (1, 0, "")
            if isinstance(other, str)
            else (2, 0, "")
            if isinstance(other, bool)
            else (0, 0, "")
        )
    if isinstance(value, bool):
        return (2, float(value), "")
    if isinstance(value, int | float):
        return (0, float(value), "")
    return (3, 0, value.shown) if isinstance(value, Failure) else (1, 0, value.casefold())


def _computed(sign: str, left: float | Failure, right: float | Failure) -> Scalar:
    if isinstance(left, Failure):
        return left
    if isinstance(right, Failure):
        return right
    if sign == "/" and right == 0:
        return Failure("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero.")
    try:
        result = _ACTS[sign](left, right)
    except (OverflowError, ZeroDivisionError):
        return Failure("NUM")
    if isinstance(result, complex):
        return Failure("NUM")
    return int(result) if float(result).is_integer() and abs(result) < 1e15 else result
