"""What it means to people that a file of Google Drive cannot be had: what, where, what to do, who."""

from collections.abc import Callable
from dataclasses import dataclass

from automation.errors import MediaError
from automation.language import Sentence, mark
from automation.media.drive_client import DriveFailed
from automation.media.drive_links import DriveLink


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """Which failures mean this, and the two sentences it is told with."""

    fits: Callable[[DriveFailed], bool]
    what: str
    fix: str


def refused(failed: DriveFailed, link: DriveLink, account: str | Sentence) -> MediaError:
    """Return the error of a media cell whose file Drive did not give."""
    meaning = next(one for one in _MEANINGS if one.fits(failed))
    return MediaError(
        meaning.what,
        meaning.fix,
        address=link.shown,
        account=account,
        status=failed.status or "–",
        reason=failed.reason or "–",
    )


_MEANINGS = (
    _Meaning(
        fits=lambda failed: failed.is_passing,
        what=mark("Google Drive gave no usable answer for {address} ({status})."),
        fix=mark("Nothing to do: the next run tries again."),
    ),
    _Meaning(
        fits=lambda failed: failed.status == 401,
        what=mark("Google refused the key of {account}, so {address} could not be fetched."),
        fix=mark("Whoever manages the Google project makes a new key and sets LEMBAR_GOOGLE_KEY to its file; in Colab, sign in again."),
    ),
    _Meaning(
        fits=lambda failed: failed.reason in ("accessNotConfigured", "SERVICE_DISABLED"),
        what=mark("The Google Drive API is not switched on in the Google project of {account}, so {address} could not be fetched."),
        fix=mark("Whoever manages that project opens console.cloud.google.com, APIs & Services, Google Drive API, and presses Enable; a few minutes later it works."),
    ),
    _Meaning(
        fits=lambda failed: failed.reason in ("insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
        what=mark("{account} was not given leave to read Google Drive, so {address} could not be fetched."),
        fix=mark("Whoever runs Lembar signs in again and allows reading Google Drive, or uses a service account's key file."),
    ),
    _Meaning(
        fits=lambda failed: failed.status in (403, 404),
        what=mark("{address} in the media cell is not shared with {account}, or is no longer there."),
        fix=mark("Whoever owns the file opens it in Google Drive, presses Share and adds {account} as Viewer."),
    ),
    _Meaning(
        fits=lambda _: True,
        what=mark("Google Drive refused {address} ({status}, {reason})."),
        fix=mark("The post's owner gives another address. If it happens to every file, tell who looks after Lembar."),
    ),
)  # fmt: skip
