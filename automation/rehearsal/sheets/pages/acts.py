"""What people do on the page: type, pick, tick, insert, delete, sort, comment, share."""

from collections.abc import Callable, Mapping

from automation.rehearsal.sheets.a1 import cell_name, parse_cells, quoted
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.sheet import Sheet


def act(person: Person, told: Message) -> None:
    """Do what the page asks for.

    Raises:
        Refused: it is not possible, or not allowed to this person.
    """
    sheet = person.file.book.sheet(int(told.get("sheet", 0)))
    doing = _ACTS.get(str(told.get("do", "")))
    area = parse_cells(str(told.get("cell") or "A1"))
    if doing is None or area is None:
        raise invalid("The page asked for something unknown.")
    doing(person, sheet, (area.row0 or 0, area.col0 or 0), str(told.get("text", "")))


def _type(person: Person, sheet: Sheet, place: tuple[int, int], text: str) -> None:
    person.type(f"{quoted(sheet.title)}!{cell_name(*place)}", text)


def _insert_row(person: Person, sheet: Sheet, place: tuple[int, int], _: str) -> None:
    person.insert_rows(sheet.title, place[0] + 1)


def _delete_row(person: Person, sheet: Sheet, place: tuple[int, int], _: str) -> None:
    person.delete_rows(sheet.title, place[0] + 1)


def _sorted(person: Person, sheet: Sheet, place: tuple[int, int], text: str) -> None:
    first = int(sheet.grid_facts.get("frozenRowCount", 0)) + 1
    person.sort(sheet.title, place[1] + 1, first_row=first, falling=text == "falling")


def _comment(person: Person, sheet: Sheet, place: tuple[int, int], text: str) -> None:
    person.comment(sheet.title, place[0] + 1, place[1] + 1, text)


def _share(person: Person, _sheet: Sheet, _place: tuple[int, int], text: str) -> None:
    if "@" not in text:
        raise invalid("This is not an address.")
    person.world.share(person.file, text.strip(), "writer")


_ACTS: Mapping[str, Callable[[Person, Sheet, tuple[int, int], str], None]] = {
    "type": _type,
    "insert_row": _insert_row,
    "delete_row": _delete_row,
    "sort": _sorted,
    "comment": _comment,
    "share": _share,
}
