"""Beginning a post, sending what it consists of, and waiting for TikTok to be done with it."""

from dataclasses import dataclass
from typing import NoReturn

from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.errors import (
    Gone,
    NetworkError,
    NotReady,
    OutcomeUnknown,
    Rejected,
    Sent,
    Unavailable,
)
from automation.http import Fields, Http, Json, Repeat
from automation.language import Sentence, mark
from automation.networks.tiktok.post import (
    film_of,
    is_film,
    is_public,
    photos_of,
    post_id,
    source_of,
)
from automation.networks.tiktok.refusals import AGAIN, FAILED
from automation.networks.tiktok.wire import Upload, Wire

POST = "publish_id"
"""Under what name the handle of a begun post is kept."""
WAIT_S = 120.0
"""How long a run waits for TikTok's work before it leaves the post to the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One account's posts while TikTok makes them."""

    wire: Wire
    http: Http
    media: MediaSource

    def begin(self, part: Part, creator: Fields | None, attempt: Attempt) -> str:
        """Begin a post and send what it consists of; return its handle, which is kept.

        Without what the creator allows it becomes a draft in the account's inbox.
        """
        return self._film(part, creator, attempt) if is_film(part) else self._photos(part, creator, attempt)  # fmt: skip

    def is_unfinished(self, begun: str, part: Part) -> bool:
        """Say whether a begun post provably never got all its bytes: then it is begun anew."""
        try:
            return lacks_bytes(self.wire.status("ask upload", begun), part)
        except Gone:
            return True

    def wait(self, begun: str, part: Part, attempt: Attempt) -> Fields:
        """Wait until TikTok is done with a post; for its id too, where everybody may see it.

        Raises:
            NotReady: it is at work still, or the draft lies in the inbox.
            Rejected: it refused the post. Unavailable: the next run begins it anew.
        """
        wait_s, ends_at = 2.0, self.http.pace.elapsed_s() + WAIT_S
        while True:
            status = self._asked(begun)
            is_over = self.http.pace.elapsed_s() > ends_at
            state = status.text("status")
            if state == "PUBLISH_COMPLETE" and (post_id(status) or is_over or not is_public(part)):
                return status
            if state == "FAILED":
                attempt.keep(POST, "")
                again = status.text("fail_reason") in AGAIN
                self.failed(Unavailable if again else Rejected, "publish", status)
            if state == "SEND_TO_USER_INBOX":
                self.wire.fail(NotReady, "publish", _IN_INBOX, _FINISH_IT)
            if is_over:
                self.wire.fail(NotReady, "publish", _AT_WORK, _GOES_ON)
            self.http.pace.sleep(wait_s)
            wait_s = min(wait_s * 2, 10.0)

    def failed(self, kind: type[NetworkError], operation: str, status: Fields) -> NoReturn:
        """Say why a post that was taken came to nothing."""
        reason = status.text("fail_reason")
        known = FAILED.get(reason)
        why = Sentence(known) if known else reason or Sentence(mark("no reason was given"))
        fix = _AGAIN if kind is Unavailable else _ANOTHER
        self.wire.fail(kind, operation, _NOT_SHOWN, fix, why=why)

    def doubt(self, what: str) -> NoReturn:
        """Leave it to a person."""
        self.wire.fail(
            OutcomeUnknown, "find", what,
            mark("The post's owner looks on the channel and chooses the answer in the row."), sent=Sent.UNKNOWN,
        )  # fmt: skip

    def _film(self, part: Part, creator: Fields | None, attempt: Attempt) -> str:
        file = part.attachments[0].file
        init: dict[str, Json] = {"source_info": source_of(file.byte_count)}
        path = "post/publish/inbox/video/init/"
        if creator:
            init["post_info"], path = film_of(part, creator), "post/publish/video/init/"
        answer = self.wire.call("begin upload", path, init)
        begun = answer.text("publish_id")
        upload = Upload(self.wire, self.http, self.media, answer.text("upload_url"))
        attempt.keep(POST, begun)
        upload.send(file, begun, attempt)
        return begun

    def _photos(self, part: Part, creator: Fields | None, attempt: Attempt) -> str:
        """TikTok fetches and posts them at once: this one request is sent once, and has no handle before."""
        addresses = [self.media.address(one.file) for one in part.attachments]
        body = photos_of(part, creator, addresses)
        attempt.go()
        answer = self.wire.call("publish", "post/publish/content/init/", body, Repeat.ONCE)
        attempt.keep(POST, answer.text("publish_id"))
        return answer.text("publish_id")

    def _asked(self, begun: str) -> Fields:
        """Ask how far TikTok is; one that cannot be asked now is asked by the next run."""
        try:
            return self.wire.status("wait", begun)
        except Gone:
            self.doubt(mark("{network} knows nothing of a post of channel {channel} that it took."))
        except NetworkError:
            self.wire.fail(NotReady, "publish", _AT_WORK, _GOES_ON)


def lacks_bytes(status: Fields, part: Part) -> bool:
    """Say whether TikTok waits for more of a film: then nothing of it can be seen."""
    has = status.count("uploaded_bytes") or 0
    return status.text("status") == "PROCESSING_UPLOAD" and has < part.attachments[0].file.byte_count  # fmt: skip


_AT_WORK = mark("{network} is still working on the post of channel {channel}.")
_GOES_ON = mark("Nothing to do: the next run goes on from there.")
_IN_INBOX = mark("The post of channel {channel} lies as a draft in the account's {network} inbox.")
_FINISH_IT = mark("Whoever manages the channel opens the app, pastes the text and posts it; the next run sees it.")  # fmt: skip
_NOT_SHOWN = mark("{network} took the post of channel {channel} and does not show it, because {why}.")  # fmt: skip
_ANOTHER = mark("The post's owner changes what it was refused for, and sets it ready again as a new post.")  # fmt: skip
_AGAIN = mark("Nothing to do: nothing was published, and the next run tries again.")
