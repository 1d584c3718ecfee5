"""Slack's Web API and incoming webhooks with one channel.

It checks the token, the words and blocks of a message, escapes left open, metadata, threads, and
that a bot changes only its own messages, and the three steps of a file, whose work takes a look or
two; refusals are a 200 with `ok: false`. Pages are short, so that cursors are used. It does not play
rate tiers, workflows and other channels.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.publication import Receipt
from tests.contracts.trouble import Trouble
from tests.wire.fake import Asked, Told
from tests.wire.slack_files import BOT, CHANNEL, OPEN, SlackFiles, no
from tests.wire.stage import TEXT, FakeStage

TOKEN = "xoxb-rehearsal-17653672481-kopi-senja"
HOOK = "T0KOPI001/B0HOOK001/rehearsalrehearsalkopi"
PAGE = 5


class SlackFake(SlackFiles):
    """The server."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.hook_is_there = True
        self._last = 0.0

    def publishes(self, asked: Asked) -> bool:
        shares = asked.path == "/api/files.completeUploadExternal" and "channel_id" in asked.json
        return (
            asked.path == "/api/chat.postMessage"
            or shares
            or (asked.path.startswith("/services/") and asked.json != {})
        )

    def unauthorized(self) -> Told:
        return no("invalid_auth")

    def forbidden(self) -> Told:
        return no("missing_scope", needed="chat:write", provided="channels:history")

    def suspension(self) -> Told:
        return no("account_inactive")

    def refused(self) -> Told:
        return no("msg_too_long")

    def limited(self) -> Told:
        return Told({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "60"})

    def broken(self, status: int) -> Told:
        return Told("error", status)

    def answer(self, asked: Asked) -> Told:
        if asked.path.startswith("/services/"):
            return self._hook(asked)
        if asked.path.startswith("/upload/v1/"):
            return self.bytes(asked)
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return no("not_authed")
        given = {**asked.query, **asked.json} if asked.json else {**asked.query, **asked.form}
        if given.get("channel", given.get("channel_id", CHANNEL)) != CHANNEL:
            return no("channel_not_found")
        calls: dict[str, Callable[[Mapping[str, Any]], Told]] = {
            "auth.test": self._auth,
            "users.info": lambda given: Told({"ok": True, "user": {"real_name": "Rina Ngopi"}}),
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "files.getUploadURLExternal": self.lease,
            "files.completeUploadExternal": self.complete,
            "files.info": self.info,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
        }
        return calls[asked.path.removeprefix("/api/")](given)

    def hear(self, text: str, thread: str = "", **more: object) -> dict[str, Any]:
        """Let a person write in the channel, or in a thread."""
        return self.keep({"user": "U012AB3CDE", "text": text, **more}, thread)

    def _auth(self, _: Mapping[str, Any]) -> Told:
        body = {"ok": True, "user": "kopi_senja", "user_id": "U0BOT", "bot_id": BOT}
        return Told(body, 200, {"X-OAuth-Scopes": self.scopes})

    def _hook(self, asked: Asked) -> Told:
        if asked.path != f"/services/{HOOK}" or not self.hook_is_there:
            return Told("no_service", 404)
        if self.refuse_next:
            told, self.refuse_next = self.refuse_next, None
            return told
        if not asked.json.get("text") and not asked.json.get("blocks"):
            return Told("no_text", 400)
        refused = self._problem(asked.json)
        if refused:
            return Told(refused, 400)
        self.keep({"bot_id": BOT, "text": asked.json["text"], "blocks": asked.json.get("blocks")})
        return Told("ok")

    def _problem(self, given: Mapping[str, Any]) -> str:
        if OPEN.search(given.get("text", "")):
            raise AssertionError("a sign was not escaped")
        blocks = given.get("blocks") or []
        if len(given.get("text", "")) > 40_000 or len(blocks) > 50:
            return "msg_too_long"
        pictures = [one for one in blocks if one["type"] == "image"]
        bad = [one for one in pictures if not one["alt_text"] or not self.can_show(one)]
        long = [
            one for one in blocks if one["type"] == "section" and len(one["text"]["text"]) > 3000
        ]
        if bad or long:
            return "invalid_blocks"
        return "" if given.get("text") or blocks else "no_text"

    def _post(self, given: Mapping[str, Any]) -> Told:
        if self.refuse_next:
            told, self.refuse_next = self.refuse_next, None
            return told
        if refused := self._problem(given):
            return no(refused)
        linked = re.sub(r"(https?://[^\s&]+(?:&amp;[^\s&]+)*)", r"<\1>", given["text"])
        message = {"bot_id": BOT, "text": linked, "sent": given["text"]}
        for name in ("metadata", "blocks"):
            if name in given:
                message[name] = given[name]
        kept = self.keep(message, given.get("thread_ts", ""))
        return Told({"ok": True, "channel": CHANNEL, "ts": kept["ts"], "message": kept})

    def keep(self, message: Mapping[str, Any], thread: str = "") -> dict[str, Any]:
        self._last = max(self._last + 0.000001, time.time())
        kept = {"type": "message", "ts": f"{self._last:.6f}", **message}
        if thread:
            kept["thread_ts"] = thread
            for parent in self.messages:
                if parent["ts"] == thread:
                    parent["reply_count"] = parent.get("reply_count", 0) + 1
                    parent["latest_reply"] = kept["ts"]
        self.messages.append(kept)
        return kept

    def _own(self, given: Mapping[str, Any]) -> dict[str, Any] | None:
        return next((one for one in self.messages if one["ts"] == given["ts"]), None)

    def _update(self, given: Mapping[str, Any]) -> Told:
        found = self._own(given)
        if found is None:
            return no("message_not_found")
        if found.get("bot_id") != BOT:
            return no("cant_update_message")
        found.update(text=given["text"], sent=given["text"], blocks=given.get("blocks", []))
        return Told({"ok": True, "ts": found["ts"]})

    def _delete(self, given: Mapping[str, Any]) -> Told:
        found = self._own(given)
        if found is None:
            return no("message_not_found")
        if found.get("bot_id") != BOT:
            return no("cant_delete_message")
        self.messages.remove(found)
        return Told({"ok": True, "ts": found["ts"]})

    def _history(self, given: Mapping[str, Any]) -> Told:
        top = [one for one in self.messages if "thread_ts" not in one]
        return self._page(given, list(reversed(top)))

    def _replies(self, given: Mapping[str, Any]) -> Told:
        thread = [one for one in self.messages if given["ts"] in {one["ts"], one.get("thread_ts")}]
        if not thread:
            return no("thread_not_found")
        return self._page(given, thread, parent=given["ts"])

    def _page(
        self, given: Mapping[str, Any], found: list[dict[str, Any]], parent: str = ""
    ) -> Told:
        oldest = float(given.get("oldest", "0"))
        since = [one for one in found if float(one["ts"]) >= oldest or one["ts"] == parent]
        start = int(given.get("cursor") or 0)
        page = since[start : start + PAGE]
        if given.get("include_all_metadata") != "true":
            page = [{name: one[name] for name in one if name != "metadata"} for one in page]
        more = str(start + PAGE) if len(since) > start + PAGE else ""
        body = {"ok": True, "messages": page, "response_metadata": {"next_cursor": more}}
        return Told(body)


