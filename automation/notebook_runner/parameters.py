"""Refuses parameters that a notebook does not know or that cannot be kept in it as they are."""

import ast
import math
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import cast

from automation.errors import ConfigError
from automation.language import mark
from automation.notebook_engine import Json, Scrubber

_PLAIN = (bool, int, str, type(None))


def names_in(source: str) -> list[str]:
    """Return the names a cell of Python assigns at its top level, in their order.

    Raises:
        SyntaxError: The cell is not Python.
    """
    names = []
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign):
            names += [target.id for target in statement.targets if isinstance(target, ast.Name)]
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.append(statement.target.id)
    return names


def check_parameters(
    given: Mapping[str, Json], known: Collection[str], scrubber: Scrubber, notebook: str
) -> None:
    """Refuse an unknown name, a value that is no JSON value, and a secret.

    Raises:
        ConfigError: Names the parameter and, for an unknown one, the nearest name.
    """
    for name, value in given.items():
        if name not in known:
            raise _unknown(name, known, notebook)
        _check_value(name, value, scrubber)


def _unknown(name: str, known: Collection[str], notebook: str) -> ConfigError:
    nearest = get_close_matches(name, known, n=1, cutoff=0.5)
    fix = (
        mark('Did you mean "{nearest}"? Known are: {known}.')
        if nearest
        else mark("Known are: {known}.")
    )
    return ConfigError(
        mark('"{notebook}" has no parameter "{name}".'),
        fix,
        notebook=notebook,
        name=name,
        nearest="".join(nearest),
        known=", ".join(known) or "–",
    )


def _check_value(name: str, value: object, scrubber: Scrubber) -> None:
    """Check a value and all in it; types are compared exactly, since subclasses change on the way."""
    kind = type(value)
    if kind is list:
        for entry in cast("list[object]", value):
            _check_value(name, entry, scrubber)
    elif kind is dict:
        for key, entry in cast("dict[object, object]", value).items():
            if type(key) is not str:
                raise _unkeepable(name, key, scrubber)
            _check_value(name, [key, entry], scrubber)
    elif kind not in _PLAIN and not (kind is float and math.isfinite(cast("float", value))):
        raise _unkeepable(name, value, scrubber)
    elif kind is str and scrubber.holds_secret(cast("str", value)):
        raise ConfigError(
            mark('Parameter "{name}" holds a secret; parameters are stored in the notebook.'),
            mark("Put the secret in the environment or in .env; Lembar hands it to the notebook."),
            name=name,
        )


def _unkeepable(name: str, value: object, scrubber: Scrubber) -> ConfigError:
    return ConfigError(
        mark('Parameter "{name}" cannot hold {value} ({kind}).'),
        mark("Give a text, a number, true, false, null, a list or a mapping; times as ISO text."),
        name=name,
        value=scrubber.text(repr(value))[:80],
        kind=type(value).__name__,
    )
