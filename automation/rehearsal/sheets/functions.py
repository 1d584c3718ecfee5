"""The functions that the evaluator knows."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import datetime

from automation.rehearsal.sheets.formulas import (
    Failure,
    Function,
    Scalar,
    Value,
    compared,
    number,
    single,
    text,
)
from automation.rehearsal.sheets.locales import Locale, serial

VOLATILE = frozenset({"NOW", "TODAY", "RAND", "RANDBETWEEN"})
"""Those that come to something else each time somebody looks."""
_ABROAD = ("IMPORTRANGE", "IMPORTDATA", "IMPORTXML", "IMPORTHTML", "IMPORTFEED", "GOOGLEFINANCE")
_SIGNED = re.compile(r"(<>|<=|>=|=|<|>)?(.*)", re.DOTALL)


def functions_at(now: datetime, locale: Locale) -> dict[str, Function]:
    """Return the known functions by name; `now` is the spreadsheet's local time."""
    chance = random.Random()  # noqa: S311 - a spreadsheet's dice

    def said(value: Value) -> str | Failure:
        return text(value, locale)

    def textual(act: Callable[[list[str]], Scalar]) -> Function:
        def call(arguments: list[Value]) -> Value:
            texts = [said(one) for one in arguments]
            failed = next((one for one in texts if isinstance(one, Failure)), None)
            return failed or act([one for one in texts if isinstance(one, str)])

        return call

    return {
        "SUM": _numeric(sum),
        "AVERAGE": _numeric(lambda kept: sum(kept) / len(kept) if kept else _by_zero()),
        "MIN": _numeric(lambda kept: min(kept, default=0)),
        "MAX": _numeric(lambda kept: max(kept, default=0)),
        "COUNT": lambda given: sum(1 for one in flat(given) if _is_number(one)),
        "COUNTA": lambda given: sum(1 for one in flat(given) if one is not None),
        "COUNTIF": lambda given: sum(1 for one in flat(given[:1]) if meets(one, single(given[1]))),
        "SUMIF": _sum_if,
        "IF": _if,
        "IFERROR": lambda given: (
            (given[1] if len(given) > 1 else None)
            if isinstance(single(given[0]), Failure)
            else given[0]
        ),
        "AND": lambda given: all(number(one) for one in flat(given) if one is not None),
        "OR": lambda given: any(number(one) for one in flat(given) if one is not None),
        "NOT": lambda given: not number(given[0]),
        "ISBLANK": lambda given: single(given[0]) is None,
        "ABS": _numeric(lambda kept: abs(kept[0]) if kept else 0),
        "ROUND": _round,
        "CONCATENATE": lambda given: textual("".join)(list(flat(given))),
        "CONCAT": textual("".join),
        "JOIN": lambda given: textual(lambda kept: kept[0].join(kept[1:]))(list(flat(given))),
        "LEN": textual(lambda kept: len(kept[0])),
        "UPPER": textual(lambda kept: kept[0].upper()),
        "LOWER": textual(lambda kept: kept[0].lower()),
        "TRIM": textual(lambda kept: " ".join(kept[0].split())),
        "HYPERLINK": lambda given: given[1] if len(given) > 1 else given[0],
        "ARRAYFORMULA": lambda given: given[0],
        "TODAY": lambda _: int(serial(now)),
        "NOW": lambda _: serial(now),
        "RAND": lambda _: chance.random(),
        "RANDBETWEEN": lambda given: _between(chance, given),
        **dict.fromkeys(_ABROAD, lambda _: Failure("LOADING", "Loading data...")),
        "TRUE": lambda _: True,
        "FALSE": lambda _: False,
    }


def flat(given: list[Value]) -> Iterator[Scalar]:
    """Iterate over all values of the arguments, blocks row by row."""
    for one in given:
        if isinstance(one, list):
            for row in one:
                yield from row
        else:
            yield one


def meets(value: Scalar, criterion: Scalar) -> bool:
    """Whether a value meets a criterion such as `>3`, `<>x` or `draf*`."""
    if not isinstance(criterion, str):
        return value is not None and compared("=", value, criterion) is True
    found = _SIGNED.fullmatch(criterion)
    sign, wanted = (found[1] or "=", found[2]) if found else ("=", criterion)
    counted = number(wanted)
    if not isinstance(counted, Failure) and wanted:
        return _is_number(value) and compared(sign, value, counted) is True
    alike = isinstance(value, str) and _like(value, wanted)
    if sign in ("=", "<>"):
        alike = alike or (value is None and not wanted)
        return alike if sign == "=" else not alike
    return isinstance(value, str) and compared(sign, value, wanted) is True


def _like(value: str, pattern: str) -> bool:
    expression = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, value, re.IGNORECASE | re.DOTALL) is not None


def _is_number(value: Scalar) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _numeric(act: Callable[[list[float]], float | Failure]) -> Function:
    def call(given: list[Value]) -> Value:
        kept: list[float] = []
        for one in given:
            for value in flat([one]):
                if isinstance(value, Failure):
                    return value
                if isinstance(one, list) and not _is_number(value):
                    continue
                counted = number(value)
                if isinstance(counted, Failure):
                    return counted
                kept.append(counted)
        return act(kept)

    return call


def _by_zero() -> Failure:
    return Failure(
        "DIVIDE_BY_ZERO", "Evaluation of function AVERAGE caused a divide by zero error."
    )


def _if(given: list[Value]) -> Value:
    condition = number(given[0])
    if isinstance(condition, Failure):
        return condition
    if condition:
        return given[1]
    return given[2] if len(given) > 2 else False


def _between(chance: random.Random, given: list[Value]) -> Value:
    low, high = (number(one) for one in given[:2])
    if isinstance(low, Failure):
        return low
    if isinstance(high, Failure):
        return high
    return chance.randint(int(low), int(high)) if low <= high else Failure("NUM")


def _round(given: list[Value]) -> Value:
    value, places = number(given[0]), number(given[1]) if len(given) > 1 else 0
    if isinstance(value, Failure):
        return value
    return places if isinstance(places, Failure) else round(value, int(places))


def _sum_if(given: list[Value]) -> Value:
    summed = list(flat(given[2:3] or given[:1]))
    chosen = [meets(one, single(given[1])) for one in flat(given[:1])]
    return sum(
        float(value)
        for value, is_in in zip(summed, chosen, strict=False)
        if is_in and isinstance(value, int | float) and not isinstance(value, bool)
    )
