"""The events told to one receiver. See `automation.domain.publishing.network.Network`."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import Unauthorized
from automation.http import Answer, Caller, Credential, Http, Json, Line, Repeat, Request, Verdict
from automation.language import mark
from automation.networks.webhook.header import SPEC, address_of
from automation.networks.webhook.signature import signer


class Webhook(Bare):
    """One receiver. What it does with an event is its own affair; a 2xx says that it has it."""

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._address = address_of(channel)
        token = secrets[SPEC.secrets[0]]
        caller = Caller(
            network=SPEC.title, channel=channel.id, token=token, scheme="",
            sign=signer(http.clock, variable=token.name),
        )  # fmt: skip
        self._line = Line(self._address, caller, http, judge)
        self._http = http
        self._media = media

    def check(self) -> ChannelCheck:
        """Tell the receiver an event `channel.check`, which it only has to take.

        Raises:
            Unauthorized: it does not take our signature, or wants no more events.
        """
        at = self._http.clock()
        self._tell("check", "channel.check", at, {}, key=at.isoformat())
        return ChannelCheck(account=self._address.partition("?")[0])

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Tell `post.published`, under an id that is the same whenever the part is sent again.

        The event is repeated while the receiver is out of reach; it knows it by the id.

        Raises:
            Rejected: also when the text is too long; nothing was sent then.
            OutcomeUnknown: no answer came that says whether it has the event.
            ConfigError, NetworkError: a file could not be put where the receiver can fetch it.
        """
        self._line.refuse_too_long(part.length, self.spec.text.max)
        post = _id_of(attempt.key)
        data = {**self._data(part), "id": post}
        if attempt.reply_to:
            data["in_reply_to"] = attempt.reply_to.network_id
        attempt.go()
        answer = self._tell("publish", "post.published", attempt.begun_at, data, key=attempt.key)
        url = answer.fields.text("url")
        shown = url if url.startswith(("https://", "http://")) else self._address
        return Receipt(network_id=post, url=shown, published_at=attempt.begun_at)

    def delete(self, receipt: Receipt) -> None:
        """Tell `post.deleted`; a receiver that never had the post takes it as well."""
        data: dict[str, Json] = {"id": receipt.network_id}
        key = f"{receipt.network_id}/deleted"
        self._tell("delete", "post.deleted", self._http.clock(), data, key=key)

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Tell `post.updated` with the post as it is now."""
        self._line.refuse_too_long(part.length, self.spec.text.max)
        at = self._http.clock()
        data = {**self._data(part), "id": receipt.network_id}
        key = f"{receipt.network_id}/{at.isoformat()}"
        self._tell("edit", "post.updated", at, data, key=key)
        return receipt

    def _tell(
        self, operation: str, event: str, at: datetime, data: Mapping[str, Json], *, key: str
    ) -> Answer:
        body = {"type": event, "timestamp": at.isoformat(), "data": data}
        return self._line.ask(
            operation, "POST", "", Repeat.KEYED,
            body=json.dumps(body, ensure_ascii=False).encode(),
            headers={"Content-Type": "application/json", "webhook-id": _id_of(key)}, plain=True,
        )  # fmt: skip

    def _data(self, part: Part) -> dict[str, Json]:
        """Return a post as receivers read it; what is empty is left out."""
        data: dict[str, Json] = {
            "text": part.text,
            "language": part.language,
            "content_warning": part.content_warning,
            "media": [
                {
                    "url": self._media.address(one.file),
                    "type": one.file.mime,
                    "alt_text": one.alt_text,
                }
                for one in part.attachments
            ],
        }
        return {name: value for name, value in data.items() if value}


def judge(_request: Request, answer: Answer) -> Verdict | None:
    """Say what an answer means; None leaves it to the status. 410 asks for no more events."""
    if answer.status != 410:
        return None
    return Verdict(
        kind=Unauthorized,
        what=mark("The receiver of channel {channel} wants no more events (410)."),
        fix=mark("Whoever manages the channel switches it off in the channels tab, or asks the receiver's people."),
    )  # fmt: skip


def _id_of(key: str) -> str:
    return f"msg_{hashlib.sha256(key.encode()).hexdigest()[:32]}"
