"""A bucket on this machine: objects, and signatures checked as the protocol's paper says.

Plays PUT, HEAD and GET of one object, path-style, Signature Version 4 in addresses: Amazon's, with
a secret, and Google's, with a service account's key. Does not play: signatures in headers, lists,
versions, parts.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html and
https://cloud.google.com/storage/docs/authentication/signatures (read 2026-11-22).
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import quote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from tests.wire.fake import Asked, Fake, Told

KEY_ID, SECRET = "AKIAKOPISENJA", "rahasia-kopi-senja"
BUCKET = "kopi-media"


class S3(Fake):
    """One bucket with one credential. `now` is the server's clock, None for “whenever it was signed”."""

    def __init__(self) -> None:
        super().__init__()
        self.objects: dict[str, tuple[bytes, str]] = {}
        self.may_look = True
        self.fails: list[int] = []
        """Statuses the next requests get."""
        self.now: datetime | None = None
        self.token = ""
        """What a credential that is lent must bring along."""
        self.robots: dict[str, RSAPublicKey] = {}
        """The public keys of Google's service accounts, by address."""

    def publishes(self, asked: Asked) -> bool:
        return False

    def answer(self, asked: Asked) -> Told:
        if self.fails:
            return _error(self.fails.pop(0), "SlowDown")
        if refusal := self._refusal(asked):
            return refusal
        bucket, _, key = asked.path.removeprefix("/").partition("/")
        if bucket != BUCKET:
            return _error(404, "NoSuchBucket")
        if asked.method == "PUT":
            self.objects[key] = (asked.body, asked.headers.get("content-type", ""))
            return Told("")
        return self._object(asked.method, key)

    def _object(self, method: str, key: str) -> Told:
        if method == "HEAD" and not self.may_look:
            return _error(403, "AccessDenied")
        if key not in self.objects:
            return _error(404, "NoSuchKey")
        body, mime = self.objects[key]
        return Told(body, headers={"Content-Type": mime})

    def _refusal(self, asked: Asked) -> Told | None:
        word = "Goog" if "X-Goog-Signature" in asked.query else "Amz"
        if f"X-{word}-Signature" not in asked.query:
            return _error(403, "AccessDenied")
        query = dict(asked.query)
        at, signature = query[f"X-{word}-Date"], query.pop(f"X-{word}-Signature")
        key_id, _, scope = query[f"X-{word}-Credential"].partition("/")
        told = _told(asked, query, query[f"X-{word}-SignedHeaders"])
        is_real = self._sealed if word == "Goog" else self._signed
        if not is_real(key_id, told, at, scope, signature):
            return _error(403, "SignatureDoesNotMatch")
        if query.get("X-Amz-Security-Token", "") != self.token:
            return _error(403, "InvalidToken")
        ends = datetime.strptime(at + "+0000", "%Y%m%dT%H%M%SZ%z") + timedelta(
            seconds=int(query[f"X-{word}-Expires"])
        )
        if self.now and self.now > ends:
            return _error(403, "AccessDenied")
        digest = asked.headers.get("content-md5")
        really = base64.b64encode(hashlib.md5(asked.body).digest()).decode()  # noqa: S324 - the protocol's
        return _error(400, "BadDigest") if digest not in (None, really) else None

    def _signed(self, key_id: str, told: str, at: str, scope: str, signature: str) -> bool:
        key = f"AWS4{SECRET}".encode()
        for step in scope.split("/"):
            key = hmac.digest(key, step.encode(), "sha256")
        wanted = hmac.digest(key, _to_sign("AWS4-HMAC-SHA256", at, scope, told), "sha256").hex()
        return (key_id, signature) == (KEY_ID, wanted)

    def _sealed(self, key_id: str, told: str, at: str, scope: str, signature: str) -> bool:
        if key_id not in self.robots or not scope.endswith("/storage/goog4_request"):
            return False
        to_sign = _to_sign("GOOG4-RSA-SHA256", at, scope, told)
        try:
            self.robots[key_id].verify(bytes.fromhex(signature), to_sign, PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return True


def _told(asked: Asked, query: Mapping[str, str], names: str) -> str:
    return "\n".join([
        asked.method,
        asked.path,
        "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in sorted(query.items())),
        *(f"{name}:{' '.join(asked.headers[name].split())}" for name in names.split(";")),
        "",
        names,
        "UNSIGNED-PAYLOAD",
    ])  # fmt: skip


def _to_sign(algorithm: str, at: str, scope: str, told: str) -> bytes:
    digest = hashlib.sha256(told.encode()).hexdigest()
    return f"{algorithm}\n{at}\n{scope}\n{digest}".encode()


def _error(status: int, code: str) -> Told:
    body = f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>No.</Message></Error>'
    return Told(body, status, {"Content-Type": "application/xml"})
