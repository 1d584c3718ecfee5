"""The numbers of an insights answer. Pure."""

from collections.abc import Mapping

from automation.http import Answer, Fields


def insights_in(answer: Answer) -> Mapping[str, int]:
    """Return each insight's latest value by name; one without data is left out, never 0.

    One split into kinds, such as reactions, counts all of them together.
    """
    told = {one.text("name"): _value(one) for one in answer.fields.items("data")}
    return {name: value for name, value in told.items() if value is not None}


def _value(insight: Fields) -> int | None:
    points = [insight.inside("total_value"), *reversed(insight.items("values"))]
    for point in points:
        value = point.count("value")
        if value is not None:
            return value
        split = point.inside("value")
        if split.values:
            return sum(split.count(name) or 0 for name in split.values)
    return None
