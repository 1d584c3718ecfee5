"""The calls of an incoming webhook to its one Slack channel. See `automation.domain.publishing.network.Network`."""

import hashlib
from collections.abc import Mapping

from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import OutcomeUnknown, Sent
from automation.http import Caller, Credential, Http, Line, PastedAddress, Repeat
from automation.language import mark
from automation.networks.slack.header import WEBHOOK, place_of
from automation.networks.slack.message import body_of, refuse_too_long
from automation.networks.slack.wire import judge_hook

_PATH = "/{credential}"


class SlackWebhook(Bare):
    """One channel, through a webhook, whose address is the secret.

    Slack answers “ok” and tells no id. That proves the post is out, so there is a receipt; its id
    is made of our own key, and its address is the channel's. Nothing can be asked about it later.
    """

    spec: NetworkSpec = WEBHOOK

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        place = place_of(channel)
        token = PastedAddress(
            secrets[WEBHOOK.secrets[0]], "/services/", network="Slack", channel=channel.id
        )
        caller = Caller(network=WEBHOOK.title, channel=channel.id, token=token, scheme="")
        self._line = Line(place.hooks, caller, http, judge_hook)
        self._page = f"{place.pages}/archives/{place.channel}"
        self._http = http
        self._media = media

    def check(self) -> ChannelCheck:
        """See that the webhook is there, by a message without text, which Slack refuses.

        Into which channel it writes is not told.
        """
        self._line.ask("check", "POST", _PATH, json={}, takes=frozenset({400}), plain=True)
        return ChannelCheck(account=self._page)

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Send one message, once.

        Raises:
            Rejected: also when the text is too long; nothing was sent then.
            OutcomeUnknown: it left, and what came back is not “ok”.
            Unsupported: it should answer another post, which a webhook cannot.
            ConfigError, NetworkError: a picture could not be put where Slack can fetch it.
        """
        if attempt.reply_to:
            self._refuse("answer a post")
        refuse_too_long(self._line, self.spec, part)
        body = body_of(
            part, [{"image_url": self._media.address(one.file)} for one in part.attachments]
        )
        attempt.go()
        answer = self._line.ask("publish", "POST", _PATH, Repeat.ONCE, json=body, plain=True)
        if answer.body.strip() != b"ok":
            self._line.fail(
                OutcomeUnknown, "publish",
                mark("Channel {channel} sent this to {network}, and what came back is no published post. It may be there."),
                mark("Do not send it again by hand. The post's owner looks on the channel and chooses the answer in the row."),
                sent=Sent.UNKNOWN,
            )  # fmt: skip
        return Receipt(
            network_id=hashlib.sha256(attempt.key.encode()).hexdigest()[:32],
            url=self._page,
            published_at=answer.sent_at or self._http.clock(),
        )
