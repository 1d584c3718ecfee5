"""Telegram's Bot API with one channel, its discussion group, and one bot that administers both.

It checks the token in the address, the bot's rights, lengths in UTF-16 units, albums of 2 to 10,
the 48 hours a bot may delete for, forwards posts into the discussion group, and hands out updates as
the API does: the oldest hundred, and an offset forgets what is before it. It does not play markup, media checks, private chats and
webhooks.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from automation.domain.publishing.publication import Receipt
from tests.contracts.trouble import Trouble
from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import FakeStage

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
CHANNEL, GROUP, BOT = -1001234567890, -1009876543210, 110201543
TWO_DAYS_S = 48 * 3600


class Refused(Exception):
    """The API says no."""

    def __init__(self, code: int, description: str, **parameters: object) -> None:
        super().__init__(description)
        names = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 409: "Conflict"}
        text = f"{names[code]}: {description}" if description else names[code]
        body: dict[str, object] = {"ok": False, "error_code": code, "description": text}
        self.told = Told({**body, **({"parameters": parameters} if parameters else {})}, code)


@dataclass
class Said:
    """One message as the server keeps it."""

    chat: int
    number: int
    text: str
    date: int
    kinds: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    reply_to: int | None = None
    others: list[int] = field(default_factory=list)


class TelegramFake(Fake):
    """The server."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Said] = []
        self.updates: list[dict[str, Any]] = []
        self.rights = {"status": "administrator", "can_post_messages": True}
        self.channel: dict[str, Any] = {
            "id": CHANNEL, "type": "channel", "title": "Kopi Senja",
            "username": "kopi_senja", "linked_chat_id": GROUP,
        }  # fmt: skip
        self.refuse_next: Refused | None = None
        self.age_s = 0
        self.forwards = True
        """Whether the bot is shown the copies of its posts."""
        self.slow = 0
        """After how many looks they are shown."""
        self._waiting: list[dict[str, Any]] = []
        self._copies: set[int] = set()
        self.nothing_told = False
        """Whether it answers with a bare yes, as no method that sends should."""
        self._number = 100

    def publishes(self, asked: Asked) -> bool:
        return asked.path.rpartition("/")[2].startswith("send")

    def answer(self, asked: Asked) -> Told:
        try:
            result = self._result(asked)
            return Told({"ok": True, "result": True if self.nothing_told else result})
        except Refused as refused:
            return refused.told

    def unauthorized(self) -> Told:
        return Refused(401, "").told

    def forbidden(self) -> Told:
        return Refused(403, "bot was kicked from the channel chat").told

    def refused(self) -> Told:
        return Refused(400, "wrong file identifier/HTTP URL specified").told

    def limited(self) -> Told:
        text = "Too Many Requests: retry after 60"
        body = {"ok": False, "error_code": 429, "description": text}
        return Told({**body, "parameters": {"retry_after": 60}}, 429)

    def broken(self, status: int) -> Told:
        return Told({"ok": False, "error_code": status, "description": "Internal"}, status)

    def hear(self, text: str, **more: object) -> int:
        """Let a person write in the discussion group; return the update's id."""
        self._number += 1
        message = {
            "message_id": self._number, "date": int(time.time()) - self.age_s, "text": text,
            "chat": {"id": GROUP, "type": "supergroup", "username": "ngopi_bareng"},
            "from": {"id": 7, "is_bot": False, "first_name": "Rina", "username": "rina_ngopi"},
        }  # fmt: skip
        self.updates.append({"update_id": 5000 + self._number, "message": {**message, **more}})
        return 5000 + self._number

    def _result(self, asked: Asked) -> object:
        token, _, method = asked.path.removeprefix("/bot").partition("/")
        if token != TOKEN:
            raise Refused(401, "")
        if self.refuse_next and self.publishes(asked):
            refused, self.refuse_next = self.refuse_next, None
            raise refused
        given = {**asked.query, **asked.form}
        read: dict[str, Callable[[], object]] = {
            "getMe": lambda: {"id": BOT, "is_bot": True, "username": "kopi_senja_bot"},
            "getUpdates": lambda: self._updates(given),
            "getChat": lambda: self._chat(given),
            "getChatMember": lambda: {"user": {"id": int(given["user_id"])}, **self.rights},
            "getChatMemberCount": lambda: 1234 if self._chat(given) else 0,
            "deleteMessage": lambda: self._delete(self._message(given, "delete")),
            "editMessageText": lambda: self._edit(self._message(given, "edit"), method, given),
            "editMessageCaption": lambda: self._edit(self._message(given, "edit"), method, given),
        }
        return read[method]() if method in read else self._send(asked, method, given)

    def _updates(self, given: Mapping[str, str]) -> list[dict[str, Any]]:
        if json.loads(given.get("allowed_updates", "[]")) != ["message"]:
            raise Refused(400, "can't parse allowed updates")
        self.slow -= 1
        if self.slow < 0:
            self.updates += self._waiting
            self._waiting = []
        offset = int(given.get("offset", "0"))
        self.updates = [one for one in self.updates if one["update_id"] >= offset]
        return self.updates[: int(given.get("limit", "100"))]

    def _chat(self, given: Mapping[str, str]) -> dict[str, Any]:
        name = self.channel.get("username")
        wanted = given.get("chat_id", "")
        if wanted.lower() == f"@{name}" or wanted == str(CHANNEL):
            return self.channel
        if wanted == str(GROUP):
            return {"id": GROUP, "type": "supergroup", "username": "ngopi_bareng"}
        raise Refused(400, "chat not found")

    def _send(self, asked: Asked, method: str, given: Mapping[str, str]) -> object:
        chat = self._chat(given)
        if chat["type"] == "channel" and not self.rights.get("can_post_messages"):
            raise Refused(400, "need administrator rights in the channel chat")
        text = _limited(given, "text" if method == "sendMessage" else "caption")
        reply = json.loads(given.get("reply_parameters", "{}")).get("message_id")
        if reply is not None and not self._exists(chat["id"], reply):
            raise Refused(400, "message to be replied not found")
        if method == "sendMediaGroup":
            return self._album(asked, chat, json.loads(given["media"]), reply)
        kind = {"sendMessage": "", "sendPhoto": "photo", "sendVideo": "video"}[method]
        if kind and kind not in asked.files:
            raise Refused(400, f"there is no {kind} in the request")
        if not kind and not text:
            raise Refused(400, "message text is empty")
        files = [asked.files[kind]] if kind else []
        said = self._keep(chat, text, reply)
        said.kinds, said.bodies = [kind] * len(files), [one.body for one in files]
        said.names = [one.name for one in files]
        return self._shown(said)

    def _album(self, asked: Asked, chat: dict[str, Any], media: Any, reply: int | None) -> object:
        if not 2 <= len(media) <= 10:
            raise Refused(400, "group must contain 2-10 entries")
        files = [asked.files.get(one["media"].removeprefix("attach://")) for one in media]
        if None in files:
            raise Refused(400, "wrong file identifier/HTTP URL specified")
        first = self._keep(chat, _limited(media[0], "caption"), reply)
        first.kinds = [one["type"] for one in media]
        first.bodies = [one.body for one in files if one]
        numbers = [first.number, *range(first.number + 1, first.number + len(media))]
        self._number = numbers[-1]
        first.others = numbers[1:]
        shown = self._shown(first)
        return [{**shown, "message_id": number} for number in numbers]

    def _keep(self, chat: dict[str, Any], text: str, reply: int | None) -> Said:
        self._number += 1
        said = Said(chat["id"], self._number, text, int(time.time()), reply_to=reply)
        self.said.append(said)
        if said.chat == CHANNEL and self.forwards and "linked_chat_id" in self.channel:
            self._forward(said)
        return said

    def _forward(self, said: Said) -> None:
        """Show a post in the discussion group, under another number."""
        number = 70_000 + said.number
        self._copies.add(number)
        message = {
            "message_id": number, "date": said.date, "text": said.text, "is_automatic_forward": True,
            "chat": {"id": GROUP, "type": "supergroup"}, "sender_chat": {"id": CHANNEL, "type": "channel"},
            "forward_origin": {"type": "channel", "chat": {"id": CHANNEL}, "message_id": said.number},
        }  # fmt: skip
        self._waiting.append({"update_id": 5000 + said.number, "message": message})

    def _shown(self, said: Said) -> dict[str, Any]:
        chat = self.channel if said.chat == CHANNEL else {"id": said.chat}
        return {"message_id": said.number, "date": said.date, "chat": chat}

    def _exists(self, chat: int, number: int) -> bool:
        if chat == GROUP and number in self._copies:
            return True
        written = any(one["message"]["message_id"] == number for one in self.updates)
        ours = any(s.chat == chat and number in {s.number, *s.others} for s in self.said)
        return ours or (chat == GROUP and written)

    def _message(self, given: Mapping[str, str], verb: str) -> tuple[Said, int]:
        chat, number = self._chat(given)["id"], int(given["message_id"])
        for said in self.said:
            if said.chat == chat and number in {said.number, *said.others}:
                return said, number
        raise Refused(400, f"message to {verb} not found")

    def _delete(self, found: tuple[Said, int]) -> bool:
        said, number = found
        if time.time() - said.date > TWO_DAYS_S and not self.rights.get("can_delete_messages"):
            raise Refused(400, "message can't be deleted for everyone")
        if number in said.others:
            said.others.remove(number)
        elif said.others:
            said.number = said.others.pop(0)
        else:
            self.said.remove(said)
        return True

    def _edit(self, found: tuple[Said, int], method: str, given: Mapping[str, str]) -> object:
        said, _ = found
        has_files = bool(said.kinds)
        if has_files != (method == "editMessageCaption"):
            raise Refused(400, "there is no text in the message to edit")
        text = _limited(given, "caption" if has_files else "text")
        if text == said.text:
            raise Refused(400, "message is not modified: specified new message content is the same")
        said.text = text
        return self._shown(said)


def _limited(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "")
    if len(text.encode("utf-16-le")) // 2 > (4096 if name == "text" else 1024):
        long = "message is too long" if name == "text" else "message caption is too long"
        raise Refused(400, long)
    return text


class TelegramStage(FakeStage):
    """One channel with its discussion group."""

    spared: Mapping[Trouble, str] = {}

    def __init__(self) -> None:
        self.api = TelegramFake()
        super().__init__(self.api)
        self.secrets: Mapping[str, str] = {"TELEGRAM_TOKEN_BRAND": TOKEN}
        self.address = f"{self.fake.url}/@kopi_senja"

    def texts(self) -> Sequence[str]:
        return [said.text for said in self.api.said]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        origin = {"type": "channel", "message_id": int(receipt.network_id)}
        copy = {"message_id": 90, "is_automatic_forward": True, "forward_origin": origin}
        self.api.hear("Kopi Senja", sender_chat={"id": CHANNEL}, **copy)
        self.api.hear(text, reply_to_message=copy)
        return "Rina"


def stage() -> TelegramStage:
    return TelegramStage()
