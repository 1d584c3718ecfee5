"""The calls of a bot to one Slack channel. See `automation.domain.publishing.network.Network`."""

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.draft import Part
from automation.domain.content.likeness import NEARLY, likeness, skeleton
from automation.domain.content.media import MediaSource
from automation.domain.content.text.markup import from_slack_text, slack_text
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import Gone, NetworkError
from automation.http import Answer, Caller, Credential, Fields, Http, Json, Line, Repeat
from automation.networks.slack.header import BOT, RIGHTS, place_of
from automation.networks.slack.message import (
    at_of,
    body_of,
    has_film,
    has_key,
    metadata_of,
    refuse_too_long,
    with_blocks,
)
from automation.networks.slack.uploads import Uploads
from automation.networks.slack.wire import judge

SKEW = timedelta(minutes=2)
"""How far Slack's clock may differ from ours."""
ANSWERED_FOR = timedelta(days=14)
"""How old a message may be for its thread to be read for new answers."""
_PAGE = "200"
_MAX_PAGES = 20


class Slack(Bare):
    """One channel, through a bot. A receipt's id is the message's `ts`."""

    spec: NetworkSpec = BOT

    def __init__(
        self,
        channel: Channel,
        secrets: Mapping[str, Credential],
        http: Http,
        media: MediaSource,
    ) -> None:
        self._place = place_of(channel)
        caller = Caller(network=BOT.title, channel=channel.id, token=secrets[BOT.secrets[0]])
        self._line = Line(self._place.api, caller, http, judge)
        self._uploads = Uploads(self._line, http, media, self._place.channel)
        self._names: dict[str, str] = {}

    def check(self) -> ChannelCheck:
        """Say as whom the bot writes, and which rights its token lacks."""
        answer = self._line.ask("check", "POST", "/auth.test")
        told = {one.strip() for one in answer.headers.get("x-oauth-scopes", "").split(",")} - {""}
        held = told | ({"channels:history"} if "groups:history" in told else set())
        return ChannelCheck(
            account=answer.fields.text("user"),
            missing_rights=tuple(right for right in RIGHTS if told and right not in held),
        )

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Bring the files, then send one message, once, with the post's key in its metadata.

        A film is shared below the text instead, and known again by its number.

        Raises:
            Rejected: also when the text is too long; nothing was sent then.
            NotReady: Slack is still at work on a file; the next run goes on.
            OutcomeUnknown: it left, and what came back is no message.
            MediaError: a file changed since it was checked.
        """
        refuse_too_long(self._line, self.spec, part)
        if has_film(part):
            return self._receipt(self._uploads.share(part, attempt, slack_text(part.text)))
        pictures = self._uploads.pictures(part, attempt)
        body = body_of(part, [{"slack_file": {"id": number}} for number in pictures])
        body["metadata"] = metadata_of(attempt.key)
        if attempt.reply_to:
            body["thread_ts"] = attempt.reply_to.network_id
        attempt.go()
        return self._post("publish", body)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Look through the channel, or the thread, since the attempt began for the post's key.

        Raises:
            OutcomeUnknown: one much like it is there without the key or with another text, or
                there are too many to read.
        """
        if has_film(part):
            ts = self._uploads.shared(attempt)
            return self._receipt(ts) if ts else None
        wanted, nearest = skeleton(part.text), ""
        for message in self._where(attempt):
            ts = message.text("ts")
            if message.text("bot_id") != self._me.text("bot_id") or ts in known:
                continue
            if message.inside("metadata").values and not has_key(message, attempt.key):
                continue
            alike = likeness(wanted, skeleton(from_slack_text(message.text("text"))))
            if alike == 1 and has_key(message, attempt.key):
                return self._receipt(ts)
            nearest = ts if alike >= NEARLY or has_key(message, attempt.key) else nearest
        if nearest:
            self._line.refuse_alike(self._place.url_of(nearest))
        return None

    def look_up(self, address: str) -> Receipt | None:
        """Return the receipt of our own message at a pasted address."""
        ts = self._place.message_at(address)
        if not ts:
            return None
        try:
            message = self._message(ts, "look up")
        except Gone:
            return None
        return self._receipt(ts) if message.text("bot_id") == self._me.text("bot_id") else None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Read a message's reactions, of all kinds together, and its answers; views are not told."""
        message = self._message(receipt.network_id, "fetch numbers")
        return Numbers(
            likes=sum(one.count("count") or 0 for one in message.items("reactions")),
            replies=message.count("reply_count") or 0,
        )

    def delete(self, receipt: Receipt) -> None:
        """Remove our message; one that is gone already is no error."""
        with suppress(Gone):
            self._write("delete", "chat.delete", {"ts": receipt.network_id}, Repeat.KEYED)

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a message's text; its files stay."""
        refuse_too_long(self._line, self.spec, part)
        before = self._message(receipt.network_id, "edit").items("blocks")
        pictures = [one.values for one in before if one.text("type") == "image"]
        body = {**with_blocks(part.text, pictures), "ts": receipt.network_id}
        self._write("edit", "chat.update", body, Repeat.KEYED)
        return receipt

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Return what people wrote in the channel and in threads of the last 14 days, oldest first."""
        found: list[Message] = []
        for message in self._history(since - ANSWERED_FOR, "fetch messages"):
            ts, latest = message.text("ts"), message.text("latest_reply")
            found += self._told([message], since, "")
            if latest and at_of(latest) >= since:
                found += self._told(self._thread(ts, since, "fetch messages"), since, ts)
        return sorted({one.network_id: one for one in found}.values(), key=lambda one: one.at)

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Answer a message in its thread."""
        attempt.go()
        thread = message.answers or message.network_id
        return self._post("reply", {**with_blocks(text, []), "thread_ts": thread})

    @cached_property
    def _me(self) -> Fields:
        return self._line.ask("check", "POST", "/auth.test").fields

    def _write(
        self, operation: str, method: str, body: Mapping[str, Json], repeat: Repeat
    ) -> Answer:
        whole = {**body, "channel": self._place.channel}
        return self._line.ask(operation, "POST", f"/{method}", repeat, json=whole)

    def _post(self, operation: str, body: Mapping[str, Json]) -> Receipt:
        answer = self._write(operation, "chat.postMessage", body, Repeat.ONCE)
        ts = answer.fields.text("ts")
        if not ts:
            self._line.refuse_unproven(operation)
        return self._receipt(ts)

    def _where(self, attempt: Attempt) -> Iterator[Fields]:
        since = attempt.begun_at - SKEW
        if attempt.reply_to is None:
            return self._history(since, "find")
        return self._thread(attempt.reply_to.network_id, since, "find")

    def _history(self, since: datetime, operation: str) -> Iterator[Fields]:
        return self._pages("/conversations.history", since, operation, {})

    def _thread(self, ts: str, since: datetime, operation: str) -> Iterator[Fields]:
        return self._pages("/conversations.replies", since, operation, {"ts": ts})

    def _pages(
        self, path: str, since: datetime, operation: str, more: Mapping[str, str]
    ) -> Iterator[Fields]:
        query = {
            "channel": self._place.channel, "limit": _PAGE, "include_all_metadata": "true",
            "oldest": f"{since.timestamp():.6f}", **more,
        }  # fmt: skip
        for _ in range(_MAX_PAGES):
            told = self._line.ask(operation, "GET", path, query=dict(query)).fields
            yield from told.items("messages")
            query["cursor"] = told.inside("response_metadata").text("next_cursor")
            if not query["cursor"]:
                return
        self._line.refuse_unread_posts(operation)

    def _message(self, ts: str, operation: str) -> Fields:
        """Read one message, in a thread or not."""
        query = {"channel": self._place.channel, "ts": ts, "oldest": ts, "latest": ts, "inclusive": "true"}  # fmt: skip
        told = self._line.ask(operation, "GET", "/conversations.replies", query=query).fields
        found = next((one for one in told.items("messages") if one.text("ts") == ts), None)
        if found is None:
            self._line.say_gone(operation)
        return found

    def _told(
        self, messages: Sequence[Fields] | Iterator[Fields], since: datetime, thread: str
    ) -> Iterator[Message]:
        for message in messages:
            ts, person = message.text("ts"), message.text("user")
            by_people = person and not message.text("bot_id") and not message.text("subtype")
            if by_people and ts != thread and at_of(ts) >= since:
                yield Message(
                    network_id=ts,
                    kind=MessageKind.COMMENT,
                    author=self._name_of(person),
                    text=from_slack_text(message.text("text")),
                    at=at_of(ts),
                    answers=thread,
                    url=self._place.url_of(ts),
                )

    def _name_of(self, person: str) -> str:
        """Return a person's name; their id where the token has not the right `users:read`."""
        if person not in self._names:
            try:
                told = self._line.ask(
                    "fetch messages", "GET", "/users.info", query={"user": person}
                )
                name = told.fields.inside("user").text("real_name")
            except NetworkError:
                name = ""
            self._names[person] = name or person
        return self._names[person]

    def _receipt(self, ts: str) -> Receipt:
        return Receipt(network_id=ts, url=self._place.url_of(ts), published_at=at_of(ts))
