"""A second writer between `init`'s look and its write: nothing lands in somebody else's column."""

from collections.abc import Callable, Iterator

import pytest

from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.person import Person
from tests.workbook.google.layout.laid import Laid, laid_out

Move = Callable[[Laid], list[Message]]


@pytest.fixture
def laid() -> Iterator[Laid]:
    laid = laid_out()
    yield laid
    laid.sheets.clear_scripts()


def lines(laid: Laid, at: int) -> Message:
    ends = {"startIndex": at, "endIndex": at + 1}
    return {"sheetId": laid.tab("calendar").id, "dimension": "COLUMNS", **ends}


def headed(laid: Laid, at: int, text: str) -> Message:
    start = {"sheetId": laid.tab("calendar").id, "rowIndex": 0, "columnIndex": at}
    rows = [{"values": [{"userEnteredValue": {"stringValue": text}}]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def inserted(laid: Laid) -> list[Message]:
    return [{"insertDimension": {"range": lines(laid, 2)}}, headed(laid, 2, "Catatan tim")]


def inserted_blank(laid: Laid) -> list[Message]:
    return [{"insertDimension": {"range": lines(laid, 2)}}]


def deleted(laid: Laid) -> list[Message]:
    return [{"deleteDimension": {"range": lines(laid, laid.column("calendar", "campaign"))}}]


def moved(laid: Laid) -> list[Message]:
    source = lines(laid, laid.column("calendar", "feedback"))
    return [{"moveDimension": {"source": source, "destinationIndex": 1}}]


MOVES: dict[str, Move] = {
    "inserts a column": inserted, "inserts an empty column": inserted_blank,
    "deletes a column": deleted, "moves a column": moved,
}  # fmt: skip


def meanwhile(laid: Laid, move: Move) -> None:
    """Let somebody move columns just before the next write arrives."""
    requests = move(laid)

    def act(person: Person) -> None:
        person.batch(*requests)

    laid.sheets.before_call(laid.id, act, methods="batchUpdate")


def shown(laid: Laid) -> dict[str, tuple[str, object, object]]:
    """Return each column's note, rule and number format by its header."""
    sheet = laid.tab("calendar")
    header = [sheet.cell(0, column) for column in range(sheet.column_count)]
    below = [sheet.cell(1, column) for column in range(sheet.column_count)]
    return {
        str(cell.entered): (cell.note, under.rule, under.number_format.get("type"))
        for cell, under in zip(header, below, strict=True)
        if cell.entered is not None
    }


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES.keys())
def test_every_column_ends_with_what_is_its_own_and_it_says_so(laid: Laid, move: Move) -> None:
    whole = shown(laid)
    link, status = laid.column("calendar", "link"), laid.column("calendar", "status")
    laid.do(
        headed(laid, link, ""),
        {"setDataValidation": {"range": laid.area("calendar", "status")}},
        {"deleteFilterView": {"filterId": laid.views()["Stuck"]["filterViewId"]}},
    )
    assert shown(laid)["Status"][1] is None
    meanwhile(laid, move)

    done = laid.init()

    now = shown(laid)
    assert now.pop("Catatan tim", ("", None, None))[:2] == ("", None)
    assert now == whole
    assert laid.column("calendar", "status") in (status, status - 1, status + 1)
    [spec] = laid.views()["Stuck"]["filterSpecs"]
    assert spec["columnIndex"] == laid.column("calendar", "state")
    assert any("somebody moved columns" in str(one) for one in done.notes)
    laid.init()
    assert laid.writes == 0


def test_a_new_column_is_not_written_over_one_that_was_pushed_to_the_right(laid: Laid) -> None:
    laid.person(lambda one: one.delete_columns("Calendar", laid.column("calendar", "link") + 1))
    last = laid.tab("calendar").column_count - 1
    text = laid.tab("calendar").cell(0, last)
    meanwhile(laid, inserted)

    laid.init()

    kept = laid.tab("calendar").cell(0, last + 1)
    assert (kept.entered, kept.note) == (text.entered, text.note)
    assert laid.column("calendar", "link") > last + 1
    laid.init()
    assert laid.writes == 0


def test_a_tab_that_is_renamed_meanwhile_is_looked_at_again(laid: Laid) -> None:
    laid.do({"setDataValidation": {"range": laid.area("channels", "network")}})

    def act(person: Person) -> None:
        person.rename_tab("Calendar", "Rencana")

    laid.sheets.before_call(laid.id, act, methods="batchUpdate")

    done = laid.init()

    assert laid.rule("channels", "network") is not None
    assert any("Rencana" in str(one) for one in done.needs)


def test_approvers_are_protected_in_their_own_columns(laid: Laid) -> None:
    laid.fill("Members", 1, {0: "Rina", 1: "rina@kopi.example", 3: "manager"})
    address = "https://kopi.example/@kopi_senja"
    laid.fill("Channels", 1, {0: "brand", 1: "Mastodon", 2: address, 3: "Required"})
    meanwhile(laid, inserted)

    laid.init()

    for name in ("approver_1", "decision_1"):
        area = laid.guards("calendar")[f"calendar/{name}"]["range"]
        assert area["startColumnIndex"] == laid.column("calendar", name)
    laid.init()
    assert laid.writes == 0
