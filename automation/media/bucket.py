"""Where the operator said that networks may fetch files: a bucket, and how it is reached.

`LEMBAR_MEDIA_STORE` is `s3://bucket/folder` for Amazon S3 and whatever speaks its language (MinIO,
Cloudflare R2 … with `AWS_ENDPOINT_URL`), or `gs://bucket/folder` for Google Cloud Storage with
a service account's key or an HMAC key. `LEMBAR_MEDIA_ADDRESS` is the https address under which everybody can read that folder.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote, urlsplit

from automation.domain.content.media import MediaFile
from automation.domain.team.channel import is_loopback
from automation.errors import ConfigError
from automation.language import mark
from automation.media.bucket_keys import (
    FIRST_REGION,
    amazon_signer,
    first,
    google_signer,
    region_in,
)
from automation.media.signing import Signs
from automation.settings import Settings

GOOGLE = "https://storage.googleapis.com"
_PLACE = re.compile(
    r"(?P<scheme>s3|gs)://(?P<name>[a-z0-9][a-z0-9._-]{1,61}[a-z0-9])(?:/(?P<folder>[\w./-]*))?"
)
_ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
_EXTENSIONS: Mapping[str, str] = {
    "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "image/avif": "avif", "image/heic": "heic", "image/heif": "heif",
    "video/mp4": "mp4", "video/quicktime": "mov", "video/webm": "webm", "audio/mp4": "m4a",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A folder in a bucket. `public` is its address for everybody, empty where there is none."""

    scheme: str
    name: str
    folder: str = ""
    endpoint: str = ""
    """Empty: Amazon's own."""
    public: str = ""
    region: str = FIRST_REGION
    sign_in: Callable[[], Signs | None] = field(repr=False)
    """Returns who signs; None: no credential is set."""

    @property
    def is_googles(self) -> bool:
        """Whether it was named as one of Google's."""
        return self.scheme == "gs"

    def key_of(self, file: MediaFile) -> str:
        """Return the object's name: its content, so that the same file is put there once."""
        extension = _EXTENSIONS.get(file.mime, "bin")
        return f"{self.folder}{file.sha256}.{extension}"

    def address_of(self, file: MediaFile) -> str:
        """Return the object's own address, which opens nothing unsigned."""
        key = quote(self.key_of(file), safe="/-_.~")
        if self.endpoint:
            return f"{self.endpoint}/{self.name}/{key}"
        if "." in self.name:  # the certificate would not fit the host
            return f"https://s3.{self.region}.amazonaws.com/{self.name}/{key}"
        return f"https://{self.name}.s3.{self.region}.amazonaws.com/{key}"

    def public_address_of(self, file: MediaFile) -> str:
        """Return the address for everybody."""
        return f"{self.public}/{self.key_of(file).removeprefix(self.folder)}"


def bucket_in(settings: Settings) -> Bucket | None:
    """Return the bucket that is set; None when none is, or when a rehearsal's lies beyond this machine.

    Raises:
        ConfigError: what is set is no bucket, or an address that may not be used.
    """
    if not settings.media_store:
        return None
    found = _PLACE.fullmatch(settings.media_store)
    if found is None:
        raise ConfigError(
            mark("LEMBAR_MEDIA_STORE names no bucket: “{value}”."),
            mark("Whoever runs Lembar writes it as s3://bucket/folder or gs://bucket/folder."),
            value=settings.media_store,
        )
    own = GOOGLE if found["scheme"] == "gs" else ""
    endpoint = (first(settings, *_ENDPOINTS) or own).rstrip("/")
    folder = (found["folder"] or "").strip("/")
    region = region_in(settings) or ("auto" if endpoint == GOOGLE else FIRST_REGION)
    bucket = Bucket(
        scheme=found["scheme"],
        name=found["name"],
        folder=f"{folder}/" if folder else "",
        endpoint=endpoint,
        public=settings.media_address.rstrip("/"),
        region=region,
        sign_in=partial(_signer_in, settings, found["scheme"], region, is_amazons=not endpoint),
    )
    _refuse_clear_text(bucket)
    is_here = is_loopback(urlsplit(endpoint).hostname or "")
    return bucket if is_here or not settings.stays_here else None


def _signer_in(settings: Settings, scheme: str, region: str, *, is_amazons: bool) -> Signs | None:
    if scheme == "gs" and settings.google_key and not first(settings, "AWS_ACCESS_KEY_ID"):
        return google_signer(settings)
    return amazon_signer(settings, region, asks_machine=is_amazons)


def _refuse_clear_text(bucket: Bucket) -> None:
    for name, address in (
        ("AWS_ENDPOINT_URL", bucket.endpoint),
        ("LEMBAR_MEDIA_ADDRESS", bucket.public),
    ):
        parts = urlsplit(address)
        here = is_loopback(parts.hostname or "")
        is_fine = parts.scheme == "https" and parts.username is None and parts.hostname
        if address and not (is_fine or (here and parts.scheme == "http")):
            raise ConfigError(
                mark("{name} is no https address."),
                mark("Whoever runs Lembar writes it as https://…"),
                name=name,
            )
