"""What a spreadsheet program offers and says while people type: drop-downs, hints, gentle warnings.

Pure: a field becomes the options of one XlsxWriter data validation. Nothing blocks people but a
closed drop-down, and that only while typing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from automation.workbook.backends.ooxml.addresses import quoted
from automation.workbook.schema import Bilingual, Field, FieldType, ListStyle, Writer

LOOKUP_ROWS = 500
"""How many rows of another tab a drop-down offers."""

Rule = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The team's language, the guide's words, and the workbook's tab titles by tab name."""

    language: str
    texts: Mapping[str, Bilingual]
    titles: Mapping[str, str]

    @property
    def words(self) -> Mapping[str, str]:
        """The guide's words in the team's language."""
        return {name: text[self.language] for name, text in self.texts.items()}

    def spoken_in(self, language: str) -> "Wording":
        """Return the same of another language; tabs are called as they are called."""
        return replace(self, language=language)


def entry_rule(field: Field, wording: Wording) -> Rule:
    """Return the data validation of a column or setting."""
    hint: Rule = {
        "input_title": field.title(wording.language)[:32],
        "input_message": field.description(wording.language),
    }
    if field.writer is Writer.MACHINE:
        return {**_never_typed(wording), "input_message": hint["input_message"]}
    return {**hint, **_accepted(field, wording)}


def _never_typed(wording: Wording) -> Rule:
    words = wording.words
    return {
        "validate": "custom",
        "value": "=FALSE",
        "error_type": "warning",
        "input_title": words["machine_title"],
        "error_title": words["machine_title"],
        "error_message": words["machine_warning"],
    }


def _accepted(field: Field, wording: Wording) -> Rule:
    words = wording.words
    if field.lookup:
        tab = wording.titles[field.lookup]
        source = f"={quoted(tab)}!$A$2:$A${LOOKUP_ROWS + 1}"
        return {
            "validate": "list",
            "value": source,
            "show_error": field.list_style is ListStyle.NONE,
            **_warning(words, words["unknown_name"].format(tab=tab)),
        }
    if field.values:
        return {
            "validate": "list",
            "value": list(field.allowed(wording.language)),
            "show_error": field.list_style is ListStyle.NONE and not field.is_open,
            "error_title": words["choose_title"],
            "error_message": words["choose"],
        }
    return _typed(field, words)


def _typed(field: Field, words: Mapping[str, str]) -> Rule:
    match field.type:
        case FieldType.DATETIME:
            limits: Rule = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
            return {**limits, **_warning(words, words["date"])}
        case FieldType.TIME:
            limits = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
            return {**limits, **_warning(words, words["time_of_day"])}
        case FieldType.INTEGER | FieldType.NUMBER:
            kind = "integer" if field.type is FieldType.INTEGER else "decimal"
            return {"validate": kind, **_bounds(field), **_warning(words, words["number"])}
        case _:
            return {"validate": "any"}


def _bounds(field: Field) -> Rule:
    lowest = 0 if field.minimum is None else field.minimum
    if field.maximum is None:
        return {"criteria": ">=", "value": lowest}
    return {"criteria": "between", "minimum": lowest, "maximum": field.maximum}


def _warning(words: Mapping[str, str], message: str) -> Rule:
    return {"error_type": "warning", "error_title": words["check_title"], "error_message": message}
