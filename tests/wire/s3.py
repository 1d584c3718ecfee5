"""A bucket on this machine: objects, and signatures checked as the protocol's paper says.

Plays PUT, HEAD and GET of one object, path-style, Signature Version 4 in addresses.
Does not play: signatures in headers, lists, versions, parts.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html (read 2026-11-22).
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import quote

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
        if "X-Amz-Signature" not in asked.query:
            return _error(403, "AccessDenied")
        query = dict(asked.query)
        signature = query.pop("X-Amz-Signature")
        key_id, _, scope = query["X-Amz-Credential"].partition("/")
        at, names = query["X-Amz-Date"], query["X-Amz-SignedHeaders"]
        wanted = _signature(asked, query, names, "UNSIGNED-PAYLOAD", at, scope)
        if (key_id, signature) != (KEY_ID, wanted):
            return _error(403, "SignatureDoesNotMatch")
        ends = datetime.strptime(at + "+0000", "%Y%m%dT%H%M%SZ%z") + timedelta(
            seconds=int(query["X-Amz-Expires"])
        )
        if self.now and self.now > ends:
            return _error(403, "AccessDenied")
        told = asked.headers.get("content-md5")
        really = base64.b64encode(hashlib.md5(asked.body).digest()).decode()  # noqa: S324 - the protocol's
        return _error(400, "BadDigest") if told not in (None, really) else None


def _signature(
    asked: Asked, query: Mapping[str, str], names: str, payload: str, at: str, scope: str
) -> str:
    date, region, service, end = scope.split("/")
    canonical = "\n".join([
        asked.method,
        asked.path,
        "&".join(f"{quote(k, safe='-_.~')}={quote(v, safe='-_.~')}" for k, v in sorted(query.items())),
        *(f"{name}:{' '.join(asked.headers[name].split())}" for name in names.split(";")),
        "",
        names,
        payload,
    ])  # fmt: skip
    to_sign = f"AWS4-HMAC-SHA256\n{at}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = f"AWS4{SECRET}".encode()
    for step in (date, region, service, end):
        key = hmac.digest(key, step.encode(), "sha256")
    return hmac.digest(key, to_sign.encode(), "sha256").hex()


def _error(status: int, code: str) -> Told:
    body = f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>No.</Message></Error>'
    return Told(body, status, {"Content-Type": "application/xml"})
