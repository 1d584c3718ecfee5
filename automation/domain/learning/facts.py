"""Reading an assignment's facts back from its row, where people may have changed them."""

from collections.abc import Mapping
from datetime import date


class LostFacts(ValueError):
    """The facts cell of an assignment does not hold what its kind wrote there."""


class Facts:
    """The evidence of one assignment, read by name and type.

    Raises (all methods):
        LostFacts: the fact is not there, or is of another type.
    """

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._raw = raw

    def text(self, name: str) -> str:
        """Return a text."""
        value = self._raw.get(name)
        if not isinstance(value, str):
            raise LostFacts(name)
        return value

    def whole(self, name: str) -> int:
        """Return a whole number."""
        value = self._raw.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise LostFacts(name)
        return value

    def names(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._raw.get(name)
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise LostFacts(name)
        return tuple(value)

    def day(self, name: str) -> date:
        """Return a calendar day."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError as error:
            raise LostFacts(name) from error
