"""Slack's Web API and incoming webhooks with one channel.

It checks the token, the words and blocks of a message, escapes left open, metadata, threads, and
that a bot changes only its own messages; refusals are a 200 with `ok: false`. Pages are short, so
that cursors are used. It does not play files, rate tiers, workflows and other channels.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from automation.domain.publishing.publication import Receipt
from tests.contracts.trouble import Trouble
from tests.wire.fake import Asked, Fake, Told
from tests.wire.stage import FakeStage

TOKEN = "xoxb-rehearsal-17653672481-kopi-senja"
CHANNEL, BOT = "C0LAN2Q65", "B0KOPI001"
HOOK = "T0KOPI001/B0HOOK001/rehearsalrehearsalkopi"
PAGE = 5
_OPEN = re.compile(r"<(?!https?://)|&(?!amp;|lt;|gt;)")


def no(error: str, **more: object) -> Told:
    """Refuse, as Slack does."""
    return Told({"ok": False, "error": error, **more})


class SlackFake(Fake):
    """The server."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[dict[str, Any]] = []
        self.scopes = "chat:write,channels:history,users:read"
        self.refuse_next: Told | None = None
        self.hook_is_there = True
        self._last = 0.0

    def publishes(self, asked: Asked) -> bool:
        return asked.path == "/api/chat.postMessage" or (
            asked.path.startswith("/services/") and asked.json != {}
        )

    def unauthorized(self) -> Told:
        return no("invalid_auth")

    def forbidden(self) -> Told:
        return no("missing_scope", needed="chat:write", provided="channels:history")

    def refused(self) -> Told:
        return no("msg_too_long")

    def limited(self) -> Told:
        return Told({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "60"})

    def broken(self, status: int) -> Told:
        return Told("error", status)

    def answer(self, asked: Asked) -> Told:
        if asked.path.startswith("/services/"):
            return self._hook(asked)
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return no("not_authed")
        given = {**asked.query, **asked.json}
        if "channel" in given and given["channel"] != CHANNEL:
            return no("channel_not_found")
        calls: dict[str, Callable[[Mapping[str, Any]], Told]] = {
            "auth.test": self._auth,
            "users.info": lambda given: Told({"ok": True, "user": {"real_name": "Rina Ngopi"}}),
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
        }
        return calls[asked.path.removeprefix("/api/")](given)

    def hear(self, text: str, thread: str = "", **more: object) -> dict[str, Any]:
        """Let a person write in the channel, or in a thread."""
        return self._keep({"user": "U012AB3CDE", "text": text, **more}, thread)

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
        self._keep({"bot_id": BOT, "text": asked.json["text"], "blocks": asked.json.get("blocks")})
        return Told("ok")

    def _problem(self, given: Mapping[str, Any]) -> str:
        if _OPEN.search(given.get("text", "")):
            raise AssertionError("a sign was not escaped")
        blocks = given.get("blocks") or []
        if len(given.get("text", "")) > 40_000 or len(blocks) > 50:
            return "msg_too_long"
        pictures = [one for one in blocks if one["type"] == "image"]
        bad = [one for one in pictures if not one["alt_text"] or "://" not in one["image_url"]]
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
        kept = self._keep(message, given.get("thread_ts", ""))
        return Told({"ok": True, "channel": CHANNEL, "ts": kept["ts"], "message": kept})

    def _keep(self, message: Mapping[str, Any], thread: str = "") -> dict[str, Any]:
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
        found.update(text=given["text"], sent=given["text"])
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
