"""One account's requests to Reddit, its lists, and bringing a picture."""

import mimetypes
from collections.abc import Mapping
from typing import NoReturn, Unpack

from automation.domain.content.media import MediaFile
from automation.domain.team.channel import web_host
from automation.errors import OutcomeUnknown, Sent, Unavailable
from automation.http import Answer, Caller, Fields, Http, Line, Method, Repeat, Upload
from automation.http.line import More
from automation.language import mark
from automation.networks.reddit.refusals import judge

UPLOAD_S = 300.0
_STORES = (".amazonaws.com", ".reddit.com", ".redd.it")
"""Where Reddit lets files be put."""


class Wire(Line):
    """Sends one channel's requests; Reddit wants each app to name itself."""

    def __init__(self, server: str, caller: Caller, http: Http, name: str) -> None:
        super().__init__(server, caller, http, judge)
        self._name = f"server:lembar:v1 (for {name})"
        bare = Caller(network=caller.network, channel=caller.channel, token=caller.token, scheme="")
        self._store = Line(server, bare, http)

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

    def bring(self, file: MediaFile, body: bytes) -> str:
        """Put a picture where Reddit says; return its address there. The credential does not go along."""
        name = f"picture{mimetypes.guess_extension(file.mime) or ''}"
        form: dict[str, str | list[str]] = {"filepath": name, "mimetype": file.mime}
        lease = self.call("upload", "POST", "/api/media/asset.json", form=form).fields.inside(
            "args"
        )
        fields = {one.text("name"): one.text("value") for one in lease.items("fields")}
        address = lease.text("action")
        address = f"https:{address}" if address.startswith("//") else address
        host = web_host(address)
        if not fields.get("key") or not (host == web_host(self.server) or host.endswith(_STORES)):
            self.refuse_answer("upload")
        self._store.ask(
            "upload", "POST", address, plain=True, total_s=UPLOAD_S,
            form=dict(fields), files={"file": Upload(name=name, mime=file.mime, body=body)},
        )  # fmt: skip
        return f"{address}/{fields['key']}"

    def refuse_answer(self, operation: str) -> NoReturn:
        """Raise Unavailable: what came is not what was asked for."""
        self.fail(
            Unavailable, operation,
            mark("{network} answered channel {channel} with something else than was asked for."),
            mark("Nothing to do: nothing was published, and the next run tries again."),
        )  # fmt: skip

    def refuse_unshown(self, operation: str) -> NoReturn:
        """Raise OutcomeUnknown: it left, and what came back does not show it."""
        self.fail(
            OutcomeUnknown, operation,
            mark("Channel {channel} sent this to {network}, and what came back is no published post. It may be there."),
            mark("Do not send it again by hand. The next run looks for it on the channel."),
            sent=Sent.UNKNOWN,
        )  # fmt: skip
