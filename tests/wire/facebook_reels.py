"""The Reels of the tests' Facebook: started, sent whole with their size, finished once, listed apart."""

import time
from dataclasses import dataclass, field
from typing import Any

from tests.wire.fake import Asked, Told
from tests.wire.graph import GraphServer, graph_error, stamp


@dataclass
class Reel:
    """One Reel, on its way or out."""

    id: str
    body: bytes = b""
    text: str | None = None
    """None until it is published."""
    at: float = field(default_factory=time.time)


class ReelServer(GraphServer):
    """Keeps the Reels of one Page."""

    def __init__(self) -> None:
        super().__init__()
        self.reels: dict[str, Reel] = {}
        self.film_status = "ready"

    def comment_count(self, name: str) -> int:
        """Return how many comments stand below a post or film."""
        raise NotImplementedError

    def _answer(self, asked: Asked) -> Told:
        if asked.path.startswith("/video-upload/"):
            return self._reel_bytes(asked)
        return super()._answer(asked)

    def reel(self, asked: Asked) -> Told:
        form = asked.form
        if form.get("upload_phase") == "start":
            reel = Reel(self.next_id())
            self.reels[reel.id] = reel
            return Told({"video_id": reel.id, "upload_url": f"{self.url}/video-upload/{reel.id}"})
        found = self.reels.get(form.get("video_id", ""))
        right = form.get("upload_phase") == "finish" and form.get("video_state") == "PUBLISHED"
        if found is None or not right or not found.body or found.text is not None:
            return graph_error(100, "Invalid parameter")
        found.text = form.get("description", "")
        return Told({"success": True})

    def _reel_bytes(self, asked: Asked) -> Told:
        """Take a film whole; the token stands behind another word here."""
        if asked.headers.get("authorization") != f"OAuth {self.token}":
            return graph_error(190, "Invalid OAuth access token - Cannot parse access token")
        size = int(asked.headers.get("file_size", "0"))
        if asked.headers.get("offset") != "0" or size != len(asked.body):
            return Told({"debug_info": {"type": "PartialRequestError"}, "success": False}, 400)
        self.reels[asked.path.rpartition("/")[2]].body = asked.body
        return Told({"success": True})

    def list_reels(self, asked: Asked) -> Told:
        out = [one for one in reversed(self.reels.values()) if one.text is not None]
        return self.page(asked, [self.chosen(asked, self.reel_shown(one)) for one in out])

    def reel_shown(self, one: Reel) -> dict[str, Any]:
        phase = "complete" if one.text is not None else "not_started"
        status = {"video_status": self.film_status, "publishing_phase": {"status": phase}}
        return {
            "id": one.id, "description": one.text or "", "status": status,
            "permalink_url": f"/reel/{one.id}/", "created_time": stamp(one.at), "shares": {"count": 0},
            "comments": {"data": [], "summary": {"total_count": self.comment_count(one.id)}},
            "reactions": {"data": [], "summary": {"total_count": 0}},
        }  # fmt: skip