class SlackStage(FakeStage):
    """One channel, through the bot."""

    def __init__(self) -> None:
        self.api = SlackFake()
        super().__init__(self.api)
        self.secrets: Mapping[str, str] = {"SLACK_TOKEN_BRAND": TOKEN}
        self.address = f"{self.fake.url}/archives/{CHANNEL}"

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        picture = Attachment(file=self.media.put(b"kopi"), alt_text="Es kopi")
        return Part(text=text, length=length, language="id", attachments=(picture,))

    def texts(self) -> Sequence[str]:
        sent = [one.get("sent", one["text"]) for one in self.api.messages if "bot_id" in one]
        return [one.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for one in sent]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        self.api.hear(text, thread=receipt.network_id)
        return "Rina Ngopi"


class HookFake(SlackFake):
    """The same server, whose refusals are a webhook's bare words."""

    def unauthorized(self) -> Told:
        return Told("no_service", 404)

    def forbidden(self) -> Told:
        return Told("action_prohibited", 403)

    def suspension(self) -> Told:
        return self.forbidden()

    def refused(self) -> Told:
        return Told("invalid_payload", 400)


class HookStage(FakeStage):
    """One channel, through the webhook."""

    account = CHANNEL
    spared: Mapping[Trouble, str] = {}

    def __init__(self) -> None:
        self.api = HookFake()
        super().__init__(self.api)
        self.secrets: Mapping[str, str] = {
            "SLACK_WEBHOOK_SECRET_BRAND": f"https://hooks.slack.com/services/{HOOK}"
        }
        self.address = f"{self.fake.url}/archives/{CHANNEL}"

    def texts(self) -> Sequence[str]:
        return [one["text"].replace("&amp;", "&") for one in self.api.messages]


def stage() -> SlackStage:
    return SlackStage()
