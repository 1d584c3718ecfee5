"""Every address of the API, the method it stands for, and the quota it spends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from automation.rehearsal.sheets.api import (
    drive,
    filtered,
    permissions,
    spreadsheets,
    tokens,
    values,
)
from automation.rehearsal.sheets.api.request import Handler


@dataclass(frozen=True, slots=True)
class Route:
    """One method. `spends` is `read`, `write` (of the Sheets quota) or empty."""

    name: str
    verb: str
    pattern: re.Pattern[str]
    handler: Handler
    spends: str = ""
    is_open: bool = False


def _route(
    name: str, line: str, handler: Handler, spends: str = "", *, is_open: bool = False
) -> Route:
    verb, path = line.split(" ")
    pattern = re.escape(path)
    pattern = re.sub(r"\\\{range\\\}", r"(?P<range>.+?)", pattern)
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/:]+)", pattern)
    return Route(name, verb, re.compile(pattern), handler, spends, is_open)


_V4 = "/v4/spreadsheets"
_DRIVE = "/drive/v3/files"

ROUTES = (
    _route("spreadsheets.create", f"POST {_V4}", spreadsheets.create, "write"),
    _route("spreadsheets.get", f"GET {_V4}/{{id}}", spreadsheets.get, "read"),
    _route("spreadsheets.batchUpdate", f"POST {_V4}/{{id}}:batchUpdate", spreadsheets.batch_update, "write"),
    _route("spreadsheets.getByDataFilter", f"POST {_V4}/{{id}}:getByDataFilter", spreadsheets.get_by_filter, "read"),
    _route("sheets.copyTo", f"POST {_V4}/{{id}}/sheets/{{sheet}}:copyTo", spreadsheets.copy_to, "write"),
    _route("values.batchGet", f"GET {_V4}/{{id}}/values:batchGet", values.batch_get, "read"),
    _route("values.batchUpdate", f"POST {_V4}/{{id}}/values:batchUpdate", values.batch_update, "write"),
    _route("values.batchClear", f"POST {_V4}/{{id}}/values:batchClear", values.batch_clear, "write"),
    _route("values.batchGetByDataFilter", f"POST {_V4}/{{id}}/values:batchGetByDataFilter", filtered.batch_get, "read"),
    _route("values.batchUpdateByDataFilter", f"POST {_V4}/{{id}}/values:batchUpdateByDataFilter", filtered.batch_update, "write"),
    _route("values.batchClearByDataFilter", f"POST {_V4}/{{id}}/values:batchClearByDataFilter", filtered.batch_clear, "write"),
    _route("values.append", f"POST {_V4}/{{id}}/values/{{range}}:append", values.append, "write"),
    _route("values.clear", f"POST {_V4}/{{id}}/values/{{range}}:clear", values.clear, "write"),
    _route("values.get", f"GET {_V4}/{{id}}/values/{{range}}", values.get, "read"),
    _route("values.update", f"PUT {_V4}/{{id}}/values/{{range}}", values.update, "write"),
    _route("developerMetadata.search", f"POST {_V4}/{{id}}/developerMetadata:search", filtered.search_metadata, "read"),
    _route("developerMetadata.get", f"GET {_V4}/{{id}}/developerMetadata/{{metadata}}", filtered.get_metadata, "read"),
    _route("drive.files.list", f"GET {_DRIVE}", drive.list_files),
    _route("drive.files.create", f"POST {_DRIVE}", drive.create),
    _route("drive.files.get", f"GET {_DRIVE}/{{id}}", drive.get),
    _route("drive.files.update", f"PATCH {_DRIVE}/{{id}}", drive.update),
    _route("drive.files.delete", f"DELETE {_DRIVE}/{{id}}", drive.delete),
    _route("drive.files.copy", f"POST {_DRIVE}/{{id}}/copy", drive.copy),
    _route("drive.files.export", f"GET {_DRIVE}/{{id}}/export", drive.export),
    _route("drive.files.upload", "PUT /upload/drive/v2/files/{id}", drive.upload),
    _route("drive.comments.list", f"GET {_DRIVE}/{{id}}/comments", drive.list_comments),
    _route("drive.permissions.list", f"GET {_DRIVE}/{{id}}/permissions", permissions.list_permissions),
    _route("drive.permissions.create", f"POST {_DRIVE}/{{id}}/permissions", permissions.create_permission),
    _route("drive.permissions.delete", f"DELETE {_DRIVE}/{{id}}/permissions/{{permission}}", permissions.delete_permission),
    _route("token", "POST /token", tokens.token, is_open=True),
    _route("allowedLocations", "GET /v1/projects/-/serviceAccounts/{mail}/allowedLocations", tokens.allowed_locations, is_open=True),
)  # fmt: skip


def find_route(verb: str, path: str) -> tuple[Route, Mapping[str, str]] | None:
    """Return the method of an address as it came over the wire, and the parts of its path."""
    for route in ROUTES:
        found = route.pattern.fullmatch(path) if route.verb == verb else None
        if found is not None:
            return route, {name: unquote(text) for name, text in found.groupdict().items()}
    return None
