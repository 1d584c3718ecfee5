"""Signs addresses of objects in a bucket, as Amazon S3 and all that speak its language check them. Pure.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html (read 2026-11-22).
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

_ALGORITHM = "AWS4-HMAC-SHA256"
_PLAIN = "-_.~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs: a credential for one region. `token` is that of a credential lent for hours."""

    key_id: str
    secret: str = field(repr=False)
    region: str
    token: str = field(default="", repr=False)

    def signed(self, method: str, address: str, *, at: datetime, for_s: int) -> str:
        """Return an address that opens one object for one method, for some seconds from `at`."""
        parts, moment = urlsplit(address), at.astimezone(UTC)
        scope = f"{moment:%Y%m%d}/{self.region}/s3/aws4_request"
        query = {
            "X-Amz-Algorithm": _ALGORITHM,
            "X-Amz-Credential": f"{self.key_id}/{scope}",
            "X-Amz-Date": f"{moment:%Y%m%dT%H%M%SZ}",
            "X-Amz-Expires": str(for_s),
            **({"X-Amz-Security-Token": self.token} if self.token else {}),
            "X-Amz-SignedHeaders": "host",
        }
        canonical = f"{method}\n{parts.path}\n{_written(query)}\nhost:{parts.netloc}\n\nhost\nUNSIGNED-PAYLOAD"
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        to_sign = f"{_ALGORITHM}\n{query['X-Amz-Date']}\n{scope}\n{digest}"
        key = f"AWS4{self.secret}".encode()
        for step in scope.split("/"):
            key = hmac.digest(key, step.encode(), "sha256")
        signature = hmac.digest(key, to_sign.encode(), "sha256").hex()
        return f"{address}?{_written(query)}&X-Amz-Signature={signature}"


def _written(query: Mapping[str, str]) -> str:
    return "&".join(f"{name}={quote(query[name], safe=_PLAIN)}" for name in sorted(query))
