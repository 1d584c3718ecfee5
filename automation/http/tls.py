"""Whom we trust: the certificate authorities of `certifi`, loaded once a process."""

import ssl
from functools import lru_cache

import httpx


@lru_cache(maxsize=1)
def tls_context() -> ssl.SSLContext:
    """Return the one TLS context; making it costs more than a request on this machine."""
    return httpx.create_ssl_context(trust_env=False)
