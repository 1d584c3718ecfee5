"""Signs addresses of objects in a bucket: as Amazon S3 and all that speak its language check them, and as Google does. Pure.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html and
https://cloud.google.com/storage/docs/authentication/signatures (read 2026-11-22).
"""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import quote, urlsplit

_PLAIN = "-_.~"


class Signs(Protocol):
    """Who lets others open one object of a bucket."""

    def signed(self, method: str, address: str, *, at: datetime, for_s: int) -> str:
        """Return an address that opens one object for one method, for some seconds from `at`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """A key for one region. `token` is that of a key lent for hours."""

    key_id: str
    secret: str = field(repr=False)
    region: str
    token: str = field(default="", repr=False)

    def signed(self, method: str, address: str, *, at: datetime, for_s: int) -> str:
        """Return an address that opens one object for one method, for some seconds from `at`."""
        more = {"X-Amz-Security-Token": self.token} if self.token else {}
        place = f"{self.region}/s3/aws4_request"
        way = _Way("AWS4-HMAC-SHA256", "X-Amz", self.key_id, place, self._sign, more)
        return _signed(way, method, address, at=at, for_s=for_s)

    def _sign(self, to_sign: str, scope: str) -> str:
        key = f"AWS4{self.secret}".encode()
        for step in scope.split("/"):
            key = hmac.digest(key, step.encode(), "sha256")
        return hmac.digest(key, to_sign.encode(), "sha256").hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoogleSigner:
    """A Google service account; `seal` signs with its key (RSA, SHA-256)."""

    email: str
    seal: Callable[[bytes], bytes] = field(repr=False)

    def signed(self, method: str, address: str, *, at: datetime, for_s: int) -> str:
        """Return an address that opens one object for one method, for some seconds from `at`."""
        way = _Way(
            "GOOG4-RSA-SHA256", "X-Goog", self.email, "auto/storage/goog4_request", self._sign
        )
        return _signed(way, method, address, at=at, for_s=for_s)

    def _sign(self, to_sign: str, _scope: str) -> str:
        return self.seal(to_sign.encode()).hex()


@dataclass(frozen=True, slots=True)
class _Way:
    """What differs between those who check. `sign` is given what is signed, and its scope."""

    algorithm: str
    prefix: str
    key_id: str
    place: str
    sign: Callable[[str, str], str]
    more: Mapping[str, str] = field(default_factory=dict)


def _signed(way: _Way, method: str, address: str, *, at: datetime, for_s: int) -> str:
    parts, moment = urlsplit(address), at.astimezone(UTC)
    scope, signed_at = f"{moment:%Y%m%d}/{way.place}", f"{moment:%Y%m%dT%H%M%SZ}"
    query = {
        f"{way.prefix}-Algorithm": way.algorithm,
        f"{way.prefix}-Credential": f"{way.key_id}/{scope}",
        f"{way.prefix}-Date": signed_at,
        f"{way.prefix}-Expires": str(for_s),
        **way.more,
        f"{way.prefix}-SignedHeaders": "host",
    }
    canonical = (
        f"{method}\n{parts.path}\n{_written(query)}\nhost:{parts.netloc}\n\nhost\nUNSIGNED-PAYLOAD"
    )
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    signature = way.sign(f"{way.algorithm}\n{signed_at}\n{scope}\n{digest}", scope)
    return f"{address}?{_written(query)}&{way.prefix}-Signature={signature}"


def _written(query: Mapping[str, str]) -> str:
    return "&".join(f"{name}={quote(query[name], safe=_PLAIN)}" for name in sorted(query))
