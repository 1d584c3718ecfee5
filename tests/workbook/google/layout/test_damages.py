"""Every damage people may do to a laid-out sheet: what `init` mends, what it leaves, what it says."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from automation.rehearsal.sheets.message import Message
from tests.desk_books import SCHEMA
from tests.workbook.google.layout.laid import Laid, laid_out

Requests = list[Message]


@dataclass(frozen=True, kw_only=True)
class Damage:
    """What people do, and what is true after `init`; `said` is the word it is told by, "" for none.

    `asks` says that a person must do something; then it is said among the needs.
    """

    does: Callable[[Laid], Requests]
    then: Callable[[Laid], object]
    said: str = ""
    asks: bool = False


def properties(laid: Laid, tab: str, fields: str, **facts: object) -> Message:
    changed = {"properties": {"sheetId": laid.tab(tab).id, **facts}, "fields": fields}
    return {"updateSheetProperties": changed}


def lines(laid: Laid, name: str) -> Message:
    at = laid.column("calendar", name)
    ends = {"startIndex": at, "endIndex": at + 1}
    return {"sheetId": laid.tab("calendar").id, "dimension": "COLUMNS", **ends}


def header(laid: Laid, name: str, data: Message, fields: str) -> Message:
    at = laid.column("calendar", name)
    start = {"sheetId": laid.tab("calendar").id, "rowIndex": 0, "columnIndex": at}
    return {"updateCells": {"start": start, "rows": [{"values": [data]}], "fields": fields}}


def text(laid: Laid, name: str, typed: str) -> Message:
    return header(laid, name, {"userEnteredValue": {"stringValue": typed}}, "userEnteredValue")


def whole(laid: Laid, tab: str = "calendar") -> Message:
    return {"sheetId": laid.tab(tab).id}


def top(laid: Laid, tab: str = "calendar") -> Message:
    return {**whole(laid, tab), "startRowIndex": 0, "endRowIndex": 1}


def first_row(laid: Laid, tab: str) -> Message:
    return {**whole(laid, tab), "dimension": "ROWS", "startIndex": 0, "endIndex": 1}


def titles(tab: str, language: str = "en") -> list[str]:
    return [one.title(language) for one in SCHEMA.tabs[tab].usual.values()]


def setting_row(name: str) -> int:
    return list(SCHEMA.settings).index(name) + 1


def painted(laid: Laid, tab: str) -> bool:
    sheet = laid.tab(tab)
    return all("backgroundColor" in sheet.cell(0, at).look for at in range(sheet.column_count))


def number_format(laid: Laid, name: str) -> object:
    return laid.tab("calendar").cell(700, laid.column("calendar", name)).number_format.get("type")


DAMAGES = {
    "a tab is deleted": Damage(
        does=lambda laid: [{"deleteSheet": {"sheetId": laid.tab("guidelines").id}}],
        then=lambda laid: laid.rows("Guidelines")[0] == titles("guidelines"),
    ),
    "a tab that lists are chosen from is deleted": Damage(
        does=lambda laid: [{"deleteSheet": {"sheetId": laid.tab("members").id}}],
        then=lambda laid: "'Members'!$A$2" in str(laid.rule("calendar", "owner")),
    ),
    "a tab is renamed": Damage(
        does=lambda laid: [properties(laid, "calendar", "title", title="Rencana")],
        then=lambda laid: not {"Calendar", "Kalender"} & {*laid.titles},
        said="“Rencana”", asks=True,
    ),
    "a tab is hidden": Damage(
        does=lambda laid: [properties(laid, "channels", "hidden", hidden=True)],
        then=lambda laid: laid.tab("channels").is_hidden,
        said="“Channels” is hidden",
    ),
    "a tab is moved": Damage(
        does=lambda laid: [properties(laid, "channels", "index", index=9)],
        then=lambda laid: laid.titles.index("Channels") > 5,
    ),
    "the guide is deleted": Damage(
        does=lambda laid: [{"deleteSheet": {"sheetId": laid.titled("Guide").id}}],
        then=lambda laid: "Guide" in laid.titles,
        said="“Guide”",
    ),
    "a column is deleted": Damage(
        does=lambda laid: [{"deleteDimension": {"range": lines(laid, "visibility")}}],
        then=lambda laid: laid.rule("calendar", "visibility"),
    ),
    "a column is renamed": Damage(
        does=lambda laid: [text(laid, "campaign", "Kampanye Q4")],
        then=lambda laid: "Campaign" not in laid.rows("Calendar")[0],
        said="“Kampanye Q4”", asks=True,
    ),
    "a header is typed in the other language": Damage(
        does=lambda laid: [text(laid, "campaign", SCHEMA.tabs["calendar"].fields["campaign"].title("id"))],
        then=lambda laid: titles("calendar", "id")[laid.column("calendar", "campaign")]
        == laid.rows("Calendar")[0][laid.column("calendar", "campaign")],
    ),
    "a header is emptied": Damage(
        does=lambda laid: [text(laid, "campaign", "")],
        then=lambda laid: laid.column("calendar", "campaign"),
        said="Campaign",
    ),
    "a column is hidden": Damage(
        does=lambda laid: [{"updateDimensionProperties": {
            "range": lines(laid, "decision_1"), "properties": {"hiddenByUser": True},
            "fields": "hiddenByUser",
        }}],
        then=lambda laid: True,
        said="“Calendar”: Decision",
    ),
    "a column is moved": Damage(
        does=lambda laid: [{"moveDimension": {"source": lines(laid, "owner"), "destinationIndex": 0}}],
        then=lambda laid: laid.column("calendar", "owner") == 0,
    ),
    "a drop-down is removed": Damage(
        does=lambda laid: [{"setDataValidation": {"range": laid.area("calendar", "status")}}],
        then=lambda laid: laid.rule("calendar", "status"),
        said="Status",
    ),
    "all rules are removed": Damage(
        does=lambda laid: [{"setDataValidation": {"range": whole(laid)}}],
        then=lambda laid: laid.rule("calendar", "decision_3") and laid.rule("calendar", "owner"),
        said="choices and hints",
    ),
    "a check box of a setting is removed": Damage(
        does=lambda laid: [{"setDataValidation": {"range": laid.area("settings", "value")}}],
        then=lambda laid: "BOOLEAN" in str(laid.rule("settings", "value", setting_row("self_approval"))),
        said="settings",
    ),
    "the protections are removed": Damage(
        does=lambda laid: [
            {"deleteProtectedRange": {"protectedRangeId": one["protectedRangeId"]}}
            for tab in ("calendar", "runs")
            for one in laid.tab(tab).objects["protectedRanges"]
        ],
        then=lambda laid: laid.guards("calendar") and laid.guards("runs"),
        said="Protected",
    ),
    "the colours by value are removed": Damage(
        does=lambda laid: [
            {"deleteConditionalFormatRule": {"sheetId": laid.tab("calendar").id, "index": 0}}
            for _ in laid.tab("calendar").objects["conditionalFormats"]
        ],
        then=lambda laid: len(laid.tab("calendar").objects["conditionalFormats"]) > 20,
        said="colours",
    ),
    "all formats are cleared": Damage(
        does=lambda laid: [{"repeatCell": {
            "range": whole(laid), "cell": {}, "fields": "userEnteredFormat"
        }}],
        then=lambda laid: painted(laid, "calendar")
        and number_format(laid, "publish_at") == "DATE_TIME"
        and number_format(laid, "title") == "TEXT",
        said="headers of “Calendar”",
    ),
    "the notes at the headers are removed": Damage(
        does=lambda laid: [{"repeatCell": {"range": top(laid), "cell": {}, "fields": "note"}}],
        then=lambda laid: laid.tab("calendar").cell(0, 0).note,
        said="notes",
    ),
    "a filter view is removed": Damage(
        does=lambda laid: [{"deleteFilterView": {"filterId": laid.views()["Stuck"]["filterViewId"]}}],
        then=lambda laid: "Stuck" in laid.views(),
        said="Stuck",
    ),
    "the filter is removed": Damage(
        does=lambda laid: [{"clearBasicFilter": {"sheetId": laid.tab("calendar").id}}],
        then=lambda laid: laid.tab("calendar").objects["basicFilter"],
        said="filter",
    ),
    "the header is no longer frozen": Damage(
        does=lambda laid: [properties(
            laid, "calendar", "gridProperties.frozenRowCount", gridProperties={"frozenRowCount": 0}
        )],
        then=lambda laid: laid.tab("calendar").grid_facts["frozenRowCount"] == 1,
        said="Froze",
    ),
    "the header row is deleted": Damage(
        does=lambda laid: [{"deleteDimension": {"range": first_row(laid, "channels")}}],
        then=lambda laid: laid.rows("Channels")[:2] == [titles("channels"), ["brand"]]
        and painted(laid, "channels")
        and laid.rule("channels", "network", 0) is None
        and laid.rule("channels", "network", 1),
        said="header row",
    ),
    "the header row is emptied": Damage(
        does=lambda laid: [{"repeatCell": {
            "range": top(laid, "channels"), "cell": {}, "fields": "userEnteredValue"
        }}],
        then=lambda laid: laid.rows("Channels")[:2] == [titles("channels"), ["brand"]],
        said="header row",
    ),
    "a row is put above the header": Damage(
        does=lambda laid: [{"insertDimension": {"range": first_row(laid, "channels")}}],
        then=lambda laid: laid.rows("Channels")[1] == titles("channels"),
    ),
}  # fmt: skip


@pytest.fixture
def laid() -> Laid:
    laid = laid_out()
    laid.fill("Channels", 1, {0: "brand"})
    return laid


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_init_mends_what_it_may_and_says_the_rest(laid: Laid, damage: Damage) -> None:
    laid.do(*damage.does(laid))

    done = laid.init()

    assert damage.then(laid)
    told = done.needs if damage.asks else (*done.repaired, *done.notes)
    assert any(damage.said in str(one) for one in told) or not damage.said
    assert damage.asks or not done.needs


def test_after_many_damages_at_once_a_second_time_writes_nothing(laid: Laid) -> None:
    """But for what renames the calendar, or lets `does` of another no longer find its columns."""
    last = ("a tab is renamed", "the header row is emptied", "a row is put above the header",
            "a column is renamed", "a header is emptied", "a column is deleted")  # fmt: skip
    for name, damage in DAMAGES.items():
        if name not in last:
            laid.do(*damage.does(laid))

    done = laid.init()
    laid.init()

    assert not done.needs
    assert laid.writes == 0


def test_a_header_row_that_was_typed_anew_is_left_and_explained(laid: Laid) -> None:
    own = [
        {"userEnteredValue": {"stringValue": f"Kolom {at}"}}
        for at in range(len(titles("channels")))
    ]
    start = {"sheetId": laid.tab("channels").id, "rowIndex": 0, "columnIndex": 0}
    rows = [{"values": own}]
    laid.do({"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}})
    before = laid.rows("Channels")

    done = laid.init()

    assert laid.rows("Channels") == before
    assert any("“Channels” has no header" in str(one) for one in done.needs)


def test_a_header_pushed_far_down_gets_no_second_one_above(laid: Laid) -> None:
    area = {**first_row(laid, "channels"), "endIndex": 30}
    laid.do({"insertDimension": {"range": area}})
    laid.fill("Channels", 3, {0: "Catatan panjang tim"})
    before = laid.rows("Channels")

    done = laid.init()

    assert laid.rows("Channels") == before
    assert any("“Channels” has no header" in str(one) for one in done.needs)
