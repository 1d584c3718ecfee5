"""The address of an account on one of Meta's networks, as people write it. Pure."""

from collections.abc import Set
from urllib.parse import urlsplit

from automation.domain.team.channel import Channel, web_host
from automation.errors import ConfigError
from automation.language import mark

_NO_NAMES = frozenset({"pages", "people", "profile.php", "p"})


def account_at(channel: Channel, hosts: Set[str], network: str, example: str) -> str:
    """Return the account's name in a channel's address, without `@`; empty when it holds none.

    `hosts` are the network's, without `www.`; an address on this machine is a rehearsal's.

    Raises:
        ConfigError: it is no address there. It is not shown, since it may hold a password.
    """
    address = channel.address.strip()
    host = web_host(address).removeprefix("www.").removeprefix("m.")
    if (host not in hosts and not channel.is_rehearsal) or "@" in urlsplit(address).netloc:
        raise ConfigError(
            mark("The address of channel {channel} is not that of an account on {network}."),
            mark("Whoever manages the channel writes it as {example} in the channels tab."),
            channel=channel.id,
            network=network,
            example=example,
        )
    name = urlsplit(address).path.strip("/").partition("/")[0].removeprefix("@")
    return "" if name in _NO_NAMES else name


def host_for(channel: Channel, host: str, version: str) -> str:
    """Return where a version of the API is called: its own host, or a rehearsal's server."""
    return f"{channel.server if channel.is_rehearsal else host}/{version}"
