"""Keeps the rehearsal's state in a JSON file, so that a network started again remembers.

The bytes of uploads lie beside it in a folder of the same name ending in `.media`, each written
once. The file is replaced atomically: a crash leaves the old one or the new one.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from automation.errors import ConfigError
from automation.language import mark
from automation.rehearsal.engagement import Counts
from automation.rehearsal.records import Draft, Media, Notice, Post, Scheduled
from automation.rehearsal.store import IssuedToken, KeptKey, Marker
from automation.rehearsal.world import World

_FORMAT = "lembar rehearsal 1"
_TIMES = frozenset({"created_at", "edited_at", "at", "scheduled_at", "until", "updated_at"})
_TUPLES = frozenset({"media_ids", "favourited_by", "scopes"})

Record: TypeAlias = Post | Media | Scheduled | Notice | KeptKey | Marker | IssuedToken
_Texts: TypeAlias = dict[int, tuple[Record, str]]
Kind = TypeVar("Kind", Post, Media, Scheduled, Notice, KeptKey, Marker, IssuedToken)


class SavedState:
    """Reads and writes one state file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._media = path.with_name(f"{path.name}.media")
        self._written: set[str] = set()
        self._texts: _Texts = {}

    def load(self, world: World) -> None:
        """Fill a freshly seeded world; accounts are matched by name, those no longer seeded are dropped.

        Raises:
            ConfigError: the file is not a state this program wrote.
        """
        if not self._path.exists():
            return
        try:
            saved = json.loads(self._path.read_bytes())
            self._fill(world, saved[_FORMAT])
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise ConfigError(
                mark("{path} is not a rehearsal state that this program can read."),
                mark(
                    "Whoever runs the rehearsal: name another file, or move this one away to start afresh."
                ),
                path=self._path,
            ) from error
        world.resume()

    def save(self, world: World) -> None:
        """Write the whole state; uploads only once."""
        store, now = world.store, world.clock.now()
        before, self._texts = self._texts, {}
        self._save_files(store.files)
        tables: dict[str, Iterable[Record]] = {
            "posts": store.posts.values(),
            "media": store.media.values(),
            "scheduled": store.scheduled.values(),
            "notices": store.notices.values(),
            "keys": [one for one in store.keys.values() if one.until > now],
            "markers": store.markers.values(),
            "tokens": store.tokens.values(),
        }
        names = {one.id: one.username for one in store.accounts.values()}
        parts = [f'"accounts": {json.dumps(names)}']
        for name, records in tables.items():
            rows = ",\n".join(self._text(one, before) for one in records)
            parts.append(f'"{name}": [\n{rows}\n]')
        self._replace(f'{{"{_FORMAT}": {{\n{",".join(parts)}\n}}}}\n')

    def _text(self, record: Record, before: _Texts) -> str:
        """Write one record, once: records are frozen, so a changed one is another object."""
        known = before.get(id(record))
        if known is None or known[0] is not record:
            text = json.dumps(asdict(record), ensure_ascii=False, default=datetime.isoformat)
            known = (record, text)
        self._texts[id(record)] = known
        return known[1]

    def _replace(self, text: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.new")
        fresh.write_text(text, encoding="utf-8")
        os.replace(fresh, self._path)  # noqa: PTH105 - says that an old file is replaced

    def _save_files(self, files: dict[str, bytes]) -> None:
        for key in files.keys() - self._written:
            self._media.mkdir(parents=True, exist_ok=True)
            (self._media / key).write_bytes(files[key])
            self._written.add(key)
        for key in self._written - files.keys():
            (self._media / key).unlink(missing_ok=True)
            self._written.discard(key)

    def _fill(self, world: World, saved: dict[str, Any]) -> None:
        ids = _ids_now(world, saved["accounts"])
        store = world.store
        for media in _records(Media, saved["media"], ids):
            world.ids.skip(media.id)  # a number, so a safe file name
            store.media[media.id] = media
            store.files[media.id] = (self._media / media.id).read_bytes()
            self._written.add(media.id)
        for post in _records(Post, saved["posts"], ids):
            store.put_post(post)
            world.ids.skip(post.id)
        for scheduled in _records(Scheduled, saved["scheduled"], ids):
            store.scheduled[scheduled.id] = scheduled
            world.ids.skip(scheduled.id)
        for notice in _records(Notice, saved["notices"], ids):
            if notice.from_account_id not in ids:
                continue
            store.notices[notice.id] = replace(notice, from_account_id=ids[notice.from_account_id])
            world.ids.skip(notice.id)
        store.keys = {
            (one.account_id, one.key): one for one in _records(KeptKey, saved["keys"], ids)
        }
        issued = _records(IssuedToken, saved.get("tokens", []), ids)
        store.tokens = {one.token: one for one in issued}
        store.markers = {
            (one.account_id, one.timeline): one for one in _records(Marker, saved["markers"], ids)
        }


def _ids_now(world: World, saved: dict[str, str]) -> dict[str, str]:
    """Return today's account id for each saved one."""
    named = {key: world.store.account_named(name) for key, name in saved.items()}
    return {key: account.id for key, account in named.items() if account is not None}


def _records(kind: type[Kind], rows: list[dict[str, Any]], ids: dict[str, str]) -> list[Kind]:
    known = [row for row in rows if row["account_id"] in ids]
    return [kind(**{**_typed(row), "account_id": ids[row["account_id"]]}) for row in known]


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """Turn a row of JSON back into the values of a record."""
    values = dict(row)
    for name in values.keys() & _TIMES:
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    for name in values.keys() & _TUPLES:
        values[name] = tuple(values[name])
    if "audience" in values:
        values["audience"] = Counts(**values["audience"])
    if "draft" in values:
        values["draft"] = Draft(**_typed(values["draft"]))
    return values
