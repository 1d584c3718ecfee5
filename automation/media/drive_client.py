"""Drive v3 `files.get`, with an end to its patience: what a file is, and its bytes.

Redirects are not followed: the credential is shown to Google's API and to nobody else.

Source: https://developers.google.com/workspace/drive/api/guides/manage-downloads and the discovery
document drive.v3 revision 20261106 (checked 2026-11-22).
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from google.auth.exceptions import GoogleAuthError, RefreshError
from requests import RequestException, Response, Session

from automation.http import Pace
from automation.language import Sentence, mark
from automation.media.drive_links import DriveLink

_URL = "https://www.googleapis.com/drive/v3/files/{id}"
_FIELDS = "mimeType,size,md5Checksum,trashed,capabilities/canDownload,shortcutDetails(targetId,targetResourceKey)"
_CHUNK_BYTES = 64 * 1024
_PASSING = frozenset({408, 429, 500, 502, 503, 504})
_RATES = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})

Take = Callable[[bytes], Sentence | None]
"""Takes some bytes; says what is wrong once no more are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrivePatience:
    """How long we wait for one file, in seconds. The n-th wait is drawn from 0 to `first_wait_s` × 2ⁿ."""

    connect_s: float = 10.0
    silence_s: float = 30.0
    first_wait_s: float = 0.5
    longest_wait_s: float = 8.0
    total_s: float = 120.0
    """How long all tries may take; one that brings bytes may go on for `download_s`."""
    download_s: float = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveFacts:
    """What Drive tells of a file. `byte_count` and `md5` are None and empty where it has no bytes.

    `target` is what a shortcut leads to.
    """

    mime: str
    byte_count: int | None = None
    md5: str = ""
    is_trashed: bool = False
    can_download: bool = True
    target: DriveLink | None = None


class DriveFailed(Exception):
    """Drive gave nothing usable: its status and its own word for the reason; None for no answer."""

    def __init__(self, status: int | None = None, reason: str = "") -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason

    @property
    def is_passing(self) -> bool:
        """Whether the same call may succeed later."""
        return self.status is None or self.status in _PASSING or self.reason in _RATES


@dataclass(slots=True)
class DriveClient:
    """The calls for one file: they share their time, `ends_at` for tries and `late_at` for its bytes."""

    session: Session
    patience: DrivePatience
    pace: Pace
    ends_at: float = field(init=False)
    late_at: float = field(init=False)
    _nth: int = 0

    def __post_init__(self) -> None:
        self.ends_at = self.pace.elapsed_s() + self.patience.total_s
        self.late_at = self.pace.elapsed_s() + self.patience.download_s

    def facts(self, link: DriveLink) -> DriveFacts:
        """Ask what a file is, again while that may help.

        Raises:
            DriveFailed: no usable answer came.
        """
        while True:
            try:
                with closing(self._get(link, {"fields": _FIELDS})) as response:
                    return _facts_in(response)
            except DriveFailed as failed:
                self._wait(failed)

    def download(self, link: DriveLink, take: Take) -> Sentence | None:
        """Hand over a file's bytes, going on where a connection broke; return what is wrong with them.

        Raises:
            DriveFailed: no usable answer came.
        """
        count = 0

        def counted(chunk: bytes) -> Sentence | None:
            nonlocal count
            count += len(chunk)
            return take(chunk) or self._too_late()

        while True:
            try:
                return self._stream(link, counted, first=count)
            except RequestException:
                self._wait(DriveFailed())
            except DriveFailed as failed:
                self._wait(failed)

    def _stream(self, link: DriveLink, take: Take, first: int) -> Sentence | None:
        with closing(self._get(link, {"alt": "media"}, first)) as response:
            taken = map(take, response.iter_content(_CHUNK_BYTES))
            return next((problem for problem in taken if problem), None)

    def _get(self, link: DriveLink, params: Mapping[str, str], first: int = 0) -> Response:
        headers = {"Accept-Encoding": "identity"}
        if link.key:
            headers["X-Goog-Drive-Resource-Keys"] = f"{link.id}/{link.key}"
        if first:
            headers["Range"] = f"bytes={first}-"
        try:
            response = self.session.get(
                _URL.format(id=link.id),
                params={"supportsAllDrives": "true", **params},
                headers=headers,
                timeout=(self.patience.connect_s, self.patience.silence_s),
                allow_redirects=False,
                stream=True,
            )
        except RefreshError as error:
            raise DriveFailed(None if error.retryable else 401) from None
        except (RequestException, GoogleAuthError):
            raise DriveFailed from None
        if response.status_code != (206 if first else 200):
            with closing(response):
                raise DriveFailed(response.status_code, _reason_in(response))
        return response

    def _too_late(self) -> Sentence | None:
        is_late = self.pace.elapsed_s() > self.late_at
        return Sentence(mark("fetching it took too long")) if is_late else None

    def _wait(self, failed: DriveFailed) -> None:
        """Wait before the next try.

        Raises:
            DriveFailed: another try cannot help, or time is over.
        """
        longest = min(self.patience.first_wait_s * 2.0**self._nth, self.patience.longest_wait_s)
        wait_s = self.pace.chance() * longest
        if not failed.is_passing or self.pace.elapsed_s() + wait_s >= self.ends_at:
            raise failed
        self._nth += 1
        self.pace.sleep(wait_s)


def _facts_in(response: Response) -> DriveFacts:
    found = _json_of(response)
    if "mimeType" not in found:
        raise DriveFailed
    size = str(found.get("size", ""))
    abilities, shortcut = found.get("capabilities"), found.get("shortcutDetails")
    return DriveFacts(
        mime=str(found["mimeType"]),
        byte_count=int(size) if size.isdecimal() else None,
        md5=str(found.get("md5Checksum", "")),
        is_trashed=found.get("trashed") is True,
        can_download=not (isinstance(abilities, dict) and abilities.get("canDownload") is False),
        target=_target_in(shortcut) if isinstance(shortcut, dict) else None,
    )


def _target_in(shortcut: Mapping[str, object]) -> DriveLink | None:
    target = str(shortcut.get("targetId", ""))
    return DriveLink(target, str(shortcut.get("targetResourceKey", ""))) if target else None


def _reason_in(response: Response) -> str:
    """Return Google's own code for a refusal: Drive lists errors, the gateway before it details."""
    error = _json_of(response).get("error")
    told = error if isinstance(error, dict) else {}
    listed = [*_list_of(told.get("details")), *_list_of(told.get("errors"))]
    reasons = [str(one["reason"]) for one in listed if isinstance(one, dict) and "reason" in one]
    return reasons[0] if reasons else ""


def _list_of(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _json_of(response: Response) -> Mapping[str, object]:
    try:
        found = response.json()
    except (ValueError, RequestException):
        return {}
    return found if isinstance(found, dict) else {}
