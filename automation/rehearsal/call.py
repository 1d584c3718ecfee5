"""One request and one answer, free of any HTTP library, so that handlers are plain functions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from automation.rehearsal.records import Account

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Header = tuple[str, str]

_FALSE = {"", "0", "f", "false", "off", "no", "n"}


class Refusal(Exception):
    """Ends a handler with an error answer in Mastodon's form, `{"error": …}`."""

    def __init__(self, status: int, error: str, *headers: Header) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
        self.headers = headers


def invalid(reason: str) -> Refusal:
    """Return the 422 by which Mastodon names what is wrong with a post."""
    return Refusal(422, f"Validation failed: {reason}")


def missing() -> Refusal:
    """Return the 404 for what does not exist or is not shown to this account."""
    return Refusal(404, "Record not found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back over the wire; with `breaks_off`, half of the body."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: tuple[Header, ...] = ()
    breaks_off: bool = False


class Silence(StrEnum):
    """The two ways of not answering."""

    CUT = "cut"
    FOREVER = "forever"


def json_answer(value: Json, status: int = 200, headers: tuple[Header, ...] = ()) -> Answer:
    """Return a JSON answer."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status=status, body=body, headers=headers)


def html_answer(body: bytes, status: int = 200, forms_to: str = "") -> Answer:
    """Return a page that may load nothing but our own styles and pictures.

    `forms_to` is where else a form of it may lead: browsers hold its redirect to that, too.
    """
    policy = "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'"
    policy = f"{policy} {forms_to}".strip()
    return Answer(
        status=status,
        body=body,
        content_type="text/html; charset=utf-8",
        headers=(("Content-Security-Policy", policy),),
    )


def refusal_answer(refusal: Refusal) -> Answer:
    """Return Mastodon's error entity."""
    return json_answer({"error": refusal.error}, refusal.status, refusal.headers)


@dataclass(frozen=True, slots=True)
class Form:
    """The parameters of a request, whether they came as query, form or JSON; lists end in `[]`."""

    values: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the parameter was sent, even empty."""
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """Return the last value sent under that name."""
        sent = self.values.get(name)
        return sent[-1] if sent else default

    def texts(self, name: str) -> tuple[str, ...]:
        """Return all values of a list; `name` and `name[]` are the same."""
        return tuple(self.values.get(f"{name}[]", ())) or tuple(self.values.get(name, ()))

    def flag(self, name: str) -> bool:
        """Read a yes or no as Mastodon does: everything but its false words is true."""
        return self.text(name).lower() not in _FALSE

    def number(self, name: str, default: int, maximum: int) -> int:
        """Return a whole number between 1 and the maximum."""
        sent = self.text(name)
        return max(1, min(int(sent), maximum)) if sent.isdecimal() else default


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart form."""

    filename: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request as handlers see it. `token` is empty when none was sent."""

    method: str
    path: str
    base_url: str
    form: Form
    files: Mapping[str, Upload]
    token: str = field(repr=False)
    idempotency_key: str
    account: Account | None
    scopes: tuple[str, ...] = ()
    accept_language: str = ""
    query: str = ""
    wants_page: bool = False

    @property
    def signed_in(self) -> Account:
        """The account of the token.

        Raises:
            Refusal: 401, there is none.
        """
        if self.account is None:
            raise Refusal(401, "The access token is invalid")
        return self.account
