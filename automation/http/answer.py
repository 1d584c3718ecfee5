"""An answer that came whole, and its JSON read into typed values at once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from automation.http.headers import sent_at

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object read field by field; what is missing or of another type is empty or None."""

    values: Mapping[str, Json] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a text; a whole number becomes its digits, since some servers send ids so."""
        value = self.values.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value if isinstance(value, str) else ""

    def count(self, name: str) -> int | None:
        """Return a whole number from 0 up."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            return None
        return value

    def time(self, name: str) -> datetime | None:
        """Return an ISO 8601 time, aware."""
        try:
            moment = datetime.fromisoformat(self.text(name))
        except ValueError:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def inside(self, *names: str) -> "Fields":
        """Return the object at a path of names; an empty one where there is none."""
        here = self
        for name in names:
            value = here.values.get(name)
            here = Fields(value) if isinstance(value, Mapping) else Fields()
        return here

    def items(self, name: str) -> list["Fields"]:
        """Return the objects of a list."""
        return objects(self.values.get(name))

    def texts(self, name: str) -> list[str]:
        """Return the texts of a list."""
        value = self.values.get(name)
        if not isinstance(value, Sequence) or isinstance(value, str):
            return []
        return [one for one in value if isinstance(one, str)]


def objects(value: Json) -> list[Fields]:
    """Return the objects of a JSON list; nothing when it is none."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return []
    return [Fields(one) for one in value if isinstance(one, Mapping)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer. `json` is None when the body is no JSON."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    json: Json = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "json", _parse(self.body))

    @property
    def is_page(self) -> bool:
        """Whether it is a web page, as proxies send in place of an answer."""
        return "html" in self.headers.get("content-type", "").lower()

    @property
    def sent_at(self) -> datetime | None:
        """The server's own time when it answered."""
        return sent_at(self.headers)

    @property
    def fields(self) -> Fields:
        """The body's JSON object; an empty one when it is none."""
        return Fields(self.json) if isinstance(self.json, Mapping) else Fields()


def _parse(body: bytes) -> Json:
    try:
        value: Json = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value
