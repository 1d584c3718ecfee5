"""Hides known secrets in text and in notebooks, in each form a library may have given them."""

import base64
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from typing import cast
from urllib.parse import quote, quote_plus

from automation.notebook_engine.result import Json

HIDDEN = "***"

_LINE_MIN = 12  # of a secret of several lines (a PEM key), lines this long are hidden alone
_BASE64_MIN = 6  # shorter secrets would hide innocent letters of encoded pictures
_HEAD_MIN = 8  # of a secret cut short with an ellipsis, as tables do, this many give it away
_HEAD_MAX = 60
_SECRET_BY_ITS_FORM = (
    r"ya29\.[A-Za-z0-9_.-]{8,}",  # Google's access tokens: made in the kernel, known to nobody else
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?!-----END).)*(?:-----END [A-Z ]*PRIVATE KEY-----)?",
)
_BINARY = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")


class Scrubber:
    """Replaces every known secret, and whatever has the form of a Google secret, with `***`.

    `more` tells secrets that came to be since, such as a token renewed in mid-run; what it has
    told once stays known.
    """

    def __init__(
        self, secrets: Iterable[str], more: Callable[[], Iterable[str]] = lambda: ()
    ) -> None:
        self._secrets = frozenset(secrets)
        self._more = more
        self._learn(self._secrets)

    def look_again(self) -> None:
        """Learn the secrets that came to be since."""
        known = self._secrets.union(self._more())
        if known != self._secrets:
            self._secrets = known
            self._learn(known)

    def _learn(self, secrets: Iterable[str]) -> None:
        known = {part for secret in secrets for part in _parts(secret)}
        forms = {form for part in known for form in _forms(part)}
        patterns = [re.escape(form) for form in sorted(forms, key=len, reverse=True)]
        patterns += [_cut_short(part) for part in sorted(known) if len(part) > 2 * _HEAD_MIN]
        self._pattern = re.compile("|".join([*patterns, *_SECRET_BY_ITS_FORM]), re.DOTALL)

    def holds_secret(self, text: str) -> bool:
        """Whether any form of a known secret stands in the text."""
        return self._pattern.search(text) is not None

    def text(self, text: str) -> str:
        """Return the text without secrets."""
        return self._pattern.sub(HIDDEN, text)

    def value(self, value: Json) -> Json:
        """Return a JSON value without secrets, in its texts and in its keys."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.value(entry) for entry in value]
        if isinstance(value, dict):
            return {self.text(key): self.value(entry) for key, entry in value.items()}
        return value

    def output(self, output: MutableMapping[str, object]) -> None:
        """Scrub one output of a cell in place; its kind and its MIME types stay as they are."""
        for key in ("text", "ename", "evalue", "traceback", "metadata"):
            if key in output:
                output[key] = self.value(cast("Json", output[key]))
        data = cast("MutableMapping[str, Json]", output.get("data", {}))
        for mime in data:
            if mime not in _BINARY:
                data[mime] = self.value(data[mime])


def _parts(secret: str) -> Iterator[str]:
    whole = secret.strip()
    if whole:
        yield whole
    lines = [line.strip() for line in whole.splitlines()]
    if len(lines) > 1:
        yield from (line for line in lines if len(line) >= _LINE_MIN)


def _forms(secret: str) -> Iterator[str]:
    yield secret
    for quoted in (quote(secret), quote(secret, safe=""), quote_plus(secret)):
        yield quoted
        yield re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), quoted)
    yield html.escape(secret)
    yield html.escape(secret, quote=False)
    for escaped in (json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]):
        yield escaped
        yield json.dumps(escaped)[1:-1]
    yield repr(secret)[1:-1]
    yield ascii(secret)[1:-1]
    if len(secret) >= _BASE64_MIN:
        yield from _base64_forms(secret.encode())


def _base64_forms(secret: bytes) -> Iterator[str]:
    """Yield what stays the same in Base64 wherever the secret stands in a longer text."""
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + secret)
        whole = (before + len(secret)) // 3 * 4  # letters that no later byte can change
        core = encoded[-(-before * 8 // 6) : whole].decode()
        yield core
        yield core.replace("+", "-").replace("/", "_")


def _cut_short(secret: str) -> str:
    """Return a pattern for the secret's beginning followed by an ellipsis."""
    head, tail = secret[:_HEAD_MIN], secret[_HEAD_MIN:_HEAD_MAX]
    longer = "".join(f"(?:{re.escape(letter)}" for letter in tail) + ")?" * len(tail)
    return f"{re.escape(head)}{longer}(?=\\.\\.\\.|…)"
