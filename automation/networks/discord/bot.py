"""The calls of a bot to one Discord channel. See `automation.domain.publishing.network.Network`."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta
from functools import cached_property

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.draft import Part
from automation.domain.content.likeness import NEARLY, likeness, skeleton
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Gone, Unavailable
from automation.http import Answer, Caller, Credential, Fields, Http, Json, Repeat, objects
from automation.language import mark
from automation.networks.discord.header import BOT, place_of
from automation.networks.discord.message import (
    is_before,
    receipt_of,
    same_frame,
    text_of,
    words_of,
    written,
)
from automation.networks.discord.wire import HEADERS, line_to
from automation.networks.discord.writer import Writer

SKEW = timedelta(minutes=2)
"""How far Discord's clock may differ from ours."""
UPLOAD_S = 300.0
_PAGE = 100
_MAX_PAGES = 20


class Discord(Writer):
    """One text channel, through a bot."""

    spec: NetworkSpec = BOT

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._place = place_of(channel)
        caller = Caller(
            network=BOT.title, channel=channel.id, token=secrets[BOT.secrets[0]], scheme="Bot"
        )
        self._line = line_to(self._place.api, caller, http)
        self._messages = f"/channels/{self._place.channel}/messages"
        self._http = http
        self._media = media

    def check(self) -> ChannelCheck:
        """Say which bot writes, and see that it is shown the channel.

        Which rights it has there is not told; one that is missing shows when a post is refused.
        """
        self._line.ask("check", "GET", f"/channels/{self._place.channel}", headers=HEADERS)
        return ChannelCheck(account=self._me.text("username"))

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Send one message, once, with a nonce by which Discord knows it for a few minutes.

        Raises:
            Rejected: also when the text is too long; nothing was sent then.
            OutcomeUnknown: it left, and what came back is no message.
            MediaError: a file changed since it was checked.
            NotReady: reading the files took too long; nothing was sent.
        """
        self._refuse_too_long(part)
        nonce = hashlib.sha256(attempt.key.encode()).hexdigest()[:25]
        more: dict[str, Json] = {"nonce": nonce, "enforce_nonce": True}
        if attempt.reply_to:
            more["message_reference"] = _above(attempt.reply_to.network_id)
        body = written(part, self._media, **more)
        attempt.go()
        answer = self._line.ask(
            "publish", "POST", self._messages, Repeat.ONCE,
            headers=HEADERS, total_s=UPLOAD_S, **body,
        )  # fmt: skip
        return self._receipt(answer)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through the channel's messages since the attempt began for our part.

        Raises:
            OutcomeUnknown: one much like it is there, or there are too many to read.
        """
        wanted, nearest = skeleton(part.text), None
        for message in self._since(attempt.begun_at - SKEW, "find"):
            ours = message.inside("author").text("id") == self._me.text("id")
            if (
                not ours
                or message.text("id") in known
                or not same_frame(message, part, attempt.reply_to)
            ):
                continue
            alike = likeness(wanted, words_of(message))
            if alike == 1:
                return receipt_of(message, self._place)
            nearest = message if alike >= NEARLY else nearest
        if nearest:
            self._line.refuse_alike(self._place.url_of(nearest.text("id")))
        return None

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own message at a pasted address."""
        number = self._place.message_at(address)
        if not number:
            return None
        try:
            message = self._message(number, "look up")
        except Gone:
            return None
        ours = message.inside("author").text("id") == self._me.text("id")
        return receipt_of(message, self._place) if ours else None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a message's reactions, of all kinds together; Discord tells no views."""
        message = self._message(receipt.network_id, "fetch numbers")
        return Numbers(likes=sum(one.count("count") or 0 for one in message.items("reactions")))

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return what people wrote in the channel, oldest first; bots and our own words are left out.

        Without the bot's Message Content Intent, Discord shows the words of those messages alone
        that mention the bot; the others are left out.
        """
        found = [
            message
            for message in self._since(since, "fetch messages")
            if message.inside("author").values.get("bot") is not True and message.text("content")
        ]
        return [self._told(message) for message in reversed(found)]

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a message below it, in the channel."""
        attempt.go()
        answer = self._line.ask(
            "reply", "POST", self._messages, Repeat.ONCE, headers=HEADERS,
            json={**text_of(Part(text=text)), "message_reference": _above(message.network_id)},
        )  # fmt: skip
        return self._receipt(answer)

    @cached_property
    def _me(self) -> Fields:
        return self._line.ask("check", "GET", "/users/@me", headers=HEADERS).fields

    def _since(self, moment: datetime, operation: str) -> Iterator[Fields]:
        """Yield the channel's messages since a moment, newest first."""
        query = {"limit": str(_PAGE)}
        for _ in range(_MAX_PAGES):
            answer = self._line.ask(
                operation, "GET", self._messages, query=dict(query), headers=HEADERS
            )
            page = self._whole(answer, operation)
            yield from (message for message in page if not is_before(message, moment))
            if len(page) < _PAGE or is_before(page[-1], moment):
                return
            query["before"] = page[-1].text("id")
        self._line.refuse_unread_posts(operation)

    def _whole(self, answer: Answer, operation: str) -> list[Fields]:
        """Return a page of messages; what is none must not pass for an empty one."""
        page = objects(answer.json)
        if not isinstance(answer.json, list) or not all(one.text("id") for one in page):
            self._line.fail(
                Unavailable, operation,
                mark("{network} answered channel {channel} with something else than was asked for."),
                mark("Nothing to do: the next run tries again."),
            )  # fmt: skip
        return page

    def _told(self, message: Fields) -> Message:
        author, number = message.inside("author"), message.text("id")
        named = any(one.text("id") == self._me.text("id") for one in message.items("mentions"))
        return Message(
            network_id=number,
            kind=MessageKind.MENTION if named else MessageKind.COMMENT,
            author=author.text("global_name") or author.text("username"),
            text=message.text("content"),
            at=message.time("timestamp") or self._http.clock(),
            answers=message.inside("message_reference").text("message_id"),
            url=self._place.url_of(number),
        )


def _above(message: str) -> dict[str, Json]:
    """Name the message that is answered; an answer whose message is gone is refused."""
    return {"message_id": message, "fail_if_not_exists": True}
