"""One account's requests to Reddit, its lists, and bringing a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Unpack

from automation.domain.team.channel import web_host
from automation.http import Answer, Caller, Fields, Http, Line, Method, Repeat, Upload
from automation.http.line import More
from automation.http.request import Opened
from automation.networks.reddit.posts import made_at
from automation.networks.reddit.refusals import judge, judge_store

SKEW = timedelta(minutes=2)
"""How far Reddit's clock may differ from ours beyond what its answers show."""
MAX_PAGES = 10
UPLOAD_S = 1800.0
_STORES = (".amazonaws.com", ".reddit.com", ".redd.it")
"""Where Reddit lets files be put."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file that lies at Reddit's: its id, and its address."""

    number: str
    address: str


class Wire(Line):
    """Sends one channel's requests; Reddit wants each app to name itself."""

    def __init__(self, server: str, caller: Caller, http: Http, name: str) -> None:
        super().__init__(server, caller, http, judge)
        self._name = f"server:lembar:v1 (for {name})"
        bare = Caller(network=caller.network, channel=caller.channel, token=caller.token, scheme="")
        self._store = Line(server, bare, http, judge_store)

    def call(
        self,
        operation: str,
        method: Method,
        path: str,
        repeat: Repeat = Repeat.FREELY,
        **more: Unpack[More],
    ) -> Answer:
        """Send one request under the app's name.

        Raises:
            NetworkError: as `Line.ask`.
        """
        more["headers"] = {"User-Agent": self._name, **more.get("headers", {})}
        return self.ask(operation, method, path, repeat, **more)

    def things(
        self, operation: str, path: str, query: Mapping[str, str]
    ) -> tuple[list[tuple[str, Fields]], str]:
        """Read one page of a list: kinds and things, and where the next page begins.

        Raises:
            Unavailable: what came is no list; it must not pass for an empty one.
        """
        asked = {"limit": "100", "raw_json": "1", **query}
        data = self.call(operation, "GET", path, query=asked).fields.inside("data")
        if "children" not in data.values:
            self.refuse_answer(operation)
        found = [(one.text("kind"), one.inside("data")) for one in data.items("children")]
        return found, data.text("after")

    def own(self, owner: str, which: str, since: datetime) -> Iterator[Fields]:
        """Yield an account's own `submitted` or `comments` since then, newest first.

        Raises:
            OutcomeUnknown: there are more than can be read.
        """
        floor, after = since - self.ahead - SKEW, ""
        for _ in range(MAX_PAGES):
            query = {"sort": "new", **({"after": after} if after else {})}
            page, after = self.things("find", f"/user/{owner}/{which}", query)
            recent = [one for _, one in page if (made_at(one) or floor) >= floor]
            yield from recent
            if not after or len(recent) < len(page):
                return
        self.refuse_unread_posts("find")

    def bring(self, name: str, mime: str, body: bytes | Opened) -> Brought:
        """Put a file where Reddit says. The credential does not go along."""
        form: dict[str, str | list[str]] = {
            "api_type": "json", "filepath": name, "mimetype": mime,
        }  # fmt: skip
        told = self.call("upload", "POST", "/api/media/asset.json", form=form).fields
        fields = {
            one.text("name"): one.text("value") for one in told.inside("args").items("fields")
        }
        address = told.inside("args").text("action")
        address = f"https:{address}" if address.startswith("//") else address
        host = web_host(address)
        if not fields.get("key") or not (host == web_host(self.server) or host.endswith(_STORES)):
            self.refuse_answer("upload")
        self._store.ask(
            "upload", "POST", address, plain=True, silence_s=120.0, total_s=UPLOAD_S,
            form=dict(fields), files={"file": Upload(name=name, mime=mime, body=body)},
        )  # fmt: skip
        number = told.inside("asset").text("asset_id")
        return Brought(number=number, address=f"{address}/{fields['key']}")
