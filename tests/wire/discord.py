"""Discord's API with one text channel, a bot and a webhook.

It checks the token, the user agent, lengths, attachments against the files that came, nonces (for
as long as the server runs, not minutes), whose a message is, and that nobody is notified. It does
not play permissions, threads, embeds and the gateway.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from automation.domain.publishing.publication import Receipt
from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import FakeStage

TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
GUILD, CHANNEL, BOT, HOOK = (
    "41771983423143937",
    "199737254929760256",
    "198622483471925248",
    "223704706495545344",
)
SECRET = "3d89bb7572e0fb30d8128367b3b1b44fecd1726de135cbe28a41f8b2f777c372ba2939e72279b94526ff5d1bd4358d65cf11"
GONE = Told({"message": "Unknown Message", "code": 10008}, 404)


def shown(content: str) -> str:
    """Return what people see of a text in which every sign of markup was escaped."""
    bare = re.sub(r"\\[!-/:-@\[-`{-~]|https?://\S+", "", content)
    if re.search(r"[*_~`|<>\[\]]", bare):
        raise AssertionError("a sign is taken for markup")
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", content)


class DiscordFake(Fake):
    """The server."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.bodies: dict[str, list[bytes]] = {}
        self.refuse_next: Told | None = None
        self.keeps_nonces = True
        self.hook_channel = CHANNEL
        self._nonces: dict[str, dict[str, Any]] = {}
        self._number = 334385199974967042

    def publishes(self, asked: Asked) -> bool:
        return asked.method == "POST"

    def unauthorized(self) -> Told:
        return Told({"message": "401: Unauthorized", "code": 0}, 401)

    def forbidden(self) -> Told:
        return Told({"message": "Missing Permissions", "code": 50013}, 403)

    def refused(self) -> Told:
        errors = {"content": {"_errors": [{"code": "BASE_TYPE_BAD_LENGTH"}]}}
        return Told({"message": "Invalid Form Body", "code": 50035, "errors": errors}, 400)

    def limited(self) -> Told:
        body = {"message": "You are being rate limited.", "retry_after": 60.5, "global": False}
        return Told(body, 429, {"Retry-After": "61", "X-RateLimit-Scope": "shared"})

    def broken(self, status: int) -> Told:
        return Told({"message": f"{status}: Internal Server Error", "code": 0}, status)

    def answer(self, asked: Asked) -> Told:
        path = asked.path.removeprefix("/api/v10")
        if not asked.headers.get("user-agent", "").startswith("DiscordBot ("):
            return Told("<html>blocked", 403, {"Content-Type": "text/html"})
        if path.startswith("/webhooks/"):
            return self._by_hook(asked, path)
        if asked.headers.get("authorization") != f"Bot {TOKEN}":
            return self.unauthorized()
        if path.startswith(f"/channels/{CHANNEL}/messages"):
            return self._messages(asked, path.rpartition("/")[2], BOT)
        read = {
            "/users/@me": {"id": BOT, "username": "kopi_senja", "bot": True},
            f"/channels/{CHANNEL}": {"id": CHANNEL, "guild_id": GUILD, "name": "pengumuman"},
        }
        unknown = Told({"message": "Unknown Channel", "code": 10003}, 404)
        return Told(read[path]) if path in read else unknown

    def _by_hook(self, asked: Asked, path: str) -> Told:
        if not path.startswith(f"/webhooks/{HOOK}/{SECRET}"):
            return Told({"message": "Unknown Webhook", "code": 10015}, 404)
        if path.endswith(SECRET) and asked.method == "GET":
            return Told({"id": HOOK, "name": "kopi_senja", "channel_id": self.hook_channel})
        return self._messages(asked, path.rpartition("/")[2], HOOK)

    def hear(self, text: str, **more: object) -> dict[str, Any]:
        """Let a person write in the channel."""
        return self._keep({"id": "53908232506183680", "username": "rina_ngopi"}, text, more)

    def _messages(self, asked: Asked, last: str, author: str) -> Told:
        if asked.method == "POST":
            return self._create(asked, author)
        if last == "messages":
            return self._history(asked)
        found = next((one for one in self.messages if one["id"] == last), None)
        if found is None or (author == HOOK and found["author"]["id"] != HOOK):
            return GONE
        if asked.method != "GET" and found["author"]["id"] != author:
            return Told({"message": "Cannot edit another author's message", "code": 50005}, 403)
        if asked.method == "DELETE":
            self.messages.remove(found)
            return Told(status=204)
        found["content"] = asked.json.get("content", found["content"])
        return Told(found)

    def _history(self, asked: Asked) -> Told:
        before = int(asked.query.get("before", "9" * 19))
        page = [one for one in reversed(self.messages) if int(one["id"]) < before]
        return Told(page[: int(asked.query.get("limit", "50"))])

    def _create(self, asked: Asked, author: str) -> Told:
        if self.refuse_next:
            told, self.refuse_next = self.refuse_next, None
            return told
        body = json.loads(asked.form["payload_json"]) if asked.files else asked.json
        if body.get("allowed_mentions") != {"parse": []}:
            raise AssertionError("this post would notify people")
        nonce = body.get("nonce", "")
        if len(nonce) > 25 or len(body["content"]) > 2000 or len(asked.files) > 10:
            return self.refused()
        if not body["content"] and not asked.files:
            return Told({"message": "Cannot send an empty message", "code": 50006}, 400)
        above = body.get("message_reference", {}).get("message_id")
        if above and not any(one["id"] == above for one in self.messages):
            return self.refused()
        if self.keeps_nonces and body.get("enforce_nonce") and nonce in self._nonces:
            return Told(self._nonces[nonce])
        message = self._keep(
            {"id": author, "username": "kopi_senja", "bot": True}, body["content"],
            {"message_reference": body["message_reference"]} if above else {},
        )  # fmt: skip
        message["attachments"] = self._attach(asked, body, message["id"])
        if nonce:
            self._nonces[nonce] = message
        return Told(status=204) if author == HOOK and "wait" not in asked.query else Told(message)

    def _attach(self, asked: Asked, body: Mapping[str, Any], number: str) -> list[dict[str, Any]]:
        told = body.get("attachments", [])
        if {f"files[{one['id']}]" for one in told} != asked.files.keys():
            raise AssertionError("the attachments and the files differ")
        self.bodies[number] = [asked.files[f"files[{one['id']}]"].body for one in told]
        return [{**one, "size": 1} for one in told]

    def _keep(
        self, author: dict[str, object], text: str, more: Mapping[str, object]
    ) -> dict[str, Any]:
        self._number += 1
        now = datetime.now(UTC)  # noqa: TID251 - the fake server's own clock
        message = {
            "id": str(self._number), "author": author, "content": text.strip(), "mentions": [],
            "attachments": [], "timestamp": now.isoformat(), **more,
        }  # fmt: skip
        self.messages.append(message)
        return message


class DiscordStage(FakeStage):
    """One text channel, through the bot."""

    def __init__(self) -> None:
        self.api = DiscordFake()
        super().__init__(self.api)
        self.secrets: Mapping[str, str] = {"DISCORD_TOKEN_BRAND": TOKEN}
        self.address = f"{self.fake.url}/channels/{GUILD}/{CHANNEL}"

    def texts(self) -> Sequence[str]:
        return [shown(one["content"]) for one in self.api.messages if one["author"].get("bot")]

    def ignore_keys(self) -> None:
        self.api.keeps_nonces = False

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        self.api.hear(text, message_reference={"message_id": receipt.network_id})
        return "rina_ngopi"


def stage() -> DiscordStage:
    return DiscordStage()
