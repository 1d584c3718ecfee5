"""Whatever people do to a laid-out sheet, `init` keeps their cells, and is done after one time."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.sheet import Sheet
from tests.desk_books import SCHEMA
from tests.workbook.google.layout.laid import Laid, laid_out

OURS = {text for tab in SCHEMA.tabs.values() for one in tab.fields.values() for text in (one.title("en"), one.title("id"))}  # fmt: skip
KINDS = ("rename tab", "delete tab", "hide tab", "rename header", "delete column", "move column",
         "insert column", "insert row", "clear rule", "own rule", "own colour", "unprotect",
         "forget views", "thaw", "type")  # fmt: skip
Act = tuple[str, int, int]


def requests_of(kind: str, sheet: Sheet, column: int) -> Sequence[Message]:
    """Return what a person does; nothing where it cannot be done to this tab."""
    at = column % sheet.column_count
    whole = {"sheetId": sheet.id, "startColumnIndex": at, "endColumnIndex": at + 1}
    lines = {"sheetId": sheet.id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    header = {"sheetId": sheet.id, "rowIndex": 0, "columnIndex": at}
    own = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "punya kami"}]}}
    pink = {"backgroundColor": {"red": 1, "green": 0.8, "blue": 0.9}}
    rule = {"ranges": [whole], "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": pink}}

    def properties(fields: str, **facts: object) -> Message:
        return {"updateSheetProperties": {"properties": {"sheetId": sheet.id, **facts}, "fields": fields}}  # fmt: skip

    def typed(start: Message, text: str) -> Message:
        rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]}]
        return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}

    acts: dict[str, Sequence[Message]] = {
        "rename tab": [properties("title", title=f"Milik kami {sheet.id}")],
        "delete tab": [{"deleteSheet": {"sheetId": sheet.id}}],
        "hide tab": [properties("hidden", hidden=True)],
        "rename header": [typed(header, f"Kolom kami {at}")],
        "delete column": [{"deleteDimension": {"range": lines}}],
        "move column": [{"moveDimension": {"source": lines, "destinationIndex": 0}}],
        "insert column": [{"insertDimension": {"range": lines}}, typed(header, "Catatan kami")],
        "insert row": [{"insertDimension": {"range": {**lines, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}}}],
        "clear rule": [{"setDataValidation": {"range": {**whole, "startRowIndex": 1}}}],
        "own rule": [{"setDataValidation": {"range": {**whole, "startRowIndex": 1}, "rule": own}}],
        "own colour": [{"addConditionalFormatRule": {"rule": rule, "index": 0}}],
        "unprotect": [{"deleteProtectedRange": {"protectedRangeId": one["protectedRangeId"]}}
                      for one in sheet.objects["protectedRanges"]],
        "forget views": [{"deleteFilterView": {"filterId": one["filterViewId"]}}
                         for one in sheet.objects["filterViews"]],
        "thaw": [properties("gridProperties.frozenRowCount", gridProperties={"frozenRowCount": 0})],
        "type": [typed({**header, "rowIndex": 30}, f"isi kami {at}")],
    }  # fmt: skip
    return acts[kind]


def damage(laid: Laid, acts: Sequence[Act]) -> None:
    for kind, tab, column in acts:
        sheets = [one for one in laid.sheets.spreadsheet(laid.id).book.sheets if not one.is_hidden]
        if kind in ("hide tab", "delete tab") and len(sheets) < 2:
            continue
        wanted = requests_of(kind, sheets[tab % len(sheets)], column)

        def act(person: Person, wanted: Sequence[Message] = wanted) -> None:
            if wanted:
                person.batch(*wanted)

        laid.person(act)


def peoples(laid: Laid) -> Counter[object]:
    """Return all texts that are no header of ours: with them, everything people typed."""
    return Counter(text for _, _, _, text in laid.cells() if text not in OURS)


def own_rules(laid: Laid) -> int:
    sheets = laid.sheets.spreadsheet(laid.id).book.sheets
    rules = (cell.rule for one in sheets for _, _, cell in one.filled(one.whole) if cell.rule)
    return sum("punya kami" in str(rule) for rule in rules)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 12), st.integers(0, 40)), min_size=1, max_size=8))  # fmt: skip
def test_peoples_cells_and_rules_survive_and_the_second_time_writes_nothing(
    acts: list[Act],
) -> None:
    laid = laid_out()
    damage(laid, acts)
    cells, rules = peoples(laid), own_rules(laid)

    laid.init()
    assert not cells - peoples(laid)
    assert own_rules(laid) == rules

    laid.init()
    assert laid.writes == 0
