"""Uploading a film: registered, sent to the store Pinterest names, and waited for."""

from functools import partial
from urllib.parse import urlsplit

from automation.domain.content.draft import Attachment
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.errors import Gone, NotReady, Rejected
from automation.http import Caller, Fields, Http, Line, Repeat, Upload
from automation.language import mark

MEDIA = "media"
"""The step whose handle is the film's number."""
UPLOAD_S = 1800.0
WAIT_S = 120.0
"""How long a run waits for a film; the next one goes on with the same."""


def film_id(line: Line, http: Http, media: MediaSource, film: Attachment, attempt: Attempt) -> str:
    """Return the number of a film that is ready to be shown; one uploaded before is used again.

    Raises:
        NotReady: Pinterest is still at work on it.
        Rejected: Pinterest cannot use it.
    """
    number = attempt.kept.get(MEDIA, "")
    status = _status(line, number) if number else "gone"
    if status in {"gone", "registered"}:  # registered: its upload was cut off
        number = _upload(line, http, media, film)
        attempt.keep(MEDIA, number)
        status = "processing"
    wait_s, ends_at = 1.0, http.pace.elapsed_s() + WAIT_S
    while status != "succeeded":
        if status == "failed":
            attempt.keep(MEDIA, "")
            line.fail(
                Rejected, "upload",
                mark("{network} took the film of channel {channel} and could not use it."),
                mark("Nothing was published. The post's owner saves the film anew as MP4 (H.264), and sets the post ready again."),
            )  # fmt: skip
        if http.pace.elapsed_s() >= ends_at:
            line.fail(
                NotReady, "upload",
                mark("{network} is still at work on the film of channel {channel}."),
                mark("Nothing to do: the next run goes on from there."),
            )  # fmt: skip
        http.pace.sleep(wait_s)
        wait_s = min(wait_s * 2, 10.0)
        status = _status(line, number)
    return number


def _status(line: Line, number: str) -> str:
    try:
        found = line.ask("wait for upload", "GET", f"/v5/media/{number}", names_post=True).fields
    except Gone:
        return "gone"
    return found.text("status")


def _upload(line: Line, http: Http, media: MediaSource, film: Attachment) -> str:
    made = line.ask("upload", "POST", "/v5/media", json={"media_type": "video"}).fields
    _store(line, http, made).ask(
        "upload", "POST", made.text("upload_url"), Repeat.FREELY, plain=True, silence_s=120.0, total_s=UPLOAD_S,
        form={name: value for name, value in made.inside("upload_parameters").values.items() if isinstance(value, str)},
        file=Upload(name="film.mp4", mime=film.file.mime, body=partial(media.open, film.file)),
    )  # fmt: skip
    return made.text("media_id")


def _store(line: Line, http: Http, made: Fields) -> Line:
    """Return the line to the store: what signs there stands in the form, and no credential goes along."""
    known = line.caller
    store = Caller(network=known.network, channel=known.channel, token=known.token, scheme="")
    parts = urlsplit(made.text("upload_url"))
    near = Line(f"{parts.scheme}://{parts.netloc}", store, http)
    return near if parts.netloc else line
