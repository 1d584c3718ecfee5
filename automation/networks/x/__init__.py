"""X, by its API v2.

X takes no key that tells a request from its repetition, but it refuses a text that stands there
already; `find` reads our own posts back. Every call costs money: what one post costs is in the
header, and said before anybody approves it.

Source: https://docs.x.com/x-api (xdevplatform/docs at 2871328, openapi.json 2.167, read 2026-11-21).
"""

from automation.networks.x.header import SPEC
from automation.networks.x.network import X

__all__ = ["SPEC", "X"]
