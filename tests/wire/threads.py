"""A small server-side Threads. See `tests.wire.graph` for what all of Meta's fakes leave out.

Written from Meta's documents: order of the steps, 500 characters with an emoji counted in bytes,
five different links, carousels of 2 to 20, quotas of posts and of answers, answers hidden at the top
level only, one topic of 1 to 50 characters without . and &. It knows emoji by their blocks alone,
fetches no file and makes no topics of tags in a text.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from automation.domain.publishing.publication import Receipt
from tests.wire.fake import Asked, Told
from tests.wire.graph import GraphServer, graph_error, stamp
from tests.wire.stage import FakeStage

US, NAME = "25123456789012345", "kopi_senja"
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")


@dataclass
class Thread:
    """One post or answer."""

    id: str
    text: str
    username: str
    above: str = ""
    form: Mapping[str, str] = field(default_factory=dict)
    children: Sequence[Mapping[str, str]] = ()
    at: float = field(default_factory=time.time)
    hidden: bool = False


class ThreadsServer(GraphServer):
    """One profile."""

    version = "v1.0"
    token = "THAA-kopi-senja-canary"

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[Thread] = []
        self.used = {"quota_usage": 0, "reply_quota_usage": 0}

    def publishes(self, asked: Asked) -> bool:
        return asked.method == "POST" and asked.path.endswith("/threads_publish")

    def routes(self) -> Sequence[tuple[str, str, Callable[..., Told]]]:
        return (
            ("GET", "/me", lambda asked: Told(self.chosen(asked, {"id": US, "username": NAME}))),
            ("GET", f"/{US}/threads_publishing_limit", self._quota),
            ("POST", f"/{US}/threads", self._create),
            ("POST", f"/{US}/threads_publish", self._publish),
            ("GET", f"/{US}/threads", self._list),
            ("GET", r"/(\d+)/insights", self._insights),
            ("GET", r"/(\d+)/replies", self._replies),
            ("GET", r"/(\d+)/conversation", self._conversation),
            ("POST", r"/(\d+)/manage_reply", self._manage),
            ("GET", r"/(\d+)", self._read),
            ("DELETE", r"/(\d+)", self._delete),
        )

    def _quota(self, asked: Asked) -> Told:
        totals = {"config": {"quota_total": 250}, "reply_config": {"quota_total": 1000}}
        told = self.chosen(asked, {**self.used, **totals})
        return Told({"data": [told]})

    def _create(self, asked: Asked) -> Told:
        form = asked.form
        above = form.get("reply_to_id")
        if above and self.found(above) is None:
            return self.no_such(above)
        fault = self._fault_in_text(form.get("text", "")) or self._fault(form)
        if not re.fullmatch(r"[^.&#\n]{1,50}", form.get("topic_tag", "-")):
            return graph_error(100, "Param topic_tag must be 1 to 50 characters without . and &")
        return fault or self.fault_in_address(form) or self.new_container(form)

    def _fault_in_text(self, text: str) -> Told | None:
        length = sum(len(one.encode()) if _EMOJI.match(one) else 1 for one in text)
        if length > 500:
            return graph_error(100, "Param text must be at most 500 characters long")
        links = set(re.findall(r"https?://\S+", text))
        if len(links) > 5:
            return graph_error(100, "THREADS_API__LINK_LIMIT_EXCEEDED")
        return None

    def _fault(self, form: Mapping[str, str]) -> Told | None:
        kind = form.get("media_type")
        if kind == "CAROUSEL":
            children = [self.containers.get(one) for one in form.get("children", "").split(",")]
            ready = all(one is not None and one.state == "FINISHED" for one in children)
            right = ready and 2 <= len(children) <= 20
            return None if right else graph_error(100, "Children must be 2 to 20 finished items")
        wanted = {"TEXT": "text", "IMAGE": "image_url", "VIDEO": "video_url"}.get(kind or "")
        return None if wanted and form.get(wanted) else graph_error(100, "Invalid media_type")

    def _publish(self, asked: Asked) -> Told:
        found = self.containers.get(asked.form.get("creation_id", ""))
        if found is None or found.state != "FINISHED" or found.form.get("is_carousel_item"):
            return graph_error(24, "The requested resource does not exist", subcode=4279009)
        found.is_published = True
        form = found.form
        children = [self.containers[one].form for one in form.get("children", "").split(",") if one]
        new = Thread(self.next_id(), form.get("text", ""), NAME, form.get("reply_to_id", ""), form, children)  # fmt: skip
        self.threads.append(new)
        return Told({"id": new.id})

    def found(self, name: str) -> Thread | None:
        """Return a post or answer by its id."""
        return next((one for one in self.threads if one.id == name), None)

    def _shown(self, one: Thread) -> dict[str, Any]:
        shown = {
            "id": one.id, "text": one.text, "username": one.username, "timestamp": stamp(one.at),
            "permalink": f"https://www.threads.com/@{one.username}/post/D{one.id}", "is_reply": bool(one.above),
            "has_replies": any(other.above == one.id for other in self.threads),
            "hide_status": "HIDDEN" if one.hidden else "NOT_HUSHED",
        }  # fmt: skip
        return {**shown, **({"replied_to": {"id": one.above}} if one.above else {})}

    def _list(self, asked: Asked) -> Told:
        ours = [one for one in reversed(self.threads) if one.username == NAME]
        return self.page(asked, [self.chosen(asked, self._shown(one)) for one in ours])

    def _read(self, asked: Asked, name: str) -> Told:
        if name in self.containers:
            found = self.containers[name]
            state, found.polls_left = found.state, max(0, found.polls_left - 1)
            told = {"id": name, "status": state, "error_message": found.fails}
            return Told(self.chosen(asked, told))
        thread = self.found(name)
        return Told(self.chosen(asked, self._shown(thread))) if thread else self.no_such(name)

    def _insights(self, asked: Asked, name: str) -> Told:
        if self.found(name) is None:
            return self.no_such(name)
        metrics = asked.query.get("metric", "").split(",")
        if unknown := set(metrics) - {"views", "likes", "replies", "reposts", "quotes", "shares"}:
            return graph_error(100, f"Invalid metric {unknown}")
        values = [{"name": one, "period": "lifetime", "values": [{"value": n}]} for n, one in enumerate(metrics)]  # fmt: skip
        return Told({"data": values})

    def _replies(self, asked: Asked, name: str) -> Told:
        return self._below(asked, name, {name})

    def _conversation(self, asked: Asked, name: str) -> Told:
        above = {name}
        for one in self.threads:
            above |= {one.id} if one.above in above else set()
        return self._below(asked, name, above)

    def _below(self, asked: Asked, name: str, above: set[str]) -> Told:
        if self.found(name) is None:
            return self.no_such(name)
        below = [one for one in reversed(self.threads) if one.above in above]
        return self.page(asked, [self.chosen(asked, self._shown(one)) for one in below])

    def _manage(self, asked: Asked, name: str) -> Told:
        thread = self.found(name)
        above = self.found(thread.above) if thread else None
        if thread is None or above is None or above.above:
            return graph_error(100, "Only top-level replies can be hidden")
        thread.hidden = asked.form.get("hide") == "true"
        return Told({"success": True})

    def _delete(self, _asked: Asked, name: str) -> Told:
        thread = self.found(name)
        if thread is None:
            return self.no_such(name)
        self.threads.remove(thread)
        return Told({"success": True, "deleted_id": name})


class ThreadsStage(FakeStage):
    """Our profile there."""

    def __init__(self) -> None:
        self.server = ThreadsServer()
        super().__init__(self.server)
        self.secrets: Mapping[str, str] = {"THREADS_TOKEN_BRAND": self.server.token}
        self.address = f"{self.server.url}/@{NAME}"

    def texts(self) -> Sequence[str]:
        return [one.text for one in self.server.threads if one.username == NAME]

    def write_to_us(self, receipt: Receipt, text: str) -> str:
        new = Thread(self.server.next_id(), text, "pelanggan_setia", receipt.network_id)
        self.server.threads.append(new)
        return new.username

    def hidden(self) -> Sequence[str]:
        return [one.text for one in self.server.threads if one.hidden]


def stage() -> ThreadsStage:
    return ThreadsStage()
