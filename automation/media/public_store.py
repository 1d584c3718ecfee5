"""Puts files where networks fetch them: in the operator's bucket, under the name of their content.

A file is put there once, and stays: Lembar deletes nothing in a bucket. A rule of the bucket that
deletes what is a week old does no harm, since what is missing is put there again when it is wanted.
Addresses are signed for a few hours, unless the operator named one that everybody can read.
"""

import base64
import hashlib
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import cached_property
from threading import Lock
from typing import BinaryIO

from automation.domain.content.media import MediaFile
from automation.errors import ConfigError, LembarError, MediaError
from automation.http.bucket_wire import ObjectWire, Reply
from automation.language import mark
from automation.media.bucket import Bucket
from automation.media.signing import Signs

SIGNED_FOR_S = 6 * 3600
"""How long a signed address lasts, in seconds: networks fetch within minutes, or the next run asks anew."""
PUT_WITHIN_S = 3600

Open = Callable[[MediaFile], AbstractContextManager[BinaryIO]]


class PublicStore:
    """One bucket for one run; threads may share it. `now_s` is the real time: a run's own may be wished for."""

    def __init__(
        self,
        bucket: Bucket,
        wire: ObjectWire | None = None,
        now_s: Callable[[], float] = time.time,
    ) -> None:
        self._bucket = bucket
        self._wire = wire or ObjectWire()
        self._now_s = now_s
        self._there: set[str] = set()
        self._lock = Lock()

    @property
    def is_lasting(self) -> bool:
        """Whether its addresses last as long as the files do."""
        return bool(self._bucket.public)

    def address(self, file: MediaFile, opened: Open, *, lasting: bool) -> str:
        """Put a file there, unless it is, and return where it can be fetched.

        Raises:
            ConfigError: the bucket or its credential is missing, or refused us; or the address must
                last and none that does is set.
            MediaError: it could not be put there now, or changed since it was checked.
        """
        if lasting and not self.is_lasting:
            raise no_lasting_place(file)
        with self._lock:
            signer = self._signer
            if signer is None:
                raise self._closed()
            if file.sha256 not in self._there:
                self._put(file, opened, signer)
                self._there.add(file.sha256)
        if self.is_lasting:
            return self._bucket.public_address_of(file)
        return self._signed(signer, "GET", file, SIGNED_FOR_S)

    @cached_property
    def _signer(self) -> Signs | None:
        return self._bucket.sign_in()

    def _closed(self) -> ConfigError:
        fix = (
            mark("Whoever runs Lembar sets LEMBAR_GOOGLE_KEY to a service account's key file, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to an HMAC key.")
            if self._bucket.is_googles
            else mark("Whoever runs Lembar sets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile that holds them.")
        )  # fmt: skip
        what = mark("The bucket {bucket} needs a credential, and none is set.")
        return ConfigError(what, fix, bucket=self._bucket.name)

    def _signed(self, signer: Signs, method: str, file: MediaFile, for_s: int) -> str:
        at = datetime.fromtimestamp(self._now_s(), UTC)
        return signer.signed(method, self._bucket.address_of(file), at=at, for_s=for_s)

    def _put(self, file: MediaFile, opened: Open, signer: Signs) -> None:
        found = self._wire.ask("HEAD", self._signed(signer, "HEAD", file, PUT_WITHIN_S))
        if found.status == 200 and found.byte_count == file.byte_count:
            return
        with opened(file) as body:
            digest = hashlib.md5(usedforsecurity=False)
            while chunk := body.read(1 << 20):
                digest.update(chunk)
            headers = {
                "Content-Type": file.mime,
                "Content-Length": str(file.byte_count),
                "Content-MD5": base64.b64encode(digest.digest()).decode(),
            }
            put = self._signed(signer, "PUT", file, PUT_WITHIN_S)
            reply = self._wire.ask("PUT", put, body, headers)
        if reply.status not in (200, 201, 204):
            raise self._refused(file, reply)

    def _refused(self, file: MediaFile, reply: Reply) -> LembarError:
        if not reply.is_passing:
            return ConfigError(
                mark("The bucket {bucket} refused “{address}” ({status} {code})."),
                mark("Whoever runs Lembar checks LEMBAR_MEDIA_STORE, the region, the clock, and that the credential may put objects there."),
                bucket=self._bucket.name, address=_shown(file), status=reply.status, code=reply.code,
            )  # fmt: skip
        return MediaError(
            mark("“{address}” could not be put into the bucket {bucket} now ({status})."),
            mark("Nothing was sent; the next run tries again. If it lasts, whoever runs Lembar looks at the bucket."),
            address=_shown(file), bucket=self._bucket.name, status=reply.status or "–",
        )  # fmt: skip


def no_store(file: MediaFile) -> ConfigError:
    """Return the error about a file that some network must fetch, where nobody said from where."""
    return ConfigError(
        mark("“{address}” must be put where the network can fetch it, and no place is set."),
        mark("Whoever runs Lembar sets LEMBAR_MEDIA_STORE to a bucket, such as s3://bucket/media."),
        address=_shown(file),
    )


def no_lasting_place(file: MediaFile) -> ConfigError:
    """Return the error about a file whose address must last, where addresses are signed for hours."""
    return ConfigError(
        mark("“{address}” needs an address that lasts, and the bucket's are signed for a few hours."),
        mark("Whoever runs Lembar sets LEMBAR_MEDIA_ADDRESS to the https address under which everybody can read the bucket's folder."),
        address=_shown(file),
    )  # fmt: skip


def _shown(file: MediaFile) -> str:
    return file.address.split("?", 1)[0]
