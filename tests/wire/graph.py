"""What the fakes of Meta's three networks share: the Graph API's tokens, errors, lists and containers.

A container is IN_PROGRESS for `polls_left` looks, then FINISHED, or ERROR when `fails` says why;
published once, it is PUBLISHED, and publishing it again is refused. What is not played: App Review,
token introspection, webhooks, field expansion beyond one level, and Meta's own fetching of a file
(an address on this machine, or not https, is refused as one that cannot be fetched).
"""

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from tests.wire.fake import Asked, Fake, Told

LIFETIME_S = 24 * 3600


def graph_error(
    code: int, message: str, *, subcode: int = 0, status: int = 400, kind: str = "OAuthException",
    headers: Mapping[str, str] | None = None,
) -> Told:  # fmt: skip
    """Word a refusal as the Graph API does."""
    error: dict[str, Any] = {"message": f"(#{code}) {message}", "type": kind, "code": code}
    if subcode:
        error["error_subcode"] = subcode
    return Told({"error": {**error, "fbtrace_id": "AbCdEfGh"}}, status, headers or {})


def stamp(moment: float) -> str:
    """Write a time as the Graph API does."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


@dataclass
class Container:
    """One container."""

    form: Mapping[str, str]
    polls_left: int = 0
    fails: str = ""
    is_published: bool = False
    made_at: float = field(default_factory=time.time)

    @property
    def state(self) -> str:
        """What it says of itself."""
        if self.is_published:
            return "PUBLISHED"
        if time.time() - self.made_at > LIFETIME_S:
            return "EXPIRED"
        if self.polls_left > 0:
            return "IN_PROGRESS"
        return "ERROR" if self.fails else "FINISHED"


class GraphServer(Fake):
    """One version of the Graph API. Subclasses say what stands at each path."""

    version = "v25.0"
    token = ""

    def __init__(self) -> None:
        super().__init__()
        self.containers: dict[str, Container] = {}
        self.polls_left = 0
        """How long the next containers are worked on."""
        self.fails = ""
        """Why the next containers come to nothing."""
        self.usage: Mapping[str, str] = {}
        """Headers about the call budget, sent with every answer."""
        self.refuses: dict[str, Told] = {}
        """Path → what is answered there, whatever is asked."""
        self._number = 17_841_400_000_000_000

    def unauthorized(self) -> Told:
        return graph_error(190, "Error validating access token: Session has expired", subcode=463)

    def forbidden(self) -> Told:
        return graph_error(10, "Application does not have permission for this action", status=403)

    def suspension(self) -> Told:
        return graph_error(
            368, "The action attempted has been deemed abusive or is otherwise disallowed"
        )

    def refused(self) -> Told:
        return graph_error(100, "Invalid parameter")

    def limited(self) -> Told:
        usage = '{"17841": [{"type": "pages", "call_count": 100, "total_cputime": 20, "total_time": 20, "estimated_time_to_regain_access": 1}]}'
        return graph_error(
            32, "Page request limit reached", headers={"X-Business-Use-Case-Usage": usage}
        )

    def broken(self, status: int) -> Told:
        return graph_error(2, "Service temporarily unavailable", status=status)

    def routes(self) -> Sequence[tuple[str, str, Callable[..., Told]]]:
        """Return method, pattern below the version, and what answers; groups become arguments."""
        raise NotImplementedError

    def answer(self, asked: Asked) -> Told:
        told = self._answer(asked)
        return Told(told.body, told.status, {**self.usage, **told.headers})

    def _answer(self, asked: Asked) -> Told:
        if asked.headers.get("authorization") != f"Bearer {self.token}" or "access_token" in asked.query:  # fmt: skip
            return graph_error(190, "Invalid OAuth access token - Cannot parse access token")
        prefix = f"/{self.version}"
        if not asked.path.startswith(f"{prefix}/"):
            return graph_error(2500, "Unknown path components")
        path = asked.path.removeprefix(prefix)
        if path in self.refuses:
            return self.refuses[path]
        for method, pattern, call in self.routes():
            found = re.fullmatch(pattern, path)
            if found and method == asked.method:
                return call(asked, *found.groups())
        return self.no_such(path)

    def no_such(self, name: str) -> Told:
        """Refuse an id that stands for nothing."""
        return graph_error(
            100, f"Unsupported request. Object with ID '{name}' does not exist", subcode=33
        )

    def next_id(self) -> str:
        """Return a new id; they never repeat."""
        self._number += 1
        return str(self._number)

    def page(self, asked: Asked, found: Iterable[Any]) -> Told:
        """Return one page of a list, and where the next one begins."""
        items = list(found)
        start, size = int(asked.query.get("after") or 0), int(asked.query.get("limit") or 25)
        end = start + size
        paging: dict[str, Any] = {"cursors": {"before": str(start), "after": str(end)}}
        if end < len(items):
            paging["next"] = f"{self.url}{asked.path}?after={end}&access_token={self.token}"
        return Told({"data": items[start:end], **({"paging": paging} if items else {})})

    def chosen(self, asked: Asked, whole: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields that were asked for; one that does not exist is ignored here."""
        wanted = re.sub(r"[{(][^})]*[})]", "", asked.query.get("fields", "id"))
        names = {one.partition(".")[0] for one in wanted.split(",")} | {"id"}
        return {name: value for name, value in whole.items() if name in names}

    def new_container(self, form: Mapping[str, str]) -> Told:
        """Begin a container."""
        name = self.next_id()
        self.containers[name] = Container(form, polls_left=self.polls_left, fails=self.fails)
        return Told({"id": name})

    def fault_in_address(self, form: Mapping[str, str]) -> Told | None:
        """Refuse a file that Meta could not fetch."""
        address = form.get("image_url") or form.get("video_url")
        if address is None:
            return None
        parts = urlsplit(address)
        if parts.scheme == "https" and parts.hostname not in {None, "localhost", "127.0.0.1"}:
            return None
        return graph_error(
            9004, "The media could not be fetched from this URI", subcode=2207052, kind="OAuthException"
        )  # fmt: skip
