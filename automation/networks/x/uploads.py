"""Bringing a file to X: a picture at once, a film or a moving picture in pieces, and waiting for it.

A file that was brought is kept by its id until X forgets it, so a run that ends while a film is
processed is continued by the next one.

Source: https://docs.x.com/x-api/media/quickstart/media-upload-chunked (read 2026-11-21).
"""

from datetime import UTC, datetime, timedelta
from typing import NoReturn

from automation.domain.content.draft import Attachment
from automation.domain.content.media import MediaFile, MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.errors import NotReady, Rejected, Unavailable
from automation.http import Fields, Http, Line, Upload
from automation.language import mark

PIECE_BYTES = 1024 * 1024
"""How large the pieces are; X numbers them from 0 to 999, so the largest film still fits."""
PROCESSING_S = 120.0
"""How long one run waits for X to process a film before it leaves that to the next."""
UPLOAD_S = 900.0
_USUAL_LIFE = timedelta(hours=24)
_MARGIN = timedelta(minutes=10)
"""A file that X forgets sooner than this is brought again."""


class Uploads:
    """Brings the files of one channel's posts to X."""

    def __init__(self, line: Line, http: Http, media: MediaSource) -> None:
        self._line = line
        self._http = http
        self._media = media

    def ready(self, place: int, attachment: Attachment, attempt: Attempt) -> str:
        """Return the id of a file that a post may name.

        Raises:
            NotReady: X is still processing it.
            Rejected: X cannot process it.
            MediaError: it changed since it was checked.
        """
        step = f"media {place + 1}"
        media = _still_known(attempt.kept.get(step, ""), self._http.clock())
        if media and (not _is_processed(attachment.file) or self._wait(media)):
            return media
        media, ends_at = self._bring(attachment.file)
        self._describe(media, attachment)
        attempt.keep(step, f"{media} {ends_at.timestamp():.0f}")
        if _is_processed(attachment.file) and not self._wait(media):
            self._refuse()
        return media

    def _bring(self, file: MediaFile) -> tuple[str, datetime]:
        told = self._in_pieces(file) if _is_processed(file) else self._at_once(file)
        if not told.text("id"):
            self._refuse()
        life_s = told.count("expires_after_secs")
        life = timedelta(seconds=life_s) if life_s else _USUAL_LIFE
        return told.text("id"), self._http.clock() + life

    def _at_once(self, file: MediaFile) -> Fields:
        upload = Upload(name="media", mime=file.mime, body=self._media.read(file))
        answer = self._line.ask(
            "upload", "POST", "/2/media/upload", total_s=UPLOAD_S,
            form={"media_category": "tweet_image", "media_type": file.mime}, files={"media": upload},
        )  # fmt: skip
        return answer.fields.inside("data")

    def _in_pieces(self, file: MediaFile) -> Fields:
        category = "tweet_gif" if file.is_image else "tweet_video"
        begun = self._line.ask(
            "upload", "POST", "/2/media/upload/initialize",
            json={"media_type": file.mime, "total_bytes": file.byte_count, "media_category": category},
        ).fields.inside("data")  # fmt: skip
        path = f"/2/media/upload/{begun.text('id')}"
        if not begun.text("id"):
            self._refuse()
        with self._media.open(file) as source:
            number = 0
            while piece := source.read(PIECE_BYTES):
                upload = Upload(name="piece", mime="application/octet-stream", body=piece)
                self._line.ask(
                    "upload", "POST", f"{path}/append", total_s=UPLOAD_S, plain=True,
                    form={"segment_index": str(number)}, files={"media": upload},
                )  # fmt: skip
                number += 1
        return self._line.ask("upload", "POST", f"{path}/finalize").fields.inside("data")

    def _describe(self, media: str, attachment: Attachment) -> None:
        if attachment.alt_text and attachment.file.is_image:
            about = {"alt_text": {"text": attachment.alt_text}}
            self._line.ask(
                "describe", "POST", "/2/media/metadata", json={"id": media, "metadata": about}
            )

    def _wait(self, media: str) -> bool:
        """Wait until X has processed a file; False when it does not know the file any more."""
        ends_at = self._http.pace.elapsed_s() + PROCESSING_S
        query = {"command": "STATUS", "media_id": media}
        while True:
            answer = self._line.ask(
                "wait for upload", "GET", "/2/media/upload", query=query, takes=frozenset({404})
            )
            if answer.status == 404:
                return False
            work = answer.fields.inside("data", "processing_info")
            if not work.values or work.text("state") == "succeeded":
                return True
            if work.text("state") == "failed":
                self._refuse_file(work.inside("error"))
            wait_s = float(work.count("check_after_secs") or 5)
            if self._http.pace.elapsed_s() + wait_s > ends_at:
                self._line.fail(
                    NotReady, "wait for upload",
                    mark("{network} is still processing a file of channel {channel}."),
                    mark("Nothing to do: nothing was published, and the next run goes on from there."),
                )  # fmt: skip
            self._http.pace.sleep(wait_s)

    def _refuse_file(self, error: Fields) -> NoReturn:
        self._line.fail(
            Rejected, "wait for upload",
            mark("{network} took a file of channel {channel}, and then could not use it: {detail}."),
            mark("The post's owner saves it anew as a plain MP4 (H.264) or GIF, and sets the post ready again."),
            detail=error.text("message") or error.text("name") or "–",
        )  # fmt: skip

    def _refuse(self) -> NoReturn:
        self._line.fail(
            Unavailable, "upload",
            mark("{network} took a file of channel {channel}, and did not say under which name."),
            mark("Nothing to do: nothing was published, and the next run tries again."),
        )  # fmt: skip


def _is_processed(file: MediaFile) -> bool:
    """Say whether X works on a file after it came: films, and pictures that move."""
    return not file.is_image or file.is_animated


def _still_known(handle: str, now: datetime) -> str:
    """Return the id in a handle, empty when X has forgotten it or soon will."""
    media, _, ends_at = handle.partition(" ")
    if not ends_at.isdecimal():
        return ""
    return media if datetime.fromtimestamp(int(ends_at), UTC) - now > _MARGIN else ""
