"""Videos go through a service of their own, which works on them for minutes and hands them over.

The job's number is kept, so a run that ends in between is gone on with by the next one.

Source: https://docs.bsky.app/docs/tutorials/video and lexicons/app/bsky/video (read 2026-11-21).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlencode, urlsplit

from automation.domain.content.media import MediaFile, MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.errors import NotReady, Rejected, Unavailable
from automation.http import Answer, Fields, Http
from automation.language import mark
from automation.networks.bluesky.record import Blob
from automation.networks.bluesky.wire import Xrpc
from automation.settings import Secret

SERVICE = "https://video.bsky.app"
JOB = "video"
"""Under what name the job's number is kept."""
UPLOAD_S = 3600.0
"""How long sending one file may take: 300 MB over a megabit a second, and some more."""
PROCESSING_S = 120.0
"""How long a run waits for the service before it leaves the post to the next one."""
_PASS_LASTS = timedelta(minutes=30)
_EXISTS = 409
"""The service has had this very file already, and names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Films:
    """Sends the videos of one account (`did`), whose server is `pds`, to the video service."""

    did: str
    pds: Xrpc
    service: str
    http: Http
    media: MediaSource

    def send(self, file: MediaFile, attempt: Attempt) -> Blob:
        """Return what the account's server calls the video, when the service is done with it.

        Raises:
            NotReady: the service is still at work; the next run asks again.
            Rejected: it does not take the video.
        """
        job, status = attempt.kept.get(JOB, ""), Fields()
        if not job:
            status = self._upload(file)
            job = status.text("jobId")
            if job:
                attempt.keep(JOB, job)
        return _blob_in(status) or self._wait(job, attempt)

    def _upload(self, file: MediaFile) -> Fields:
        """Send the bytes with a pass from the account's server; return the job's status."""
        line = self._line(self._pass())
        name = f"{file.sha256[:16]}.mp4"
        path = f"/xrpc/app.bsky.video.uploadVideo?{urlencode({'did': self.did, 'name': name})}"
        answer = line.ask(
            "upload", "POST", path, body=partial(self.media.open, file), headers={"Content-Type": file.mime},
            takes=frozenset({_EXISTS}), silence_s=PROCESSING_S, total_s=UPLOAD_S,
        )  # fmt: skip
        return _status_in(answer)

    def _wait(self, job: str, attempt: Attempt) -> Blob:
        line = self._line()
        if not job:
            line.fail(Unavailable, "upload", _NO_JOB, _NO_JOB_FIX)
        wait_s, ends_at = 1.0, self.http.pace.elapsed_s() + PROCESSING_S
        while True:
            path = f"/xrpc/app.bsky.video.getJobStatus?{urlencode({'jobId': job})}"
            status = _status_in(line.ask("wait for video", "GET", path))
            if blob := _blob_in(status):
                return blob
            if status.text("state") == "JOB_STATE_FAILED":
                attempt.keep(JOB, "")
                detail = status.text("message") or status.text("error")
                line.fail(Rejected, "upload", _FAILED, _FAILED_FIX, detail=detail)
            if self.http.pace.elapsed_s() > ends_at:
                line.fail(NotReady, "upload", _AT_WORK, _AT_WORK_FIX)
            self.http.pace.sleep(wait_s)
            wait_s = min(wait_s * 2, 10.0)

    def _pass(self) -> Secret:
        """Ask the account's server for a pass that lets the service put the file there."""
        now: datetime = self.http.clock()
        host = urlsplit(self.pds.server).hostname
        answer = self.pds.query("upload", "com.atproto.server.getServiceAuth", {
            "aud": f"did:web:{host}", "lxm": "com.atproto.repo.uploadBlob",
            "exp": str(int((now + _PASS_LASTS).timestamp())),
        })  # fmt: skip
        return Secret(answer.text("token"), self.pds.caller.token.name)

    def _line(self, token: Secret | None = None) -> Xrpc:
        """Return the line to the service; a job's status is public."""
        caller = replace(self.pds.caller, scheme="Bearer" if token else "")
        return Xrpc(self.service, replace(caller, token=token) if token else caller, self.http)


def _status_in(answer: Answer) -> Fields:
    """The status stands in `jobStatus` by the lexicon, and an upload's came bare."""
    return (
        answer.fields.inside("jobStatus")
        if answer.fields.inside("jobStatus").values
        else answer.fields
    )


def _blob_in(status: Fields) -> Blob:
    return status.inside("blob").values


_NO_JOB = mark("{network} took a video of channel {channel} and did not say how to ask for it.")
_NO_JOB_FIX = mark("Nothing to do: nothing was published, and the next run tries again.")
_AT_WORK = mark("{network} is still working on the video of channel {channel}.")
_AT_WORK_FIX = mark("Nothing to do: the next run goes on from there.")
_FAILED = mark("{network} did not accept the video of channel {channel}: {detail}.")
_FAILED_FIX = mark("The post's owner gives another video and sets the post ready again.")
