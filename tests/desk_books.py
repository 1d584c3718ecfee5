"""Workbooks that people edit behind a run's back, in memory or in a file; and media in memory."""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import openpyxl

from automation.domain.content.card import Card
from automation.domain.content.media import MediaFile
from automation.domain.content.room import Room
from automation.errors import LembarError, MediaError
from automation.workbook.backends.memory import MemoryBackend
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.making import make_workbook
from automation.workbook.protocol import Backend, Cell
from automation.workbook.schema import Schema, load_schema

SCHEMA: Schema = load_schema()


class Book(Protocol):
    """A workbook that people edit and runs open."""

    def open(self) -> Backend:
        """Return the workbook as a new run opens it."""
        ...

    def rows(self, tab: str) -> list[list[Cell]]:
        """Return a tab's rows, headers included."""
        ...

    def fill(self, tab: str, row: int, cells: Mapping[int, Cell]) -> None:
        """Play a person who types into cells of a row; rows and columns counted from 0."""
        ...


class MemoryBook:
    """A workbook in memory."""

    def __init__(self, language: str) -> None:
        tabs: dict[str, list[list[Cell]]] = {
            tab.title(language): [[field.title(language) for field in tab.fields.values()]]
            for tab in SCHEMA.tabs.values()
        }
        settings = tabs[SCHEMA.tabs["settings"].title(language)]
        for setting in SCHEMA.settings.values():
            chosen = {"language": language, "timezone": "Asia/Jakarta"}
            value = chosen.get(setting.name, setting.default)
            settings.append([setting.title(language), setting.label(value, language) or None])
        self.backend = MemoryBackend(tabs, address="kalender.xlsx")

    def open(self) -> Backend:
        return self.backend

    def rows(self, tab: str) -> list[list[Cell]]:
        return [list(row) for row in self.backend.read([tab])[tab].rows]

    def fill(self, tab: str, row: int, cells: Mapping[int, Cell]) -> None:
        for column, value in cells.items():
            self.backend.edit(tab, row, column, value)


class XlsxBook:
    """A workbook in a file."""

    def __init__(self, path: Path, language: str) -> None:
        self.path = path
        make_workbook(path, language=language, timezone="Asia/Jakarta", schema=SCHEMA)

    def open(self) -> Backend:
        return XlsxBackend(self.path)

    def rows(self, tab: str) -> list[list[Cell]]:
        return [list(row) for row in self.open().read([tab])[tab].rows]

    def fill(self, tab: str, row: int, cells: Mapping[int, Cell]) -> None:
        book = openpyxl.load_workbook(self.path)
        for column, value in cells.items():
            book[tab].cell(row + 1, column + 1).value = value
        book.save(self.path)


class Shelf:
    """Media in memory, by address; what is not on it is refused as a missing file is."""

    has_public_place = has_lasting_place = True

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.cards: dict[str, Card] = {}

    def load(
        self, addresses: Sequence[str]
    ) -> tuple[Mapping[str, MediaFile], Mapping[str, LembarError]]:
        found = {one: self._look(one) for one in addresses if one in self.files}
        missing: dict[str, LembarError] = {
            one: MediaError("{address} is missing.", "Put it there.", address=one)
            for one in addresses
            if one not in self.files
        }
        return found, missing

    def read(self, file: MediaFile) -> bytes:
        if self._look(file.address).sha256 != file.sha256:
            raise MediaError("{address} changed.", "Check it again.", address=file.address)
        return self.files[file.address]

    def fit(self, file: MediaFile, room: Room) -> MediaFile:
        return file

    @contextmanager
    def open(self, file: MediaFile) -> Iterator[BinaryIO]:
        yield io.BytesIO(self.read(file))

    def address(self, file: MediaFile, *, lasting: bool = False) -> str:
        return f"https://media.example/{file.sha256}"

    def card(self, address: str) -> Card | None:
        return self.cards.get(address)

    def still(self, film: MediaFile) -> bytes | None:
        return None

    def _look(self, address: str) -> MediaFile:
        body = self.files[address]
        digest = hashlib.sha256(body).hexdigest()
        return MediaFile(
            address=address,
            sha256=digest,
            mime="image/png",
            byte_count=len(body),
            width=8,
            height=8,
        )
