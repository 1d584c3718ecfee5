"""Uploading one file, and waiting until the server has processed it."""

import mimetypes
from functools import partial

from automation.domain.content.draft import Attachment
from automation.domain.content.media import MediaSource
from automation.errors import Unavailable
from automation.http import Http, Upload
from automation.language import mark
from automation.networks.mastodon.wire import Wire

PROCESSING_S = 120.0
"""How long an upload may be processed by the server before the post is left for the next run."""
UPLOAD_S = 900.0
"""How long sending one file may take: a film of 99 MiB over one megabit a second."""


def upload(wire: Wire, http: Http, media: MediaSource, attachment: Attachment) -> str:
    """Upload one file and wait until the server has processed it; return its id.

    Raises:
        Unavailable: the server did not finish in time; nothing was published.
        MediaError: the file changed since it was checked.
    """
    file = attachment.file
    name = f"media{mimetypes.guess_extension(file.mime) or ''}"
    sent = Upload(name=name, mime=file.mime, body=partial(media.open, file))
    answer = wire.ask(
        "upload", "POST", "/api/v2/media", file=sent, silence_s=PROCESSING_S, total_s=UPLOAD_S,
        form={"description": attachment.alt_text} if attachment.alt_text else {},
    )  # fmt: skip
    number = answer.fields.text("id")
    wait_s, ends_at = 1.0, http.pace.elapsed_s() + PROCESSING_S
    while not (answer.status == 200 and answer.fields.text("url")):
        if not number or http.pace.elapsed_s() > ends_at:
            wire.fail(
                Unavailable, "upload",
                mark("{network} did not finish processing a file of channel {channel}."),
                mark("Nothing to do: nothing was published, and the next run tries again. If it lasts, the post's owner makes the file smaller."),
            )  # fmt: skip
        http.pace.sleep(wait_s)
        wait_s = min(wait_s * 2, 10.0)
        answer = wire.ask("wait for upload", "GET", f"/api/v1/media/{number}")
    return number
