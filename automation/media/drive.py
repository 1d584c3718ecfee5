"""Media from Google Drive: a link in a media cell, fetched as the account that reads the workbook.

Files are read only, whole, and only those shared with the account. A network is sent the bytes,
never the link nor the credential.
"""

import hashlib
from collections.abc import Callable
from typing import BinaryIO

from requests import Session

from automation.errors import ConfigError, MediaError
from automation.http import Pace
from automation.http.public import Sink, refusal
from automation.language import Sentence, mark
from automation.media.drive_client import DriveClient, DriveFacts, DriveFailed, DrivePatience
from automation.media.drive_links import DriveLink, read_link
from automation.media.drive_refusals import refused
from automation.media.kinds import FETCHED_MAX_BYTES

_FOLDER = "application/vnd.google-apps.folder"
_NATIVE = "application/vnd.google-apps."

Access = tuple[Session, str | Sentence]
"""A session that signs what it sends, and how people are told of the account it is signed with."""


class DriveFiles:
    """Fetches files from Drive. `sign_in` is called once, when the first file is wanted."""

    def __init__(
        self,
        sign_in: Callable[[], Access],
        *,
        patience: DrivePatience | None = None,
        pace: Pace | None = None,
    ) -> None:
        self._sign_in = sign_in
        self._patience = patience or DrivePatience()
        self._pace = pace or Pace()
        self._access: Access | None = None

    def fetch(self, address: str, into: BinaryIO, max_bytes_of: Callable[[bytes], int]) -> None:
        """Write the file at an address of Drive into `into`; `max_bytes_of` is asked with its first bytes.

        Raises:
            MediaError: no such file, not shared, of no use, too large, or Drive did not give it.
        """
        link = read_link(address)
        if link is None:
            raise refusal(address, mark("it does not lead to one file of Google Drive"))
        errand = _Errand(self._signed_in(), self._patience, self._pace)
        link, facts = errand.follow(link)
        problem = _problem_with(facts) or errand.download(link, facts, into, max_bytes_of)
        if problem:
            raise refusal(link.shown, problem)

    def _signed_in(self) -> Access:
        if self._access is None:
            try:
                self._access = self._sign_in()
            except ConfigError as error:
                facts = error.what.facts
                raise MediaError(error.what.template, error.fix.template, **facts) from None
        return self._access


class _Errand:
    """Fetching one file; every failure says which file it was about."""

    def __init__(self, access: Access, patience: DrivePatience, pace: Pace) -> None:
        session, self._account = access
        self._client = DriveClient(session, patience, pace)

    def follow(self, link: DriveLink) -> tuple[DriveLink, DriveFacts]:
        """Return a file's facts; of a shortcut, those of the file it leads to."""
        facts = self._facts(link)
        if facts.target is None:
            return link, facts
        return facts.target, self._facts(facts.target)

    def download(
        self, link: DriveLink, facts: DriveFacts, into: BinaryIO, max_bytes_of: Callable[[bytes], int]
    ) -> Sentence | None:  # fmt: skip
        """Write the file's bytes; return what is wrong with them."""
        sink = Sink(into, max_bytes_of, self._client.late_at)
        digest = hashlib.md5(usedforsecurity=False)

        def take(chunk: bytes) -> Sentence | None:
            digest.update(chunk)
            return sink.take(chunk)

        try:
            problem = self._client.download(link, take)
        except DriveFailed as failed:
            raise refused(failed, link, self._account) from None
        if problem is None and facts.md5 and digest.hexdigest() != facts.md5:
            return Sentence(
                mark("it was changed while it was being fetched; the next run tries again")
            )
        return problem

    def _facts(self, link: DriveLink) -> DriveFacts:
        try:
            return self._client.facts(link)
        except DriveFailed as failed:
            raise refused(failed, link, self._account) from None


def _problem_with(facts: DriveFacts) -> Sentence | None:
    """Return why a file is of no use, before a byte of it is fetched."""
    problems = {
        mark("it is a shortcut to another shortcut"): facts.target is not None,
        mark("it lies in the bin of Google Drive"): facts.is_trashed,
        mark("it is a folder of Google Drive, not one file"): facts.mime == _FOLDER,
        mark("it is a document of Google's own, not a picture or film; download it as one first"):
            facts.mime.startswith(_NATIVE) and facts.mime != _FOLDER,
        mark("its owner lets nobody download it"): not facts.can_download,
    }  # fmt: skip
    found = next((reason for reason, applies in problems.items() if applies), None)
    if found is not None:
        return Sentence(found)
    if (facts.byte_count or 0) > FETCHED_MAX_BYTES:
        return Sentence(
            mark("it is larger than {limit} MiB"), {"limit": FETCHED_MAX_BYTES // 1024**2}
        )
    return None
