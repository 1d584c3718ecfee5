"""One cell as people left it. What it shows is worked out elsewhere."""

from dataclasses import dataclass, field, replace
from typing import Any

from automation.rehearsal.sheets.message import Message, Plain

_EXTRAS = ("textFormatRuns", "chipRuns", "pivotTable", "hyperlink")
FIELDS = frozenset({"userEnteredValue", "userEnteredFormat", "note", "dataValidation", *_EXTRAS})


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody entered, how it is formatted, its note, its rule.

    `entered` is the one value of an ExtendedValue: a number, a boolean, or text; text beginning
    with `=` is a formula only if `is_formula`.
    """

    entered: Plain | None = None
    is_formula: bool = False
    look: Message = field(default_factory=dict)
    note: str = ""
    rule: Message | None = None
    extras: Message = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered; it may still be formatted."""
        return self.entered is None

    @property
    def number_format(self) -> Message:
        """Its number format, empty for automatic."""
        found: Message = self.look.get("numberFormat", {})
        return found

    def value_message(self) -> Message | None:
        """Write what was entered as an ExtendedValue."""
        return None if self.entered is None else extended(self.entered, is_formula=self.is_formula)

    def message(self) -> Message:
        """Write the fields of CellData that people set."""
        named = {
            "userEnteredValue": self.value_message(),
            "userEnteredFormat": self.look or None,
            "note": self.note or None,
            "dataValidation": self.rule,
            **self.extras,
        }
        return {key: value for key, value in named.items() if value is not None}

    @staticmethod
    def of(message: Message) -> "Cell":
        """Read a CellData."""
        entered, is_formula = read_extended(message.get("userEnteredValue") or {})
        return Cell(
            entered=entered,
            is_formula=is_formula,
            look=message.get("userEnteredFormat") or {},
            note=message.get("note") or "",
            rule=message.get("dataValidation") or None,
            extras={name: message[name] for name in _EXTRAS if message.get(name)},
        )

    def with_value(self, entered: Plain | None, *, is_formula: bool) -> "Cell":
        """Return it with another value; chips and text runs go with the old one."""
        kept = {key: one for key, one in self.extras.items() if key == "pivotTable"}
        return replace(self, entered=entered, is_formula=is_formula, extras=kept)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing at all to remember about it."""
        return (
            not (self.look or self.rule or self.note or self.extras or self.is_formula)
            and self.entered is None
        )


EMPTY = Cell()


def extended(value: Any, *, is_formula: bool = False) -> Message:  # noqa: ANN401
    """Write a value as an ExtendedValue."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    return {"formulaValue" if is_formula else "stringValue": value}


def read_extended(message: Message) -> tuple[Plain | None, bool]:
    """Read an ExtendedValue: the value, and whether it is a formula. Empty text is no value."""
    if "formulaValue" in message:
        return str(message["formulaValue"]), True
    for name in ("numberValue", "boolValue", "stringValue"):
        if name in message:
            value: Plain = message[name]
            return (None if value == "" else value), False
    return None, False
