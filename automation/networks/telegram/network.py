"""The calls to one Telegram channel. See `automation.domain.publishing.network.Network`."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.limits import Field
from automation.domain.publishing.network import Capability, ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import Gone, OutcomeUnknown, Rejected, Sent
from automation.http import Answer, Caller, Credential, Fields, Http, Repeat, objects
from automation.language import mark
from automation.networks.telegram.discussion import Discussion
from automation.networks.telegram.header import SPEC, Place, place_of
from automation.networks.telegram.sending import files_of, form_of, method_of
from automation.networks.telegram.updates import (
    PAGE,
    at_of,
    messages_in,
    stored_before,
)
from automation.networks.telegram.wire import Wire, path_of

UPLOAD_S = 900.0
"""How long sending files may take, in seconds."""
_SAME = "message is not modified"


class Telegram(Bare):
    """One channel or group, through a bot.

    A receipt's id is the message's number in the chat; of an album, all of them joined by commas;
    of a comment it begins with the discussion group's and a slash.
    """

    spec: NetworkSpec = SPEC

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._place = place_of(channel)
        caller = Caller(
            network=SPEC.title, channel=channel.id, token=secrets[SPEC.secrets[0]], scheme=""
        )
        self._wire = Wire(self._place.server, caller, http)
        self._http = http
        self._media = media

    def limits(self) -> NetworkSpec:
        """Return the spec; a channel without a discussion group takes no first comment."""
        if self._group:
            return self.spec
        return replace(self.spec, can=self.spec.can - {Capability.FIRST_COMMENT})

    def check(self) -> ChannelCheck:
        """Say which channel the bot writes to, and whether it may. A bot's token does not expire."""
        chat = self._chat
        member = self._wire.read_fields(
            "check", "getChatMember", chat_id=self._place.chat, user_id=self._bot.text("id")
        )
        followers = self._wire.read("check", "getChatMemberCount", chat_id=self._place.chat)
        name = chat.text("username")
        return ChannelCheck(
            account=f"@{name}" if name else chat.text("title"),
            missing_rights=_missing_rights(chat, member),
            followers=followers if isinstance(followers, int) else None,
        )

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Send one message, or one album, once; files go along with it.

        A first comment goes into the discussion group, below the copy of the post there.

        Raises:
            Rejected: also when the text is too long; nothing was sent then.
            OutcomeUnknown: it left, and what came back is no message.
            MediaError: a file changed since it was checked.
            NotReady: reading the files took too long, or the discussion group does not show the
                post yet; nothing was sent.
        """
        self._refuse_too_long(part)
        if part.is_comment and attempt.reply_to and self._chat.text("type") == "channel":
            return self._comment(part, attempt, attempt.reply_to)
        files = files_of(part.attachments, self._media)
        above = attempt.reply_to.network_id.partition(",")[0] if attempt.reply_to else ""
        attempt.go()
        answer = self._wire.ask(
            "publish", "POST", path_of(method_of(part)), repeat=Repeat.ONCE,
            form=form_of(part, self._place.chat, above), files=files, total_s=UPLOAD_S,
        )  # fmt: skip
        return self._receipt(answer, self._place)

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of the post at a pasted address of this channel.

        A bot cannot read a post back, so that it is there, and ours, is the person's word; its
        time is when it was pasted.
        """
        post = self._place.post_at(address.strip())
        if not post:
            return None
        return Receipt(
            network_id=post, url=self._place.url_of(post), published_at=self._http.clock()
        )

    def delete(self, receipt: Receipt) -> None:
        """Remove our post, of an album every file; what is gone already is no error.

        Raises:
            Rejected: it is older than 48 hours, and the bot lacks the right to delete messages.
        """
        chat, posts = self._spot(receipt)
        for post in posts:
            with suppress(Gone):
                self._wire.ask(
                    "delete", "POST", path_of("deleteMessage"), repeat=Repeat.KEYED,
                    form={"chat_id": chat, "message_id": post}, names_post=True,
                )  # fmt: skip

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a post's text, or the caption of its files; a text that is the same stays."""
        self._refuse_too_long(part)
        method, name = (
            ("editMessageCaption", "caption") if part.attachments else ("editMessageText", "text")
        )
        chat, posts = self._spot(receipt)
        form = {"chat_id": chat, "message_id": posts[0], name: part.text}
        try:
            self._wire.ask(
                "edit", "POST", path_of(method), repeat=Repeat.KEYED, form=form, names_post=True
            )
        except Rejected as error:
            if _SAME not in str(error):
                raise
        return receipt

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return what people wrote in the channel's discussion group, oldest first.

        Telegram keeps updates for 24 hours, hands out the oldest 100 that were not confirmed, and
        forgets what is confirmed. So nothing is confirmed unless such a page is full, and then
        only what an earlier run was told: the updates older than `since`. What follows them is
        told whatever its time, since no earlier run can have seen it. A page that begins with
        another channel's updates is left as it is: a bot shared by busy channels is slow.
        """
        group = self._group
        if not group:
            return []
        updates = self._updates()
        told = stored_before(updates, {group}, since) if len(updates) == PAGE else None
        if told is not None:
            updates = self._updates(offset=str(told + 1))
            since = min([since, *(at_of(update.inside("message")) for update in updates)])
        return list(messages_in(updates, group, self._chat.text("id"), since))

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a comment below it, in the discussion group."""
        group, _, above = message.network_id.rpartition("/")
        attempt.go()
        answer = self._wire.ask(
            "reply", "POST", path_of("sendMessage"), repeat=Repeat.ONCE,
            form=form_of(Part(text=text), group, above),
        )  # fmt: skip
        return self._receipt(answer, replace(self._place, chat=group))

    def _comment(self, part: Part, attempt: Attempt, post: Receipt) -> Receipt:
        group = Discussion(self._wire, self._http, self._group, self._updates)
        copy = group.copy_of(post, self._chat.text("id"), attempt)
        attempt.go()
        answer = self._wire.ask(
            "comment", "POST", path_of("sendMessage"), repeat=Repeat.ONCE,
            form=form_of(part, self._group, copy),
        )  # fmt: skip
        made = self._receipt(answer, self._place)
        return replace(
            made,
            network_id=f"{self._group}/{made.network_id}",
            url=f"{post.url}?comment={made.network_id}",
        )

    def _spot(self, receipt: Receipt) -> tuple[str, list[str]]:
        """Return in which chat a post or comment of ours stands, and its messages' numbers."""
        chat, _, numbers = receipt.network_id.rpartition("/")
        return chat or self._place.chat, numbers.split(",")

    @cached_property
    def _bot(self) -> Fields:
        return self._wire.read_fields("check", "getMe")

    @cached_property
    def _chat(self) -> Fields:
        return self._wire.read_fields("check", "getChat", chat_id=self._place.chat)

    @property
    def _group(self) -> str:
        """Return the chat where people write: a channel's discussion group, or the group itself."""
        if self._chat.text("type") == "channel":
            return self._chat.text("linked_chat_id")
        return self._chat.text("id")

    def _updates(self, **query: str) -> list[Fields]:
        return objects(
            self._wire.read(
                "fetch messages", "getUpdates",
                limit=str(PAGE), allowed_updates='["message"]', **query,
            )
        )  # fmt: skip

    def _refuse_too_long(self, part: Part) -> None:
        limit = (self.spec.limit_of(Field.CAPTION) if part.attachments else self.spec.text).max
        self._wire.refuse_too_long(part.length, limit)

    def _receipt(self, answer: Answer, place: Place) -> Receipt:
        messages = list(_messages(answer))
        posts = [message.text("message_id") for message in messages]
        if not messages or not all(posts):
            self._wire.fail(
                OutcomeUnknown, "publish",
                mark("Channel {channel} sent this to {network}, and what came back is no published post. It may be there."),
                mark("Do not send it again by hand. The post's owner looks on the channel and chooses the answer in the row."),
                sent=Sent.UNKNOWN,
            )  # fmt: skip
        return Receipt(
            network_id=",".join(posts), url=place.url_of(posts[0]), published_at=at_of(messages[0])
        )


def _messages(answer: Answer) -> Iterator[Fields]:
    """Yield the messages an answer tells of: one, or those of an album."""
    result = answer.fields.values.get("result")
    yield from objects(result if isinstance(result, list) else [result])


def _missing_rights(chat: Fields, member: Fields) -> tuple[str, ...]:
    """A group lets its members write; a channel only administrators with the right to post."""
    if chat.text("type") != "channel" or member.text("status") == "creator":
        return ()
    return () if member.values.get("can_post_messages") is True else ("can_post_messages",)
