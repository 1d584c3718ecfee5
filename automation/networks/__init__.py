"""The networks Lembar knows, by name; a network's file is loaded when a channel needs it."""

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast
from urllib.parse import unquote

from automation.domain.content.media import MediaSource
from automation.domain.publishing.network import Network, NetworkSpec
from automation.domain.team.channel import Channel, web_host
from automation.errors import ConfigError
from automation.http import Credential, Http, refusal_in_lesson
from automation.language import mark
from automation.networks.overrides import Told, checked, overridden
from automation.settings import Settings

NETWORKS: Mapping[str, str] = {
    "bluesky": "automation.networks.bluesky:Bluesky",
    "discord": "automation.networks.discord.bot:Discord",
    "discord_webhook": "automation.networks.discord.webhook:DiscordWebhook",
    "facebook": "automation.networks.meta.facebook:Facebook",
    "google_business": "automation.networks.google_business:GoogleBusiness",
    "feed": "automation.networks.feed:Feed",
    "instagram": "automation.networks.meta.instagram:Instagram",
    "linkedin": "automation.networks.linkedin:LinkedIn",
    "mastodon": "automation.networks.mastodon:Mastodon",
    "pinterest": "automation.networks.pinterest:Pinterest",
    "reddit": "automation.networks.reddit:Reddit",
    "slack": "automation.networks.slack.bot:Slack",
    "slack_webhook": "automation.networks.slack.webhook:SlackWebhook",
    "telegram": "automation.networks.telegram:Telegram",
    "threads": "automation.networks.meta.threads:Threads",
    "tiktok": "automation.networks.tiktok:TikTok",
    "webhook": "automation.networks.webhook:Webhook",
    "wordpress": "automation.networks.wordpress:WordPress",
    "x": "automation.networks.x:X",
    "youtube": "automation.networks.youtube:YouTube",
    "tumblr": "automation.networks.tumblr:Tumblr",
}
"""Network name → class, imported when used."""

CredentialFor = Callable[[NetworkSpec, str, Channel], Credential]
"""Returns the credential for one secret of a network's header; a ConfigError where there is none."""


class Opener(Protocol):
    """What a network's class is: its header, and how it is made for one channel."""

    spec: NetworkSpec

    def __call__(
        self, channel: Channel, secrets: Mapping[str, Credential], http: Http, media: MediaSource
    ) -> Network:
        """Open the network for a channel; nothing is sent yet."""
        ...


def spec_of(name: str, limits: Told | None = None) -> NetworkSpec:
    """Return a network's header, with the team's own word on its limits.

    Raises:
        ConfigError: there is no network of that name, or no limit the team names.
    """
    return overridden(_opener(name).spec, limits or {})


def limits_in(settings: Settings) -> Told:
    """Read the team's limits file; nothing where none is set.

    Raises:
        ConfigError: it cannot be read, or does not say what a limits file says.
    """
    if not settings.limits:
        return {}
    import yaml

    try:
        read = yaml.safe_load(Path(settings.limits).read_bytes())
    except (OSError, yaml.YAMLError):
        raise ConfigError(
            mark("The limits file {file} cannot be read."),
            mark("Whoever runs Lembar corrects LEMBAR_LIMITS, or the file."),
            file=settings.limits,
        ) from None
    return checked(read, NETWORKS)


def open_network(
    channel: Channel,
    settings: Settings,
    http: Http,
    media: MediaSource,
    credential_for: CredentialFor | None = None,
    folder: Path = Path(),
) -> Network:
    """Return a channel's network, ready to be called. Nothing is sent yet.

    `credential_for` finds each secret its header names; without it they come from the environment.
    `folder` is the workbook's: what is a file lies there or below, also in a rehearsal.

    Raises:
        ConfigError: the network is unknown, its credential is not set, the channel's address is
            none of that network, or this is a rehearsal or a lesson and the address is not on
            this machine.
    """
    opener = _opener(channel.network)
    if settings.learning and not channel.is_rehearsal:
        raise refusal_in_lesson(channel.id)
    is_here = channel.is_rehearsal or (opener.spec.is_file and not web_host(channel.address))
    if settings.rehearsal_only and not is_here:
        raise ConfigError(
            mark("This is a rehearsal, and channel {channel} leads to a real network."),
            mark("Nothing was sent. A trainer puts the rehearsal network's address into the channels tab, or runs it without LEMBAR_REHEARSAL_ONLY."),
            channel=channel.id,
        )  # fmt: skip
    secrets: dict[str, Credential] = {
        name: credential_for(opener.spec, name, channel)
        if credential_for
        else settings.secret_for(name, channel.id)
        for name in opener.spec.secrets
    }
    if opener.spec.is_file:
        channel = replace(channel, address=_file_beside(folder, channel))
    network = opener(channel, secrets, http, media)
    limits = limits_in(settings)
    if limits.get(network.spec.name):
        network.spec = overridden(network.spec, limits)
    return network


def _file_beside(folder: Path, channel: Channel) -> str:
    """Return the path of a file that an address names, in the workbook's folder or below.

    An address that is none of a file is returned as it is, for the network to refuse.

    Raises:
        ConfigError: it lies elsewhere: who edits the workbook may not write all over the machine.
    """
    address = channel.address.strip()
    if found := re.fullmatch(r"file:(?://(?:localhost)?)?(?:/(?=[A-Za-z]:))?(.+)", address):
        address = unquote(found[1])
    if not address or "://" in address:
        return address
    root = Path(os.path.abspath(folder))  # noqa: PTH100 - a link the operator made is followed
    path = Path(os.path.normpath(root / address))
    if not path.is_relative_to(root):
        raise ConfigError(
            mark("The file of channel {channel} does not lie in the workbook's folder."),
            mark("Whoever manages the channel writes its path from there, such as feed/kopi.xml, in the channels tab."),
            channel=channel.id,
        )  # fmt: skip
    return str(path)


def _opener(name: str) -> Opener:
    path = NETWORKS.get(name.strip().casefold())
    if path is None:
        nearest = difflib.get_close_matches(name.casefold(), NETWORKS, n=1, cutoff=0.0)[0]
        raise ConfigError(
            mark("There is no network \"{name}\"."),
            mark("Did you mean {nearest}? Whoever manages the channel corrects it in the channels tab."),
            name=name, nearest=nearest,
        )  # fmt: skip
    module, _, attribute = path.partition(":")
    return cast("Opener", getattr(import_module(module), attribute))
