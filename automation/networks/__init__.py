"""The networks Lembar knows, by name; a network's file is loaded when a channel needs it."""

import difflib
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Protocol, cast

from automation.domain.content.media import MediaSource
from automation.domain.publishing.network import Network, NetworkSpec
from automation.domain.team.channel import Channel
from automation.errors import ConfigError
from automation.http import Credential, Http
from automation.language import mark
from automation.settings import Settings

NETWORKS: Mapping[str, str] = {
    "bluesky": "automation.networks.bluesky:Bluesky",
    "discord": "automation.networks.discord.bot:Discord",
    "discord_webhook": "automation.networks.discord.webhook:DiscordWebhook",
    "facebook": "automation.networks.meta.facebook:Facebook",
    "google_business": "automation.networks.google_business:GoogleBusiness",
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


def spec_of(name: str) -> NetworkSpec:
    """Return a network's header.

    Raises:
        ConfigError: there is no network of that name.
    """
    return _opener(name).spec


def open_network(
    channel: Channel,
    settings: Settings,
    http: Http,
    media: MediaSource,
    credential_for: CredentialFor | None = None,
) -> Network:
    """Return a channel's network, ready to be called. Nothing is sent yet.

    `credential_for` finds each secret its header names; without it they come from the environment.

    Raises:
        ConfigError: the network is unknown, its credential is not set, the channel's address is
            none of that network, or this is a rehearsal and the address is not on this machine.
    """
    opener = _opener(channel.network)
    if settings.rehearsal_only and not channel.is_rehearsal:
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
    return opener(channel, secrets, http, media)


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
