"""Bringing files to Slack: an address is asked for, the bytes go there, and the upload is completed.

A picture is completed for the bot alone, so nobody sees it until a message shows it as a block: the
message carries the post's key, and an upload may be repeated. A film cannot stand in a block; it is
completed into the channel, and that is the request that makes it visible. The file's own number
tells later whether it was shared. Slack works on files for some seconds after either.

`alt_txt` is left out of the request for an address: with it files were taken and never shared
(slackapi/python-slack-sdk issue 1818, read 2026-11-22). A picture's alt text stands in its block.

Source: https://docs.slack.dev/reference/methods/files.getUploadURLExternal, …/files.completeUploadExternal,
…/block-kit/composition-objects/slack-file-object (read 2026-11-22); that a file of the bot's own may
stand in a block: slackapi/python-slack-sdk issue 1521, slackapi/bolt-python issue 1018.
"""

from collections.abc import Callable, Mapping

from automation.domain.content.draft import Part
from automation.domain.content.media import MediaFile, MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.team.channel import web_host
from automation.errors import Gone, NotReady
from automation.http import Caller, Fields, Http, Json, Line, Repeat
from automation.language import mark

FILE = "media {number}"
"""The step that keeps a file's number."""
WAIT_S = 120.0
"""How long one run waits for Slack's work on a file."""
_UPLOAD_S = 1800.0


class Uploads:
    """The files of one bot and one channel."""

    def __init__(self, line: Line, http: Http, media: MediaSource, channel: str) -> None:
        known = line.caller
        bare = Caller(network=known.network, channel=known.channel, token=known.token, scheme="")
        self._line = line
        self._store = Line(line.server, bare, http)
        self._http = http
        self._media = media
        self._channel = channel

    def pictures(self, part: Part, attempt: Attempt) -> list[str]:
        """Return the numbers of a part's pictures, ready to be shown; nobody sees them yet.

        Raises:
            NotReady: Slack is still at work on one.
        """
        numbers = []
        for place, one in enumerate(part.attachments, 1):
            step = FILE.format(number=place)
            number = attempt.kept.get(step, "")
            if not number or self._info(number) is None:
                number = self._send(one.file)
                self._complete(number, one.file, Repeat.FREELY)
                attempt.keep(step, number)
            numbers.append(number)
        for number in numbers:
            self._awaited(number, lambda info: info.text("mimetype"))
        return numbers

    def share(self, part: Part, attempt: Attempt, text: str) -> str:
        """Share a part's film below a text in the channel, once; return the message's `ts`.

        An earlier try's film that is shared already is not shared again.

        Raises:
            OutcomeUnknown: it was shared, and Slack does not show the message yet.
        """
        (film,) = part.attachments
        before = self.shared(attempt)
        if before:
            return before
        number = self._send(film.file)
        attempt.keep(FILE.format(number=1), number)
        attempt.go()
        told: dict[str, Json] = {"channel_id": self._channel}
        if text:
            told["initial_comment"] = text
        if attempt.reply_to:
            told["thread_ts"] = attempt.reply_to.network_id
        self._complete(number, film.file, Repeat.ONCE, told)
        try:
            return self._awaited(number, self._ts_in)
        except NotReady:
            self._line.refuse_unproven("publish")

    def shared(self, attempt: Attempt) -> str:
        """Return the `ts` of the message by which an earlier try's film was shared, or nothing."""
        number = attempt.kept.get(FILE.format(number=1), "")
        info = self._info(number) if number else None
        return self._ts_in(info) if info else ""

    def _send(self, file: MediaFile) -> str:
        name = file.address.rpartition("/")[2][-80:] or "file"
        asked = {"filename": name, "length": str(file.byte_count)}
        told = self._line.ask("upload", "POST", "/files.getUploadURLExternal", form=asked).fields
        address, number = told.text("upload_url"), told.text("file_id")
        host = web_host(address)
        if not number or not (host.endswith(".slack.com") or host == web_host(self._line.server)):
            self._line.refuse_answer("upload")
        self._store.ask(
            "upload", "POST", address, plain=True, silence_s=120.0, total_s=_UPLOAD_S,
            body=self._media.read(file), headers={"Content-Type": file.mime},
        )  # fmt: skip
        return number

    def _complete(
        self, number: str, file: MediaFile, repeat: Repeat, told: Mapping[str, Json] | None = None
    ) -> None:
        title = file.address.rpartition("/")[2]
        operation = "publish" if told else "upload"
        body: Mapping[str, Json] = {"files": [{"id": number, "title": title}], **(told or {})}
        self._line.ask(operation, "POST", "/files.completeUploadExternal", repeat, json=body)

    def _info(self, number: str) -> Fields | None:
        try:
            told = self._line.ask("wait for upload", "GET", "/files.info", query={"file": number})
        except Gone:
            return None
        return told.fields.inside("file")

    def _awaited(self, number: str, told_by: Callable[[Fields], str]) -> str:
        """Wait until a file tells something, and return it."""
        wait_s, ends_at = 1.0, self._http.pace.elapsed_s() + WAIT_S
        while True:
            info = self._info(number)
            if info and (found := told_by(info)):
                return found
            if self._http.pace.elapsed_s() + wait_s > ends_at:
                self._line.fail(
                    NotReady, "wait for upload",
                    mark("{network} is still at work on the files of channel {channel}."),
                    mark("Nothing to do: the next run goes on from there."),
                )  # fmt: skip
            self._http.pace.sleep(wait_s)
            wait_s = min(wait_s * 2, 10.0)

    def _ts_in(self, info: Fields) -> str:
        """Return the `ts` of the message that shares a file in our channel."""
        shares = info.inside("shares")
        for kind in ("public", "private"):
            for one in shares.inside(kind).items(self._channel):
                if one.text("ts"):
                    return one.text("ts")
        return ""
