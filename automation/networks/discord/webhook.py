"""The calls of a webhook to its one Discord channel. See `automation.domain.publishing.network.Network`."""

from collections.abc import Mapping
from functools import cached_property

from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import Gone, Unauthorized
from automation.http import Caller, Credential, Fields, Http, PastedAddress, Repeat
from automation.language import mark
from automation.networks.discord.bot import UPLOAD_S
from automation.networks.discord.header import WEBHOOK, place_of
from automation.networks.discord.message import (
    receipt_of,
    written,
)
from automation.networks.discord.wire import HEADERS, line_to
from automation.networks.discord.writer import Writer

_PATH = "/webhooks/{credential}"


class DiscordWebhook(Writer):
    """One text channel, through a webhook, whose address is the secret.

    It sees its own messages by their id alone: one whose answer was lost it cannot find.
    """

    spec: NetworkSpec = WEBHOOK

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._place = place_of(channel)
        self._token = PastedAddress(
            secrets[WEBHOOK.secrets[0]], "/webhooks/", network="Discord", channel=channel.id
        )
        caller = Caller(network=WEBHOOK.title, channel=channel.id, token=self._token, scheme="")
        self._line = line_to(self._place.api, caller, http)
        self._messages = f"{_PATH}/messages"
        self._media = media

    def check(self) -> ChannelCheck:
        """Say under which name the webhook writes.

        Raises:
            Unauthorized: also when it writes into another channel than the address says.
        """
        self._refuse_other_channel()
        return ChannelCheck(account=self._webhook.text("name"))

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Send one message, once, and wait for it to be kept, so that its id is told.

        Raises:
            Rejected: also when the text is too long; nothing was sent then.
            OutcomeUnknown: it left, and what came back is no message.
            MediaError: a file changed since it was checked.
            NotReady: reading the files took too long; nothing was sent.
            Unsupported: it should answer another post, which a webhook cannot.
        """
        if attempt.reply_to:
            self._refuse("answer a post")
        self._refuse_too_long(part)
        self._refuse_other_channel()
        more = written(part, self._media)
        attempt.go()
        answer = self._line.ask(
            "publish", "POST", _PATH, Repeat.ONCE,
            query={"wait": "true"}, headers=HEADERS, total_s=UPLOAD_S, **more,
        )  # fmt: skip
        return self._receipt(answer)

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of the webhook's own message at a pasted address."""
        number = self._place.message_at(address)
        if not number:
            return None
        try:
            return receipt_of(self._message(number, "look up"), self._place)
        except Gone:
            return None

    @cached_property
    def _webhook(self) -> Fields:
        return self._line.ask("check", "GET", _PATH, headers=HEADERS).fields

    def _refuse_other_channel(self) -> None:
        told = self._webhook.text("channel_id")
        if told and told != self._place.channel:
            self._line.fail(
                Unauthorized, "check",
                mark("The webhook of channel {channel} writes into another Discord channel than its address says."),
                mark("Whoever manages the channel corrects the address in the channels tab, or makes a webhook in the channel it names. {advice}"),
                advice=self._token.advice,
            )  # fmt: skip
