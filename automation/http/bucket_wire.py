"""Puts large files where an address already says who may: objects in buckets.

Each request may be repeated: putting the same object there twice leaves one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

import httpx

from automation.http.client import Pace
from automation.http.tls import tls_context

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_CHUNK_BYTES = 256 * 1024
_CODE = re.compile(r"<Code>(\w{1,60})</Code>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a bucket said. `status` is None when no answer came; `code` is its word for a refusal."""

    status: int | None = None
    byte_count: int | None = None
    code: str = ""

    @property
    def is_passing(self) -> bool:
        """Whether the same request may succeed later."""
        return self.status is None or self.status in _PASSING


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectWire:
    """How patient we are with a bucket, in seconds."""

    pace: Pace = field(default_factory=Pace)
    attempts: int = 3
    silence_s: float = 60.0
    first_wait_s: float = 0.5

    def ask(
        self, method: str, address: str, body: BinaryIO | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:  # fmt: skip
        """Send a request, again while that may help; the body is wound back before each."""
        reply = self._once(method, address, body, headers or {})
        for nth in range(1, self.attempts):
            if not reply.is_passing:
                break
            self.pace.sleep(self.pace.chance() * self.first_wait_s * 2.0**nth)
            reply = self._once(method, address, body, headers or {})
        return reply

    def _once(
        self, method: str, address: str, body: BinaryIO | None, headers: Mapping[str, str]
    ) -> Reply:
        if body is not None:
            body.seek(0)
        try:
            with httpx.Client(verify=tls_context(), trust_env=False) as client:
                response = client.request(
                    method, address, content=_chunks(body) if body else None, headers=headers,
                    timeout=self.silence_s,
                )  # fmt: skip
        except httpx.HTTPError:
            return Reply()
        length = response.headers.get("content-length", "")
        code = _CODE.search(response.text[:2000])
        return Reply(
            status=response.status_code,
            byte_count=int(length) if length.isdecimal() else None,
            code=code[1] if code else "",
        )


def _chunks(body: BinaryIO) -> Iterator[bytes]:
    while chunk := body.read(_CHUNK_BYTES):
        yield chunk
