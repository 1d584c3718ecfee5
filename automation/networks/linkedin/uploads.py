"""Bringing a file to LinkedIn: asked for an address, sent there, and waited for when it is a film.

Source: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/images-api
and …/videos-api (excerpts and other clients' code, read 2026-11-21).
"""

from automation.domain.content.draft import Attachment
from automation.domain.content.media import MediaFile, MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.team.channel import web_host
from automation.errors import NotReady, Rejected
from automation.http import Fields, Http
from automation.language import mark
from automation.networks.linkedin.posts import in_path
from automation.networks.linkedin.wire import Rest

PROCESSING_S = 120.0
"""How long one run waits for LinkedIn to process a film before it leaves that to the next."""
UPLOAD_S = 900.0
_WAIT_S = 5.0


class Uploads:
    """Brings the files of one author's posts; `may_read` says whether films can be waited for."""

    def __init__(self, line: Rest, http: Http, media: MediaSource, *, may_read: bool) -> None:
        self._line = line
        self._http = http
        self._media = media
        self._may_read = may_read

    def ready(self, place: int, attachment: Attachment, owner: str, attempt: Attempt) -> str:
        """Return the URN of a file that a post may name.

        Raises:
            NotReady: LinkedIn is still processing it.
            Rejected: LinkedIn cannot process it.
            MediaError: it changed since it was checked.
        """
        step, file = f"media {place + 1}", attachment.file
        urn = attempt.kept.get(step, "")
        if not urn:
            urn = self._picture(file, owner) if file.is_image else self._film(file, owner)
            attempt.keep(step, urn)
        if not file.is_image and self._may_read:
            self._wait(urn)
        return urn

    def _picture(self, file: MediaFile, owner: str) -> str:
        begun = self._begin("images", {"owner": owner})
        if not begun.text("image"):
            self._line.refuse_answer("upload")
        self._put(begun.text("uploadUrl"), self._media.read(file))
        return begun.text("image")

    def _film(self, file: MediaFile, owner: str) -> str:
        about: dict[str, str | int | bool] = {
            "owner": owner, "fileSizeBytes": file.byte_count, "uploadCaptions": False, "uploadThumbnail": False,
        }  # fmt: skip
        begun = self._begin("videos", about)
        urn, pieces = begun.text("video"), begun.items("uploadInstructions")
        if not urn or not pieces:
            self._line.refuse_answer("upload")
        parts = []
        with self._media.open(file) as source:
            for piece in pieces:
                first, last = piece.count("firstByte") or 0, piece.count("lastByte") or 0
                source.seek(first)
                parts.append(self._put(piece.text("uploadUrl"), source.read(last - first + 1)))
        done = {"video": urn, "uploadToken": begun.text("uploadToken"), "uploadedPartIds": parts}
        self._line.rest(
            "upload", "POST", "/videos?action=finalizeUpload", plain=True,
            json={"finalizeUploadRequest": done},
        )  # fmt: skip
        return urn

    def _begin(self, kind: str, about: dict[str, str | int | bool]) -> Fields:
        path = f"/{kind}?action=initializeUpload"
        answer = self._line.rest("upload", "POST", path, json={"initializeUploadRequest": about})
        return answer.fields.inside("value")

    def _put(self, address: str, body: bytes) -> str:
        """Send bytes where LinkedIn said; return the name it gives to what it got."""
        host = web_host(address)
        if not (host == "linkedin.com" or host.endswith(".linkedin.com") or self._is_here(host)):
            self._line.refuse_answer("upload")  # the token goes along, so nowhere else
        answer = self._line.ask(
            "upload", "PUT", address, body=body, plain=True, total_s=UPLOAD_S,
            headers={"Content-Type": "application/octet-stream"},
        )  # fmt: skip
        return answer.headers.get("etag", "").strip('"')

    def _is_here(self, host: str) -> bool:
        return host == web_host(self._line.server)

    def _wait(self, urn: str) -> None:
        ends_at = self._http.pace.elapsed_s() + PROCESSING_S
        while True:
            film = self._line.rest("wait for upload", "GET", f"/videos/{in_path(urn)}").fields
            if film.text("status") == "AVAILABLE":
                return
            if film.text("status") == "PROCESSING_FAILED":
                self._line.fail(
                    Rejected, "wait for upload",
                    mark("{network} took a file of channel {channel}, and then could not use it: {detail}."),
                    mark("The post's owner saves it anew as a plain MP4 (H.264) or GIF, and sets the post ready again."),
                    detail=film.text("processingFailureReason") or "–",
                )  # fmt: skip
            if self._http.pace.elapsed_s() + _WAIT_S > ends_at:
                self._line.fail(
                    NotReady, "wait for upload",
                    mark("{network} is still processing a file of channel {channel}."),
                    mark("Nothing to do: nothing was published, and the next run goes on from there."),
                )  # fmt: skip
            self._http.pace.sleep(_WAIT_S)
