"""The files of the tests' Slack: an address, the bytes, and the upload completed, which takes a while."""

import re
from collections.abc import Mapping
from typing import Any

from tests.wire.fake import Asked, Fake, Told

CHANNEL, BOT = "C0LAN2Q65", "B0KOPI001"
OPEN = re.compile(r"<(?!https?://)|&(?!amp;|lt;|gt;)")
"""Signs that mean something to Slack and were left open."""


def no(error: str, **more: object) -> Told:
    """Refuse, as Slack does."""
    return Told({"ok": False, "error": error, **more})


class SlackFiles(Fake):
    """Keeps the bot's files. `work` is how many looks it takes until Slack is done with one."""

    def __init__(self) -> None:
        super().__init__()
        self.scopes = "chat:write,channels:history,files:write,files:read,users:read"
        self.files: dict[str, dict[str, Any]] = {}
        self.work = 1
        self.refuse_next: Told | None = None

    def keep(self, message: Mapping[str, Any], thread: str = "") -> dict[str, Any]:
        """Let a message appear."""
        raise NotImplementedError

    def can_show(self, block: Mapping[str, Any]) -> bool:
        """A picture lies at a public address, or is a file of the bot's that is worked through."""
        if ("image_url" in block) == ("slack_file" in block):
            return False
        if "image_url" in block:
            return "://" in block["image_url"]
        file = self.files.get(block["slack_file"]["id"], {})
        return str(file.get("mimetype", "")).startswith("image/") and bool(file["complete"])

    def lease(self, given: Mapping[str, Any]) -> Told:
        if not given.get("filename") or not int(given.get("length", "0")) or "alt_txt" in given:
            return no("missing_argument")
        if "files:write" not in self.scopes:
            return no("missing_scope", needed="files:write")
        number = f"F0{len(self.files):07}K"
        self.files[number] = {
            "id": number, "size": int(given["length"]), "body": None, "complete": False,
            "mimetype": "", "shares": {}, "left": self.work,
        }  # fmt: skip
        return Told({"ok": True, "upload_url": f"{self.url}/upload/v1/{number}", "file_id": number})

    def bytes(self, asked: Asked) -> Told:
        file = self.files[asked.path.rpartition("/")[2]]
        if "authorization" in asked.headers or len(asked.body) != file["size"]:
            return Told("error", 400)
        file["body"], file["mime"] = asked.body, asked.headers["content-type"]
        return Told(f"OK - {len(asked.body)}")

    def complete(self, given: Mapping[str, Any]) -> Told:
        file = self.files.get(given["files"][0]["id"])
        if file is None or file["body"] is None or file["complete"]:
            return no("file_not_found")
        if "channel_id" in given and self.refuse_next:
            told, self.refuse_next = self.refuse_next, None
            return told
        if OPEN.search(given.get("initial_comment", "")):
            raise AssertionError("a sign was not escaped")
        file["complete"], file["shared"] = True, dict(given) if "channel_id" in given else None
        return Told({"ok": True, "files": [{"id": file["id"], "mimetype": "", "shares": {}}]})

    def info(self, given: Mapping[str, Any]) -> Told:
        file = self.files.get(given["file"])
        if file is None or not file["complete"]:
            return no("file_not_found")
        file["left"] -= 1
        if file["left"] < 0:
            file["mimetype"] = file["mime"]
            self._share(file)
        told = {name: file[name] for name in ("id", "mimetype", "shares")}
        return Told({"ok": True, "file": told})

    def _share(self, file: dict[str, Any]) -> None:
        """Let the message appear by which a file was shared."""
        if file["shared"] and not file["shares"]:
            text = file["shared"].get("initial_comment", "")
            message = {"bot_id": BOT, "text": text, "files": [{"id": file["id"]}]}
            kept = self.keep(message, file["shared"].get("thread_ts", ""))
            file["shares"] = {"public": {CHANNEL: [{"ts": kept["ts"]}]}}
