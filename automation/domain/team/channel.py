"""A channel: one account of ours on one network, and how its posts are approved (N3, N13)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from automation.domain.ids import ChannelId
from automation.domain.team.member import Role
from automation.domain.team.proof import Proof


class Policy(StrEnum):
    """The four approval policies."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"
    MULTI_LEVEL = "multi_level"


def is_loopback(host: str) -> bool:
    """Say whether a host name or number is this machine itself; no name but `localhost` is."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def web_host(address: str) -> str:
    """Return the host of an http(s) address; empty for anything else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in ("http", "https") else ""


_FILE = re.compile(
    r"(?:file:(?://(?:localhost)?)?/?)?(?:[A-Za-z]:)?[^:<>|?*\x00-\x1f]+\.(?:xml|atom)",
    re.IGNORECASE,
)


def names_file(address: str) -> bool:
    """Say whether an address is that of a feed: a path with its ending, `file:` before it or not."""
    return _FILE.fullmatch(address.strip()) is not None


_FRONTS = ("www.", "mobile.", "m.", "old.")
"""Names before a network's own under which it shows the same pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One account of ours. `levels` are the roles that may decide at each approval level, in order."""

    id: ChannelId
    network: str
    address: str = ""
    policy: Policy = Policy.REQUIRED
    levels: tuple[frozenset[Role], ...] = ()
    proof: Proof = Proof.DECLARED
    """How strongly it must be proven who approved."""
    posts_per_day: int | None = None
    timezone: ZoneInfo | None = None
    active: bool = True

    @property
    def needed_levels(self) -> int:
        """How many approvals, one a level, a post needs before it may go out here."""
        match self.policy:
            case Policy.NONE | Policy.OPTIONAL:
                return 0
            case Policy.REQUIRED:
                return 1
            case Policy.MULTI_LEVEL:
                return max(1, len(self.levels))

    @property
    def is_rehearsal(self) -> bool:
        """Whether the address is on this machine itself: nothing published there is public."""
        return is_loopback(web_host(self.address))

    @property
    def server(self) -> str:
        """Where the address leads, as `https://host:port`; empty when it is no web address.

        `@name@host`, as people write addresses of the fediverse, leads to its host.
        """
        address = self.address.strip()
        if address.startswith("@") and address.count("@") == 2:
            return f"https://{address.rpartition('@')[2]}"
        if not web_host(address):
            return ""
        parts = urlsplit(address)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"

    def roles_at(self, level: int) -> frozenset[Role]:
        """Return the roles that may decide at a level (1 is first); none set means managers."""
        if level <= len(self.levels) and self.levels[level - 1]:
            return self.levels[level - 1]
        return frozenset({Role.MANAGER, Role.FINAL})

    def path_on(self, *hosts: str) -> str | None:
        """Return the path of the address when it leads to one of these hosts, or to this machine.

        `https://` may be left out, as people do. None: it leads elsewhere, or holds a password.
        """
        address = self.address.strip()
        try:
            parts = urlsplit(address if "://" in address else f"https://{address}")
            host = parts.hostname or ""
        except ValueError:
            return None
        if self.is_rehearsal:
            return parts.path.strip("/")
        if "@" in parts.netloc or parts.scheme != "https":
            return None
        for front in _FRONTS:
            host = host.removeprefix(front)
        return parts.path.strip("/") if host in hosts else None
