"""Keeps the spreadsheets and other files in a JSON file, so that a service started again remembers.

The file is replaced atomically. It holds no private key and no token.
"""

import json
import os
from base64 import b64decode, b64encode
from dataclasses import asdict
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from automation.errors import ConfigError
from automation.language import mark
from automation.rehearsal.sheets.areas import Box, Span
from automation.rehearsal.sheets.cells import Cell
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.sheet import Group, Row, Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet
from automation.rehearsal.sheets.world import (
    Blob,
    DriveItem,
    File,
    Permission,
    Robot,
    SheetsWorld,
)

_FORMAT = "lembar rehearsal sheets 2"
_BLOB = ("id", "name", "mime", "target", "trashed", "can_download")


class SavedSheets:
    """Reads and writes one state file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self, world: SheetsWorld) -> None:
        """Fill a new world; without a file there is nothing to do.

        Raises:
            ConfigError: the file is not a state this program wrote.
        """
        if not self._path.exists():
            return
        try:
            saved = json.loads(self._path.read_bytes())[_FORMAT]
            world.robots = {one["address"]: Robot(**one) for one in saved["robots"]}
            files = [_file(one) for one in saved["files"]]
            blobs = [_blob(one) for one in saved.get("blobs", [])]
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise ConfigError(
                mark(
                    "{path} is not a state of the rehearsal Sheets service that this program can read."
                ),
                mark(
                    "Whoever runs the rehearsal: name another file, or move this one away to start afresh."
                ),
                path=self._path,
            ) from error
        world.files = {one.book.id: one for one in files}
        world.blobs = {one.id: one for one in blobs}

    def save(self, world: SheetsWorld) -> None:
        """Write the whole state."""
        state = {
            "robots": [asdict(one) for one in world.robots.values()],
            "files": [_file_message(one) for one in world.files.values()],
            "blobs": [_blob_message(one) for one in world.blobs.values()],
        }
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.new")
        fresh.write_text(json.dumps({_FORMAT: state}, ensure_ascii=False), encoding="utf-8")
        os.replace(fresh, self._path)  # noqa: PTH105 - says that an old file is replaced


def _item_message(item: DriveItem) -> Message:
    return {
        "owner": item.owner,
        "createdAt": item.created_at.isoformat(),
        "modifiedAt": item.modified_at.isoformat(),
        "modifiedBy": item.modified_by,
        "permissions": [asdict(one) for one in item.permissions],
    }


def _blob_message(blob: Blob) -> Message:
    content = None if blob.content is None else b64encode(blob.content).decode()
    own = {name: getattr(blob, name) for name in _BLOB}
    return {**_item_message(blob), **own, "content": content}


def _file_message(file: File) -> Message:
    book = file.book
    return {
        **_item_message(file),
        "book": {
            **{
                name: getattr(book, name)
                for name in ("id", "title", "locale", "timezone", "recalc")
            },
            **{name: getattr(book, name) for name in ("named", "metadata", "comments", "version")},
            "sheets": [_sheet_message(one) for one in book.sheets],
        },
    }


def _sheet_message(sheet: Sheet) -> Message:
    """Write a sheet: every kind of cell once, and rows that are alike once with their number.

    Below the last post stand a thousand rows of drop-downs, each with all its choices.
    """
    kinds: dict[int, tuple[int, Message]] = {}

    def number(cell: Cell) -> int:
        return kinds.setdefault(id(cell), (len(kinds), cell.message()))[0]

    rows = [
        [len(list(alike)), {col: number(cell) for col, cell in row.items()}]
        for row, alike in groupby(sheet.rows)
    ]
    return {
        **{name: getattr(sheet, name) for name in ("id", "title", "row_count", "column_count")},
        **{name: getattr(sheet, name) for name in ("facts", "grid_facts", "objects")},
        "kinds": [message for _, message in kinds.values()],
        "rows": rows,
        "lines": {name: list(one.items()) for name, one in sheet.lines.items()},
        "merges": [asdict(one) for one in sheet.merges],
        "groups": {name: [asdict(one) for one in found] for name, found in sheet.groups.items()},
    }


def _file(saved: dict[str, Any]) -> File:
    book = dict(saved["book"])
    book["sheets"] = [_sheet(one) for one in book["sheets"]]
    return File(book=Spreadsheet(**book), **_item(saved))


def _blob(saved: dict[str, Any]) -> Blob:
    content = None if saved["content"] is None else b64decode(saved["content"])
    return Blob(**{name: saved[name] for name in _BLOB}, content=content, **_item(saved))


def _item(saved: dict[str, Any]) -> dict[str, Any]:
    return {
        "owner": saved["owner"],
        "created_at": datetime.fromisoformat(saved["createdAt"]),
        "modified_at": datetime.fromisoformat(saved["modifiedAt"]),
        "modified_by": saved["modifiedBy"],
        "permissions": [Permission(**one) for one in saved["permissions"]],
    }


def _sheet(saved: dict[str, Any]) -> Sheet:
    values = dict(saved)
    kinds = [Cell.of(one) for one in values.pop("kinds")]
    values["lines"] = {name: dict(one) for name, one in values["lines"].items()}
    values["merges"] = [Box(**one) for one in values["merges"]]
    values["groups"] = {
        name: [Group(**{**one, "span": Span(**one["span"])}) for one in found]
        for name, found in values["groups"].items()
    }
    rows: list[Row] = []
    for count, cells in values.pop("rows"):
        rows += [{int(col): kinds[kind] for col, kind in cells.items()}] * count
    return Sheet(**values, rows=rows)
