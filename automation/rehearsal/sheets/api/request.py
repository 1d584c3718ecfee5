"""One call as the functions of the API see it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from automation.rehearsal.call import Answer
from automation.rehearsal.sheets.masks import Mask, parse_mask, pick
from automation.rehearsal.sheets.message import Message, lenient, to_json
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.requests.gate import check_shapes
from automation.rehearsal.sheets.world import SheetsWorld

_YES = frozenset({"true", "1", "yes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A call: `named` are the parts of its path, `caller` whose token it brought.

    `wanted_bytes` is its Range header.
    """

    named: Mapping[str, str]
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sent: bytes = b""
    caller: str = ""
    url: str = ""
    wanted_bytes: str = ""

    @property
    def file_id(self) -> str:
        """The spreadsheet, or the file."""
        return self.named.get("id", "")

    def text(self, name: str, default: str = "") -> str:
        """Return a parameter of the query."""
        found = self.query.get(name)
        return found[-1] if found else default

    def texts(self, name: str) -> list[str]:
        """Return a repeated parameter."""
        return list(self.query.get(name, ()))

    def flag(self, name: str) -> bool:
        """Read a yes or no, in Python's spelling too."""
        return self.text(name).lower() in _YES

    @property
    def fields(self) -> Mask:
        """The field mask of the query; empty for all."""
        text = self.text("fields") or self.text("$fields")
        return parse_mask(text) if text else {}

    def message(self) -> Message:
        """Return the JSON body; none is an empty message.

        Raises:
            Refused: 400, it is not a JSON object.
        """
        try:
            found = lenient(json.loads(self.sent or b"{}"))
        except ValueError:
            raise invalid("Invalid JSON payload received. Unexpected token.") from None
        if not isinstance(found, dict):
            raise invalid("Invalid JSON payload received. The root must be an object.")
        return found

    def checked(self) -> Message:
        """Return the JSON body of a method whose fields mean the same as in batches.

        Raises:
            Refused: 400, it is not a JSON object, or a field has the wrong type.
        """
        found = self.message()
        check_shapes("data", found)
        return found


Handler = Callable[[SheetsWorld, Request], Answer]


def answer(message: Message, request: Request) -> Answer:
    """Return a message as JSON, cut to the fields that were asked for."""
    shown = pick(message, request.fields)
    is_indented = request.text("prettyPrint") != "false"
    body = to_json(shown, is_indented=is_indented)
    return Answer(body=body, content_type="application/json; charset=UTF-8")
