"""A small server-side Pinterest: one account, its boards, its pins, and the store its films go to.

It checks what the interface description (openapi 5.23.0) demands: required fields, lengths, how many
pictures stand side by side, types, the order of a film's steps, and that no credential reaches the
store. What it does not play: sections, ads, other people's pins, how addresses of boards are made.
"""

import base64
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from automation.domain.content.draft import Attachment, Part
from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import TEXT, FakeStage

TOKEN = "pina_kopi_senja_4711"
_LONGEST = {"title": 100, "description": 800, "alt_text": 500, "link": 2048}


@dataclass
class PinServer(Fake):
    """The account `kopi_senja`."""

    boards: dict[str, str] = field(default_factory=lambda: {"7001": "Resep", "7002": "Kopi & Susu"})
    pins: dict[str, dict[str, Any]] = field(default_factory=dict)
    films: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_trial: bool = False
    polls_left: int = 1
    """How often a film that was sent is still in work; -1: for ever."""
    film_fails: bool = False
    page_size: int = 250

    def __post_init__(self) -> None:
        super().__init__()
        self._numbers = itertools.count(90001)

    def publishes(self, asked: Asked) -> bool:
        return (asked.method, asked.path) == ("POST", "/v5/pins")

    def unauthorized(self) -> Told:
        return _no(401, 2, "Authentication failed.")

    def forbidden(self) -> Told:
        return _no(403, 7, "Missing: ['pins:write']")

    def refused(self) -> Told:
        return _no(400, 1, "Invalid media source")

    def broken(self, status: int) -> Told:
        return _no(status, 0, "Something went wrong on our end.")

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/store":
            return self._store(asked)
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return self.unauthorized()
        for method, pattern, call in _CALLS:
            if asked.method == method and (found := re.fullmatch(pattern, asked.path)):
                told: Told = getattr(self, call)(asked, *found.groups())
                return told
        return _no(404, 12, "Not found")

    def _account(self, _asked: Asked) -> Told:
        return Told({"username": "kopi_senja", "follower_count": 12, "account_type": "BUSINESS"})

    def _boards(self, asked: Asked) -> Told:
        return self._page(
            asked, [{"id": number, "name": name} for number, name in self.boards.items()]
        )

    def _page(self, asked: Asked, items: Sequence[object]) -> Told:
        size = min(int(asked.query.get("page_size", "25")), self.page_size)
        start = int(asked.query.get("bookmark") or "0")
        more = str(start + size) if start + size < len(items) else None
        return Told({"items": items[start : start + size], "bookmark": more})

    def _board_pins(self, asked: Asked, board: str) -> Told:
        return self._page(asked, [one for one in self.pins.values() if one["board_id"] == board])

    def _make(self, asked: Asked) -> Told:
        told = asked.json
        if self.is_trial:
            return _no(403, 29, "Apps with Trial access may not create Pins in production")
        if told.get("board_id") not in self.boards:
            return _no(404, 40, "Board not found.")
        if wrong := _too_long(told) or self._wrong_source(told.get("media_source") or {}):
            return _no(400, 1, wrong)
        number = str(next(self._numbers))
        created = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}"  # noqa: TID251 - the fake server's own clock
        self.pins[number] = {**told, "id": number, "created_at": created, "is_owner": True}
        return Told(self.pins[number], 201)

    def _wrong_source(self, source: Mapping[str, Any]) -> str:
        match source.get("source_type"):
            case "image_base64":
                return _wrong_picture(source)
            case "multiple_image_base64":
                items = source.get("items", [])
                if not 2 <= len(items) <= 5:
                    return "items must have 2 to 5 pictures"
                return next(filter(None, map(_wrong_picture, items)), "")
            case "video_id":
                film = self.films.get(source.get("media_id", ""), {})
                covered = any(name.startswith("cover_image") for name in source)
                return (
                    ""
                    if film.get("status") == "succeeded" and covered
                    else "the film is not ready, or has no cover"
                )
            case _:
                return "media_source.source_type is missing"

    def _register(self, asked: Asked) -> Told:
        if asked.json.get("media_type") != "video":
            return _no(400, 1, "media_type")
        number = str(next(self._numbers))
        self.films[number] = {"status": "registered", "left": self.polls_left}
        told = {"key": f"uploads/{number}", "policy": "eyJ", "x-amz-signature": f"signed-{number}"}
        return Told(
            {
                "media_id": number,
                "media_type": "video",
                "upload_url": f"{self.url}/store",
                "upload_parameters": told,
            },
            201,
        )

    def _store(self, asked: Asked) -> Told:
        number = asked.form.get("key", "").rpartition("/")[2]
        signed = asked.form.get("x-amz-signature") == f"signed-{number}"
        if "authorization" in asked.headers or not signed or "file" not in asked.files:
            return Told(
                "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
                403,
                {"Content-Type": "application/xml"},
            )
        self.films[number].update(status="processing", body=asked.files["file"].body)
        return Told("", 204)

    def _film(self, _asked: Asked, number: str) -> Told:
        film = self.films.get(number)
        if film is None:
            return _no(404, 12, "Media not found")
        if film["status"] == "processing" and film["left"] == 0:
            film["status"] = "failed" if self.film_fails else "succeeded"
        film["left"] -= film["left"] > 0
        return Told({"media_id": number, "media_type": "video", "status": film["status"]})

    def _pin(self, _asked: Asked, number: str) -> Told:
        return Told(self.pins[number]) if number in self.pins else _no(404, 50, "Pin not found.")

    def _change(self, asked: Asked, number: str) -> Told:
        if number not in self.pins:
            return _no(404, 50, "Pin not found.")
        if wrong := _too_long(asked.json):
            return _no(400, 1, wrong)
        self.pins[number].update(asked.json)
        return Told(self.pins[number])

    def _remove(self, _asked: Asked, number: str) -> Told:
        return Told("", 204) if self.pins.pop(number, None) else _no(404, 50, "Pin not found.")

    def _analytics(self, asked: Asked, number: str) -> Told:
        if number not in self.pins:
            return _no(404, 50, "Pin not found.")
        today = datetime.now(UTC).date()  # noqa: TID251 - the fake server's own clock
        if date.fromisoformat(asked.query["start_date"]) < today - timedelta(days=90):
            return _no(400, 1, "start_date is more than 90 days back")
        wanted = asked.query["metric_types"].split(",")
        told = {"IMPRESSION": 240.0, "OUTBOUND_CLICK": 20, "SAVE": 8}
        ever = {"TOTAL_COMMENTS": 1, "TOTAL_REACTIONS": 12}
        return Told({"all": {
            "daily_metrics": [{"data_status": "ESTIMATE", "date": str(today), "metrics": told}],
            "summary_metrics": {name: count for name, count in told.items() if name in wanted},
            "lifetime_metrics": {name: count for name, count in ever.items() if name in wanted},
        }})  # fmt: skip


