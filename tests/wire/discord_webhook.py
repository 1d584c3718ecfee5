"""The same Discord channel, through its webhook."""

from collections.abc import Mapping

from tests.wire.discord import HOOK, SECRET, DiscordStage


class WebhookStage(DiscordStage):
    """One text channel, through the webhook, whose pasted address is the secret."""

    def __init__(self) -> None:
        super().__init__()
        self.secrets: Mapping[str, str] = {
            "DISCORD_WEBHOOK_SECRET_BRAND": f"https://discord.com/api/webhooks/{HOOK}/{SECRET}"
        }


def stage() -> WebhookStage:
    return WebhookStage()
