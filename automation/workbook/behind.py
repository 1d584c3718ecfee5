"""What chips and links stand for: a person's e-mail, a file's address. Pure but for one look.

A cell shows a chip by its name. Where the calendar's people and media cells show a name nobody
can use, the back-end is asked once what is behind them; an answer counts only for a row that still
shows what was read.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from automation.domain.ids import MemberId
from automation.domain.team.member import Member, find_member
from automation.workbook.locate import id_text
from automation.workbook.open_tab import OpenTab, text_of
from automation.workbook.protocol import Backend, Behind, Cell

_PEOPLE = ("owner", "approver_1", "approver_2", "approver_3")
_MEDIA = "media"

Known = dict[tuple[str, str, str], str]
"""Answers of this run: (row id, column, what was shown) -> what was behind it; empty for nothing."""


def with_behind(
    tab: OpenTab, backend: Backend, members: Mapping[MemberId, Member], known: Known
) -> OpenTab:
    """Return the calendar with what is behind the chips that matter; at most one round trip."""
    unclear = dict(_unclear(tab, members))
    asked = {place for place, key in unclear.items() if key not in known or not key[0]}
    if asked:
        columns = {column for _, column in asked} | {tab.places[tab.tab.primary_key]}
        found = backend.behind(tab.title, sorted(columns))
        for place in asked:
            known[unclear[place]] = _answer(tab, place, found, columns)
    behind: dict[int, dict[int, str]] = {}
    for (row, column), key in unclear.items():
        if known[key]:
            behind.setdefault(row, {})[column] = known[key]
    return replace(tab, behind=behind) if behind else tab


def _unclear(
    tab: OpenTab, members: Mapping[MemberId, Member]
) -> Iterator[tuple[tuple[int, int], tuple[str, str, str]]]:
    """Yield the cells that name nobody and no file by themselves, each with its key."""
    id_place = tab.places[tab.tab.primary_key]
    below = range(tab.header + 1, len(tab.rows))
    for name in (*_PEOPLE, _MEDIA):
        place = tab.places[name]
        shown = {_at(tab.rows[row], place) for row in below} - {None, ""}
        unclear = {cell for cell in shown if _is_unclear(name, text_of(cell), members)}
        for row in below if unclear else ():
            cell = _at(tab.rows[row], place)
            if cell in unclear:
                key = (id_text(_at(tab.rows[row], id_place)), name, text_of(cell))
                yield (row, place), key


def _is_unclear(column: str, shown: str, members: Mapping[MemberId, Member]) -> bool:
    if column == _MEDIA:
        return "://" not in shown
    return find_member(members.values(), shown) is None


def _answer(
    tab: OpenTab, place: tuple[int, int], found: Mapping[int, Behind], columns: Collection[int]
) -> str:
    """Return what is behind a cell, when its row still shows what was read and nothing else is in it.

    A cell of files holds one a line, or nothing but chips; one of people holds one person.
    """
    row, column = place
    now = found.get(row)
    if now is None or any(now.shown.get(at) != _at(tab.rows[row], at) for at in columns):
        return ""
    addresses = now.addresses.get(column, ())
    lines = [line for line in text_of(_at(tab.rows[row], column)).splitlines() if line.strip()]
    is_media = tab.places[_MEDIA] == column
    wanted: Callable[[str], bool] = (
        (lambda one: "://" in one) if is_media else (lambda one: "@" in one and "://" not in one)
    )
    kept = [one for one in addresses if wanted(one)]
    is_all = len(kept) == len(lines) or (is_media and column in now.only_chips)
    return "\n".join(kept) if is_all and len(kept) == len(addresses) else ""


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if 0 <= place < len(row) else None
