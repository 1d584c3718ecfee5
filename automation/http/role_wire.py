"""Asks the machine it runs on for the key that its role is lent: containers, and virtual machines of Amazon.

Only addresses that cannot leave the machine or its own link are asked in clear text, whatever the
variables say. A machine that lends nothing answers within a second, or not at all.

Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html and
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html (read 2026-11-22).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

import httpx

from automation.domain.team.channel import is_loopback
from automation.http.tls import tls_context

_CONTAINERS = "http://169.254.170.2"
_INSTANCES = "http://169.254.169.254"
_OF_EKS = ip_address("fd00:ec2::23")
_ROLE = "/latest/meta-data/iam/security-credentials/"
_OLDEST_S = "300"
"""How long the pass to an instance's own data lasts, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWire:
    """How patient we are with the machine, in seconds: it is near, or not there."""

    patience_s: float = 1.0

    def lent(self, found: Mapping[str, str], *, asks_machine: bool) -> Mapping[str, str] | None:
        """Return `key_id`, `secret` and `token`; None where nobody lends them.

        `found` is the environment. A container says in it whom to ask; an instance does not, so it
        is asked only where `asks_machine`, or where its address is set.
        """
        with httpx.Client(verify=tls_context(), trust_env=False, timeout=self.patience_s) as client:
            try:
                return _keys_in(_asked(client, found, asks_machine=asks_machine))
            except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
                return None


def _asked(
    client: httpx.Client, found: Mapping[str, str], *, asks_machine: bool
) -> httpx.Response | None:
    relative = found.get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "").strip()
    whole = found.get("AWS_CONTAINER_CREDENTIALS_FULL_URI", "").strip()
    if relative or whole:
        return _container(client, f"{_CONTAINERS}{relative}" if relative else whole, found)
    own = found.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "").strip().rstrip("/")
    if found.get("AWS_EC2_METADATA_DISABLED", "").strip().lower() == "true":
        return None
    return _instance(client, own or _INSTANCES) if own or asks_machine else None


def _container(
    client: httpx.Client, address: str, found: Mapping[str, str]
) -> httpx.Response | None:
    if not _may_ask(address):
        return None
    token = found.get("AWS_CONTAINER_AUTHORIZATION_TOKEN", "").strip()
    if file := found.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "").strip():
        token = Path(file).read_text("utf-8").strip()
    return client.get(address, headers={"Authorization": token} if token else {})


def _instance(client: httpx.Client, base: str) -> httpx.Response | None:
    if not _may_ask(base):
        return None
    passed = client.put(
        f"{base}/latest/api/token", headers={"X-aws-ec2-metadata-token-ttl-seconds": _OLDEST_S}
    )
    if passed.status_code != 200:
        return None
    headers = {"X-aws-ec2-metadata-token": passed.text}
    role = client.get(f"{base}{_ROLE}", headers=headers)
    name = role.text.strip().partition("\n")[0]
    if role.status_code != 200 or not name:
        return None
    return client.get(f"{base}{_ROLE}{quote(name, safe='')}", headers=headers)


def _may_ask(address: str) -> bool:
    """Say whether an address is https, or cannot leave this machine and its own link."""
    url = httpx.URL(address)
    if url.scheme == "https" or (url.scheme == "http" and is_loopback(url.host)):
        return True
    try:
        number = ip_address(url.host)
    except ValueError:
        return False
    return url.scheme == "http" and (number.is_link_local or number == _OF_EKS)


def _keys_in(answer: httpx.Response | None) -> Mapping[str, str] | None:
    if answer is None or answer.status_code != 200:
        return None
    told = answer.json()
    names = {"key_id": "AccessKeyId", "secret": "SecretAccessKey", "token": "Token"}
    found = {name: str(told.get(theirs) or "") for name, theirs in names.items()}
    return found if found["key_id"] and found["secret"] else None
