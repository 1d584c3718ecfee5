"""One account's requests to the API, and the pieces of a film on their way."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from automation.domain.content.media import MediaFile, MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.errors import NetworkError, OutcomeUnknown, Sent, Unavailable
from automation.http import Answer, Caller, Fields, Http, Json, Line, Repeat, Request, Verdict
from automation.language import mark
from automation.networks.tiktok.post import Chunks
from automation.networks.tiktok.refusals import judge, says_expired

UPLOAD_S = 900.0
"""How long one piece may take: 20 MB over a fifth of a megabit a second."""
TRIES = 4
"""How often a lost piece is sent again in one run."""


class Wire(Line):
    """Sends requests to the API's server; every one is a POST with JSON."""

    def __init__(self, server: str, caller: Caller, http: Http) -> None:
        super().__init__(server, replace(caller, says_expired=says_expired), http, judge)

    def call(
        self, operation: str, path: str, body: Mapping[str, Json], repeat: Repeat = Repeat.FREELY
    ) -> Fields:
        """Return an answer's `data`.

        Raises:
            Unavailable: what came is no answer of TikTok's (OutcomeUnknown of a write sent once).
        """
        answer = self.ask(operation, "POST", f"/v2/{path}", repeat=repeat, json=body).fields
        if answer.inside("error").text("code") != "ok":
            unsure = repeat is Repeat.ONCE
            self.fail(
                OutcomeUnknown if unsure else Unavailable, operation,
                mark("{network} answered channel {channel} with something else than was asked for."),
                mark("Nothing to do: the next run tries again."), sent=Sent.UNKNOWN if unsure else Sent.NO,
            )  # fmt: skip
        return answer.inside("data")

    def status(self, operation: str, publish_id: str) -> Fields:
        """Ask how far TikTok is with a post."""
        return self.call(operation, "post/publish/status/fetch/", {"publish_id": publish_id})


class Upload:
    """A film on its way to the address that TikTok named for it, which carries its own pass."""

    def __init__(self, wire: Wire, http: Http, media: MediaSource, address: str) -> None:
        self._wire = wire
        self._http = http
        self._media = media
        self._address = address
        host = urlsplit(address).hostname or ""
        is_theirs = address.startswith("https://") and host.endswith(".tiktokapis.com")
        if not (is_theirs or address.startswith(f"{wire.server}/")):
            wire.fail(
                Unavailable, "begin upload",
                mark("{network} took the beginning of an upload of channel {channel} and did not say where to send it."),
                mark("Nothing to do: nothing was published, and the next run tries again."),
            )  # fmt: skip
        caller = replace(wire.caller, scheme="")
        self._line = Line(wire.server, caller, http, _judge)

    def send(self, file: MediaFile, publish_id: str, attempt: Attempt) -> None:
        """Send all pieces, the last one once `attempt` lets it go.

        Raises:
            OutcomeUnknown: the last piece left, and TikTok could not be asked what came of it.
            Unavailable: pieces were lost again and again; nothing can be seen.
            MediaError: the file changed since it was checked.
        """
        chunks = Chunks(file.byte_count)
        last = b""
        with self._media.open(file) as stream:
            for start, end in chunks:
                last = stream.read(end - start)
                if end < file.byte_count:
                    self._put("upload", file, start, last, publish_id)
        attempt.go()
        start, _ = list(chunks)[-1]
        self._put("publish", file, start, last, publish_id)

    def _put(
        self, operation: str, file: MediaFile, start: int, body: bytes, publish_id: str
    ) -> None:
        """Send one piece; one whose answer was lost is sent again when TikTok does not have it."""
        span = f"bytes {start}-{start + len(body) - 1}/{file.byte_count}"
        for nth in range(TRIES):
            try:
                self._line.ask(
                    operation, "PUT", self._address, repeat=Repeat.ONCE, body=body, plain=True,
                    headers={"Content-Range": span, "Content-Type": file.mime}, total_s=UPLOAD_S,
                )  # fmt: skip
            except OutcomeUnknown as error:
                self._http.pace.sleep(2.0**nth)
                if self._arrived(error, publish_id) >= start + len(body):
                    return
            else:
                return
        self._wire.fail(
            Unavailable, "upload",
            mark("The upload of a video of channel {channel} to {network} was cut again and again."),
            mark("Nothing to do: nothing was published, and the next run tries again."),
        )  # fmt: skip

    def _arrived(self, lost: NetworkError, publish_id: str) -> int:
        """Return how many bytes TikTok has; all when it is past the upload."""
        try:
            status = self._wire.status("ask upload", publish_id)
        except NetworkError as silence:
            raise lost from silence
        under_way = status.text("status") == "PROCESSING_UPLOAD"
        return status.count("uploaded_bytes") or 0 if under_way else 2**63


def _judge(_request: Request, answer: Answer) -> Verdict | None:
    """403 of the upload's address is no word on the credential: the address lives for an hour."""
    if answer.status != 403:
        return None
    return Verdict(
        kind=Unavailable,
        what=mark("The address that {network} named for a video of channel {channel} has expired."),
        fix=mark("Nothing to do: nothing was published, and the next run tries again."),
    )
