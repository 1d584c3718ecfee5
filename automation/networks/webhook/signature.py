"""Signing an event as the Standard Webhooks specification has it. Pure."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime

from automation.errors import ConfigError
from automation.http import Sign
from automation.language import mark

_PREFIX = "whsec_"


def signer(clock: Callable[[], datetime], *, variable: str) -> Sign:
    """Return what signs each attempt with every secret; several stand with a blank between.

    `variable` is named when the secret is none.
    """

    def sign(secret: str, headers: Mapping[str, str], body: bytes) -> Mapping[str, str]:
        at = str(int(clock().timestamp()))
        signed = b".".join((headers["webhook-id"].encode(), at.encode(), body))
        keys = [_key(one, variable) for one in secret.split()]
        return {
            "webhook-timestamp": at,
            "webhook-signature": " ".join(f"v1,{_mac(key, signed)}" for key in keys),
        }

    return sign


def _mac(key: bytes, signed: bytes) -> str:
    return base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def _key(secret: str, variable: str) -> bytes:
    """Read a secret: base64, behind `whsec_` or without it.

    Raises:
        ConfigError: it is not base64.
    """
    try:
        return base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except binascii.Error:
        raise ConfigError(
            mark("{variable} holds no signing secret: one is whsec_ and base64 after it."),
            mark("Whoever manages the channel copies the receiver's secret into {variable}, then runs \"lembar doctor\"."),
            variable=variable,
        ) from None  # fmt: skip
