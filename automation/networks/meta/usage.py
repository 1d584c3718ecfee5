"""How much of Meta's call budget is used up, as the headers of its answers tell. Pure.

The budgets roll: they are told in percent, and nobody is told when a call falls out of them again
unless the limit is reached. So the last calls are left for looking after lost answers, and the rest is tried again later.

Source: https://developers.facebook.com/docs/graph-api/overview/rate-limiting (read 2026-11-21).
"""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta

from automation.http import Fields, objects

FULL_PERCENT = 95
"""From here on nothing is asked any more: other programs of the same app use the same budget."""
A_WHILE = timedelta(minutes=15)
"""How long to wait where Meta does not tell."""

_APP, _BUSINESS = "x-app-usage", "x-business-use-case-usage"
_PERCENTS = ("call_count", "total_time", "total_cputime")


def wait_told(headers: Mapping[str, str]) -> timedelta:
    """Return how long to ask nothing: nothing at all while the budget is not nearly used up."""
    waits = [_wait(budget) for budget in _budgets(headers) if _percent(budget) >= FULL_PERCENT]
    return max(waits, default=timedelta(0))


def wait_when_limited(headers: Mapping[str, str]) -> timedelta:
    """Return how long to wait after Meta refused a call for its rate."""
    return max((_wait(budget) for budget in _budgets(headers)), default=A_WHILE)


def _budgets(headers: Mapping[str, str]) -> Iterator[Fields]:
    """Yield the budget of the app, and those of what we manage by it."""
    app = _object(headers.get(_APP, ""))
    if app.values:
        yield app
    business = _object(headers.get(_BUSINESS, ""))
    for name in business.values:
        yield from objects(business.values[name])


def _percent(budget: Fields) -> int:
    return max(budget.count(name) or 0 for name in _PERCENTS)


def _wait(budget: Fields) -> timedelta:
    minutes = budget.count("estimated_time_to_regain_access")
    return timedelta(minutes=minutes) if minutes else A_WHILE


def _object(text: str) -> Fields:
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return Fields()
    return Fields(value) if isinstance(value, dict) else Fields()