_CALLS = (
    ("GET", "/v5/user_account", "_account"),
    ("GET", "/v5/boards", "_boards"),
    ("GET", r"/v5/boards/(\d+)/pins", "_board_pins"),
    ("POST", "/v5/pins", "_make"),
    ("POST", "/v5/media", "_register"),
    ("GET", r"/v5/media/(\d+)", "_film"),
    ("GET", r"/v5/pins/(\d+)", "_pin"),
    ("PATCH", r"/v5/pins/(\d+)", "_change"),
    ("DELETE", r"/v5/pins/(\d+)", "_remove"),
    ("GET", r"/v5/pins/(\d+)/analytics", "_analytics"),
)


def _too_long(told: Mapping[str, Any]) -> str:
    return next(
        (
            f"{name} is too long"
            for name, most in _LONGEST.items()
            if len(told.get(name, "")) > most
        ),
        "",
    )


def _wrong_picture(item: Mapping[str, Any]) -> str:
    if item.get("content_type") not in {"image/jpeg", "image/png"}:
        return "content_type must be image/jpeg or image/png"
    return "" if base64.b64decode(item.get("data", ""), validate=True) else "data is missing"


def _no(status: int, code: int, message: str) -> Told:
    return Told({"code": code, "message": message}, status)


class PinterestStage(FakeStage):
    """One board of one account; a part carries a film, since that goes out in stages."""

    def __init__(self) -> None:
        self.server = PinServer()
        super().__init__(self.server)
        self.secrets: Mapping[str, str] = {"PINTEREST_TOKEN_BRAND": TOKEN}
        self.address = f"{self.server.url}/kopi_senja/kopi-susu/"

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        film = self.media.put(b"film", "kopi.mp4", mime="video/mp4")
        return Part(text=text, length=length, language="id", attachments=(Attachment(file=film),))

    def texts(self) -> Sequence[str]:
        return [one.get("description", "") for one in self.server.pins.values()]


def stage() -> PinterestStage:
    return PinterestStage()
