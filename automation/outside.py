"""What lies outside the workbook: networks, media and tokens, each loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, suppress
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from automation.errors import LembarError
from automation.settings import Settings

if TYPE_CHECKING:
    from automation.domain.content.card import Card
    from automation.domain.content.media import MediaFile
    from automation.domain.content.room import Room
    from automation.domain.publishing.network import Network, NetworkSpec
    from automation.domain.publishing.sign_in import Access
    from automation.domain.team.channel import Channel
    from automation.http import Http
    from automation.media import MediaStore
    from automation.media.drive import DriveFiles
    from automation.media.public_store import PublicStore
    from automation.tokens.credentials import Credentials


def kept_secrets(address: str, settings: Settings) -> list[str]:
    """Return every secret the token store holds now; none where it cannot be read.

    A run's notebook is scrubbed of them by a process that holds none of them itself.
    """
    from automation.tokens.stores.folder import folder_in

    folder = _folder_of(address)
    if not settings.tokens and not (folder_in(folder) / "tokens").is_file():
        return []
    from automation.http import Http
    from automation.tokens.stores.opening import open_store

    http = Http(settings, clock=lambda: datetime.now(UTC))  # noqa: TID251 - asks for what is kept now
    with closing(http), suppress(LembarError):
        grants = open_store(settings, http, folder).load_all()
        return [secret for grant in grants for secret in grant.secrets()]
    return []


def _folder_of(address: str) -> Path:
    return Path.cwd() if "://" in address else Path(address).resolve().parent


class Outside:
    """The networks and media of one run, made ready when first asked for: an idle run never asks.

    `closing` is told how to give back what was opened.
    """

    def __init__(
        self, address: str, settings: Settings, clock: Callable[[], datetime], closing: ExitStack
    ) -> None:
        self._address = address
        self._folder = _folder_of(address)
        self._settings = settings
        self._clock = clock
        self._closing = closing

    @cached_property
    def _http(self) -> Http:
        from automation.http import Http

        http = Http(self._settings, clock=self._clock)
        self._closing.callback(http.close)
        return http

    @cached_property
    def _media(self) -> MediaStore:
        from automation.http import PublicWeb
        from automation.media import MediaStore
        from automation.media.drive_links import is_of_drive

        web = PublicWeb(closed=self._settings.stays_here)

        def fetch(address: str, into: BinaryIO, max_bytes_of: Callable[[bytes], int]) -> None:
            source = self._drive if is_of_drive(address) else web
            source.fetch(address, into, max_bytes_of)

        pages = PublicWeb(closed=self._settings.stays_here, silence_s=5.0, total_s=10.0)
        return MediaStore(self._folder, fetch, self._public, pages.fetch)

    @cached_property
    def _public(self) -> PublicStore | None:
        from automation.media.bucket import bucket_in
        from automation.media.public_store import PublicStore

        bucket = bucket_in(self._settings)
        return PublicStore(bucket) if bucket else None

    @cached_property
    def _drive(self) -> DriveFiles:
        from automation.media.drive import DriveFiles
        from automation.workbook.backends.google.drive import drive_access

        return DriveFiles(partial(drive_access, self._settings, self._address))

    @cached_property
    def _credentials(self) -> Credentials:
        from automation.tokens.credentials import Credentials
        from automation.tokens.stores.opening import open_store

        return Credentials(
            settings=self._settings,
            http=self._http,
            open_store=lambda: open_store(self._settings, self._http, self._folder),
        )

    def open_network(self, channel: Channel) -> Network:
        """Return a channel's network, with the credential it needs."""
        from automation.networks import open_network

        found = self._credentials.find
        return open_network(channel, self._settings, self._http, self, found, self._folder)

    def spec_of(self, channel: Channel) -> NetworkSpec:
        """Return the header of a channel's network."""
        from automation.networks import limits_in, spec_of

        return spec_of(channel.network, limits_in(self._settings))

    def access_of(self, channel: Channel) -> Access:
        """Return how long a channel's access lasts, as far as we know it."""
        return self._credentials.access(self.spec_of(channel), channel)

    def fit(self, file: MediaFile, room: Room) -> MediaFile:
        """Return a file that was looked at as a network takes it."""
        return self._media.fit(file, room)

    @property
    def has_public_place(self) -> bool:
        """Whether files can be put where networks fetch them."""
        return self._media.has_public_place

    @property
    def has_lasting_place(self) -> bool:
        """Whether their addresses last there."""
        return self._media.has_lasting_place

    def load(
        self, addresses: Sequence[str]
    ) -> tuple[Mapping[str, MediaFile], Mapping[str, LembarError]]:
        """Look at each media file; return what was found, and why the rest was not."""
        return self._media.load(addresses)

    def read(self, file: MediaFile) -> bytes:
        """Return the very bytes that were looked at."""
        return self._media.read(file)

    def open(self, file: MediaFile) -> AbstractContextManager[BinaryIO]:
        """Open a file that was looked at, for reading in pieces."""
        return self._media.open(file)

    def address(self, file: MediaFile, *, lasting: bool = False) -> str:
        """Return where anybody can fetch a file that was looked at."""
        return self._media.address(file, lasting=lasting)

    def card(self, address: str) -> Card | None:
        """Return what a linked page says of itself."""
        return self._media.card(address)

    def still(self, film: MediaFile) -> bytes | None:
        """Return the first picture of a film that was looked at."""
        return self._media.still(film)
