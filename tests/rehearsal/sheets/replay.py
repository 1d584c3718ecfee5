"""Replays a recording of the real service and says where the rehearsal answers otherwise.

Compared by meaning: ids are translated as they appear, times and addresses are left out.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from automation.rehearsal.sheets.server import RehearsalSheets

_IDS = frozenset({"id", "spreadsheetId", "sheetId", "namedRangeId", "protectedRangeId"})
_VOLATILE = frozenset({"spreadsheetUrl", "createdTime", "modifiedTime"})
_UPLOADED = frozenset({"kind", "id", "title", "mimeType"})
_DEFAULT_PIXELS = (21, 100)


@dataclass
class Replay:
    """One run of one recording against one service."""

    sheets: RehearsalSheets
    ids: dict[str, str] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    scored: int = 0
    foreign: int = 0

    def play(self, path: Path) -> None:
        address = "robot@rehearsal.iam.gserviceaccount.com"
        headers = {"Authorization": f"Bearer {self.sheets.token_for(address)}"}
        recorded = json.loads(path.read_text(encoding="utf-8"))["interactions"]
        with httpx.Client(base_url=self.sheets.url, headers=headers, timeout=20) as http:
            for number, one in enumerate(recorded):
                self._one(http, number, one["request"], one["response"])

    def _one(self, http: httpx.Client, number: int, asked: Any, answered: Any) -> None:
        parts = urlsplit(asked["uri"])
        if not self._is_ours(parts.path, answered["status"]["code"]):
            self.foreign += 1
            return
        if answered["status"]["code"] == 403:
            key = _file_key(parts.path) or ""
            self.ids[key] = self.sheets.create_spreadsheet("Private")
        target = self._translated_text(parts.path) + (f"?{parts.query}" if parts.query else "")
        body = self._translated_body(asked["body"])
        kinds = asked["headers"].get("Content-Type", [])
        got = http.request(
            asked["method"],
            target,
            content=body,
            headers={"Content-Type": kinds[0]} if kinds else {},
        )
        self.scored += 1
        place = f"#{number} {asked['method']} {target[:150]}"
        if got.status_code != answered["status"]["code"]:
            told = f"status {got.status_code}, not {answered['status']['code']}: {got.text[:300]}"
            self.differences.append(f"{place}: {told}")
            return
        self._compare_bodies(place, answered["body"]["string"], got.text, parts.path)

    def _is_ours(self, path: str, status: int) -> bool:
        key = _file_key(path)
        return key is None or key in self.ids or status in (403, 404)

    def _compare_bodies(self, place: str, wanted: str, got: str, path: str) -> None:
        try:
            expected, found = json.loads(wanted), json.loads(got)
        except ValueError:
            if wanted.strip() != got.strip():
                self.differences.append(f"{place}: {got[:200]!r}, not {wanted[:200]!r}")
            return
        if path.startswith("/upload/"):
            expected = {key: expected[key] for key in expected if key in _UPLOADED}
            found = {key: found[key] for key in found if key in _UPLOADED}
        if path == "/drive/v3/files" and "files" in expected:
            ours = set(self.ids.values())
            expected["files"] = [one for one in expected["files"] if one["id"] in self.ids]
            found["files"] = [one for one in found["files"] if one["id"] in ours]
        self._compare(place, "", expected, found)

    def _compare(self, place: str, name: str, wanted: Any, got: Any) -> None:
        if isinstance(wanted, dict) and isinstance(got, dict):
            for key in wanted.keys() | got.keys():
                if key not in wanted or key not in got:
                    side = "missing" if key in wanted else "too much"
                    value = wanted.get(key, got.get(key))
                    self.differences.append(f"{place}: {name}.{key} is {side}: {value!r:.200}")
                elif key not in _VOLATILE:
                    self._compare_field(place, f"{name}.{key}", key, wanted[key], got[key])
        elif isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
            for index, (first, second) in enumerate(zip(wanted, got, strict=True)):
                self._compare(place, f"{name}[{index}]", first, second)
        elif not _same(wanted, got, self.ids):
            self.differences.append(f"{place}: {name} is {got!r:.200}, not {wanted!r:.200}")

    def _compare_field(self, place: str, name: str, key: str, wanted: Any, got: Any) -> None:
        if key in _IDS:
            known = self.ids.setdefault(str(wanted), str(got))
            if known != str(got) or type(wanted) is not type(got):
                self.differences.append(f"{place}: {name} is {got}, not {known}")
        elif key == "pixelSize" and wanted not in _DEFAULT_PIXELS:
            if got in _DEFAULT_PIXELS:
                self.differences.append(f"{place}: {name} still has its default size")
        else:
            self._compare(place, name, wanted, got)

    def _translated_text(self, text: str) -> str:
        for old, new in self.ids.items():
            if len(old) > 20:
                text = text.replace(old, new)
        return "/".join(self.ids.get(part, part) for part in text.split("/"))

    def _translated_body(self, body: str | None) -> bytes | None:
        if body is None:
            return None
        try:
            return json.dumps(self._translated(json.loads(body), "")).encode()
        except ValueError:
            return body.encode()

    def _translated(self, value: Any, key: str) -> Any:
        if isinstance(value, dict):
            return {name: self._translated(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [self._translated(one, key) for one in value]
        is_id = key.endswith(("Id", "id")) and not isinstance(value, bool)
        if is_id and isinstance(value, int | str) and str(value) in self.ids:
            return type(value)(self.ids[str(value)])
        return value


def _file_key(path: str) -> str | None:
    parts = path.split("/")
    for marker in ("spreadsheets", "files"):
        if marker in parts[:-1]:
            return parts[parts.index(marker) + 1].partition(":")[0]
    return None


def _same(wanted: Any, got: Any, ids: dict[str, str]) -> bool:
    if isinstance(wanted, str) and isinstance(got, str):
        if wanted.endswith(".iam.gserviceaccount.com"):
            return got.endswith(".iam.gserviceaccount.com")
        for old, new in ids.items():
            if len(old) > 20:
                wanted = wanted.replace(old, new)
    return bool(wanted == got) and isinstance(wanted, bool) == isinstance(got, bool)
