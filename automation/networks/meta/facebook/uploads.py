"""Files on their way to a Page: nobody sees them before the post that shows them."""

import mimetypes

from automation.domain.content.draft import Attachment
from automation.domain.content.media import MediaFile, MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.errors import Rejected
from automation.http import Fields, Upload
from automation.language import mark
from automation.networks.meta.graph import Graph

UPLOAD_S = 900.0
"""How long sending one piece may take."""
PROCESSING_S = 120.0
_FILM = "film"


class Uploads:
    """The files of one Page's post."""

    def __init__(self, graph: Graph, page: str, media: MediaSource) -> None:
        self._graph = graph
        self._page = page
        self._media = media

    def photos(self, attachments: tuple[Attachment, ...], attempt: Attempt) -> list[str]:
        """Upload pictures unpublished; return their ids. Those an earlier try kept are used."""
        return [
            attempt.kept.get(f"photo{place}") or self._photo(place, one, attempt)
            for place, one in enumerate(attachments)
        ]

    def film(self, file: MediaFile, attempt: Attempt) -> tuple[str, str]:
        """Send a film into an upload session; return the session's id and the film's.

        They are kept once all of it is there. One cut off before that is sent anew, unseen.
        """
        upload, _, film = attempt.kept.get(_FILM, "").partition("/")
        if film:
            return upload, film
        started = self._step({"upload_phase": "start", "file_size": str(file.byte_count)})
        upload, film = started.text("upload_session_id"), started.text("video_id")
        with self._media.open(file) as source:
            start, end = _offsets(started)
            while start < end:
                source.seek(start)
                piece = Upload(name="piece", mime=file.mime, body=source.read(end - start))
                form = {"upload_phase": "transfer", "upload_session_id": upload, "start_offset": str(start)}  # fmt: skip
                start, end = _offsets(self._step(form, piece))
        attempt.keep(_FILM, f"{upload}/{film}")
        return upload, film

    def refuse_failed(self, film: str) -> None:
        """Look after a film that was just published; raise when Facebook could not process it.

        One that takes longer than two minutes is believed to be well.
        """
        pace = self._graph.pace
        wait_s, ends_at = 2.0, pace.elapsed_s() + PROCESSING_S
        while pace.elapsed_s() + wait_s < ends_at:
            told = self._graph.read("publish", f"/{film}", "id,status").inside("status")
            if told.text("video_status") == "error":
                self._graph.fail(
                    Rejected, "publish",
                    mark("{network} took the film of channel {channel} and then could not process it, so the post is not shown."),
                    mark("The post's owner saves the film as MP4 (H.264 and AAC), puts it into the media cell and sets the post ready again."),
                )  # fmt: skip
            if told.text("video_status") == "ready":
                return
            pace.sleep(wait_s)
            wait_s = min(wait_s * 2, 30.0)

    def _photo(self, place: int, attachment: Attachment, attempt: Attempt) -> str:
        file = attachment.file
        name = f"photo{mimetypes.guess_extension(file.mime) or ''}"
        alt = {"alt_text_custom": attachment.alt_text} if attachment.alt_text else {}
        answer = self._graph.ask(
            "upload", "POST", f"/{self._page}/photos", form={"published": "false", **alt}, total_s=UPLOAD_S,
            files={"source": Upload(name=name, mime=file.mime, body=self._media.read(file))},
        )  # fmt: skip
        photo = self._graph.made("upload", answer)
        attempt.keep(f"photo{place}", photo)
        return photo

    def _step(self, form: dict[str, str], piece: Upload | None = None) -> Fields:
        files = {"video_file_chunk": piece} if piece else {}
        return self._graph.ask(
            "upload", "POST", f"/{self._page}/videos", form=form, files=files, total_s=UPLOAD_S
        ).fields


def _offsets(answer: Fields) -> tuple[int, int]:
    """Return from where to where the next piece goes; equal ones mean that all of it is there."""
    start, end = answer.text("start_offset"), answer.text("end_offset")
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (0, 0)
