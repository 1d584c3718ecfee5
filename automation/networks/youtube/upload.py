"""A resumable upload: one session, filled piece by piece, which ends as a video.

The session tells how far it got, so a piece is never guessed at; a finished one answers with its
video. Only the last piece makes anything visible.

Source: https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol and
https://developers.google.com/workspace/drive/api/guides/manage-uploads (the same protocol). How long
a session lives is not told for YouTube; elsewhere at Google it is a week (read 2026-11-22).
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from automation.domain.content.media import MediaFile, MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.errors import Gone, NetworkError, OutcomeUnknown, Sent, Unavailable
from automation.http import Answer, Fields, Http, Json, Repeat
from automation.language import mark
from automation.networks.youtube.video import PARTS
from automation.networks.youtube.wire import DATA, Wire

UPLOAD = "upload"
"""Under what name the session's address is kept."""
PIECE = 8 * 1024 * 1024
"""How many bytes go in one request; the protocol wants a multiple of 256 KiB."""
PIECE_S = 900.0
"""How long one piece may take: 8 MiB over a tenth of a megabit a second."""
TRIES = 6
"""How often a session is asked and gone on with in one run, when pieces are lost."""
_MORE = 308
_REACHED = re.compile(r"bytes=0-(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploads:
    """Sends the films of one channel."""

    wire: Wire
    http: Http
    media: MediaSource

    def send(self, file: MediaFile, resource: dict[str, Json], attempt: Attempt) -> Fields:
        """Return the video, sent from where an earlier run stopped.

        Raises:
            OutcomeUnknown: the last piece left, and the session could not be asked afterwards.
            Unavailable: pieces were lost again and again; the next run goes on from there.
            MediaError: the file changed since it was checked.
        """
        session = attempt.kept.get(UPLOAD, "")
        if session and self.is_theirs(session):
            try:
                return self._go_on(file, session, self.ask(file, session), attempt)
            except Gone:
                attempt.keep(UPLOAD, "")
        session = self._begin(file, resource)
        attempt.keep(UPLOAD, session)
        return self._go_on(file, session, 0, attempt)

    def ask(self, file: MediaFile, session: str) -> Fields | int:
        """Return the video of a finished session, or how many bytes an open one has.

        Raises:
            Gone: the session is over.
        """
        return self._put("ask upload", session, file, f"bytes */{file.byte_count}", b"")

    def is_theirs(self, session: str) -> bool:
        """Say whether a kept address is Google's: the credential goes there."""
        host = urlsplit(session).hostname or ""
        is_google = session.startswith("https://") and host.endswith(".googleapis.com")
        return is_google or session.startswith(f"{self.wire.server}/")

    def _begin(self, file: MediaFile, resource: dict[str, Json]) -> str:
        answer = self.wire.ask(
            "begin upload", "POST", f"/upload{DATA}/videos", plain=True,
            query={"uploadType": "resumable", "part": PARTS}, json=resource,
            headers={"X-Upload-Content-Length": str(file.byte_count), "X-Upload-Content-Type": file.mime},
        )  # fmt: skip
        session = answer.headers.get("location", "")
        if not self.is_theirs(session):
            self.wire.fail(Unavailable, "begin upload", _NO_SESSION, _TRIES_AGAIN)
        return session

    def _go_on(
        self, file: MediaFile, session: str, reached: Fields | int, attempt: Attempt
    ) -> Fields:
        nth = 0
        while not isinstance(reached, Fields):
            if nth == TRIES:
                self.wire.fail(Unavailable, "upload", _CUT, _GOES_ON)
            try:
                reached = self._rest(file, session, reached, attempt)
            except (OutcomeUnknown, Unavailable) as error:
                reached = self._after(error, file, session, nth)
            nth += 1
        return reached

    def _rest(self, file: MediaFile, session: str, reached: int, attempt: Attempt) -> Fields | int:
        """Send from `reached` on. The file is known to be unchanged before its last piece leaves."""
        with self.media.open(file) as stream:
            while file.byte_count - reached > PIECE:
                stream.seek(reached)
                state = self._piece("upload", session, file, reached, stream.read(PIECE))
                if isinstance(state, Fields) or state <= reached:
                    return state
                reached = state
            stream.seek(reached)
            last = stream.read(PIECE)
        if not last:
            return self.ask(file, session)
        attempt.go()
        return self._piece("publish", session, file, reached, last)

    def _after(self, error: NetworkError, file: MediaFile, session: str, nth: int) -> Fields | int:
        """Ask the session what came of a lost piece; doubt about the last one stays doubt."""
        if error.call.sent is Sent.NO and error.call.operation == "publish":
            raise error
        self.http.pace.sleep(min(2.0**nth, 20.0))
        try:
            return self.ask(file, session)
        except NetworkError as silence:
            if error.call.operation == "publish":
                raise error from silence
            raise

    def _piece(
        self, operation: str, session: str, file: MediaFile, at: int, body: bytes
    ) -> Fields | int:
        ends = at + len(body) - 1
        return self._put(operation, session, file, f"bytes {at}-{ends}/{file.byte_count}", body)

    def _put(
        self, operation: str, session: str, file: MediaFile, span: str, body: bytes
    ) -> Fields | int:
        answer = self.wire.ask(
            operation, "PUT", session, repeat=Repeat.ONCE if body else Repeat.FREELY, body=body,
            headers={"Content-Range": span, "Content-Type": file.mime},
            takes=frozenset({_MORE}), names_post=True, total_s=PIECE_S,
        )  # fmt: skip
        if answer.status == _MORE:
            return _reached(answer)
        if not answer.fields.text("id"):
            self.wire.fail(OutcomeUnknown, operation, _NO_VIDEO, _NOT_BY_HAND, sent=Sent.UNKNOWN)
        return answer.fields


def _reached(answer: Answer) -> int:
    """Return how many bytes the session has; without a word of it, none."""
    found = _REACHED.fullmatch(answer.headers.get("range", "").strip())
    return int(found[1]) + 1 if found else 0


_NO_SESSION = mark("{network} took the beginning of an upload of channel {channel} and did not say where to send it.")  # fmt: skip
_TRIES_AGAIN = mark("Nothing to do: nothing was published, and the next run tries again.")
_CUT = mark("The upload of a video of channel {channel} to {network} was cut again and again.")
_GOES_ON = mark("Nothing to do: the next run goes on from there.")
_NO_VIDEO = mark("Channel {channel} sent this to {network}, and what came back is no published post. It may be there.")  # fmt: skip
_NOT_BY_HAND = mark("Do not send it again by hand. The next run looks for it on the channel.")
