"""What Google Sheets offers and accepts while people type, from the schema. Pure.

A drop-down is strict only where one value of a closed list is meant; where several values, or
others, are welcome it offers and accepts. Dates bring the date picker and warn.

A check box shows "no" while its cell is empty. So it stands only where an empty cell means no: a
setting whose default is no. The members', channels' and guidelines' `active` means yes when
empty and stays a drop-down. So does the pause, too: one careless tap on a phone must not let
posts out in the middle of a crisis. A check box keeps the words, Yes or No, in its cell.

The machine's columns have no rule: their protection warns already.
"""

from collections.abc import Mapping, Sequence

from automation.workbook.backends.google.cells import Message
from automation.workbook.entry_rules import Wording
from automation.workbook.schema import Field, FieldType, ListStyle, Writer


def rule_of(field: Field, wording: Wording, sources: Mapping[str, str]) -> Message | None:
    """Return a column's or setting's data validation; None where anything goes.

    Args:
        field: The column or setting.
        wording: The team's words.
        sources: Where the ids of other tabs stand, by tab name, such as `='Members'!$A$2:$A$501`.
    """
    words = wording.words
    if field.writer is Writer.MACHINE:
        return None
    if field.lookup:
        if field.lookup not in sources:
            return None
        told = words["unknown_name"].format(tab=wording.titles[field.lookup])
        return _rule("ONE_OF_RANGE", [sources[field.lookup]], told)
    if field.values:
        is_closed = field.list_style is ListStyle.NONE and not field.is_open
        offered = field.allowed(wording.language)
        return _rule("ONE_OF_LIST", offered, words["choose"] if is_closed else "", strict=is_closed)
    return _typed(field, words)


def setting_rule(setting: Field, wording: Wording) -> Message | None:
    """Return a setting's data validation; a check box where an empty cell truly means no."""
    if setting.type is FieldType.BOOLEAN and setting.default == "no" and not setting.tones:
        both = [setting.label(value, wording.language) for value in ("yes", "no")]
        return {"condition": _condition("BOOLEAN", both), "strict": True, "showCustomUi": True}
    return rule_of(setting, wording, {})


def _typed(field: Field, words: Mapping[str, str]) -> Message | None:
    match field.type:
        case FieldType.DATETIME:
            return _rule("DATE_IS_VALID", (), words["date"])
        case FieldType.TIME:
            return _rule("NUMBER_BETWEEN", ("0", "1"), words["time_of_day"])
        case FieldType.INTEGER | FieldType.NUMBER:
            lowest = "0" if field.minimum is None else f"{field.minimum:g}"
            if field.maximum is None:
                return _rule("NUMBER_GREATER_THAN_EQ", (lowest,), words["number"])
            return _rule("NUMBER_BETWEEN", (lowest, f"{field.maximum:g}"), words["number"])
        case _:
            return None


def _rule(kind: str, values: Sequence[str], told: str, *, strict: bool = False) -> Message:
    rule: Message = {"condition": _condition(kind, values), "showCustomUi": True}
    if strict:
        rule["strict"] = True
    if told:
        rule["inputMessage"] = told
    return rule


def _condition(kind: str, values: Sequence[str]) -> Message:
    found: Message = {"type": kind}
    if values:
        found["values"] = [{"userEnteredValue": value} for value in values]
    return found
