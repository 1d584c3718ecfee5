"""The files a network's tests attach: each known by its content, and fetched by nobody."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from automation.domain.content.card import Card
from automation.domain.content.media import MediaFile
from automation.errors import MediaError


class Album:
    """A MediaSource in memory. `addresses` are what `address` tells, by a file's own name, `stills` and `cards` what `still`
    and `card` do.
    """

    def __init__(self, **addresses: str) -> None:
        self._bodies: dict[str, bytes] = {}
        self.addresses = addresses
        self.stills: dict[str, bytes] = {}
        self.cards: dict[str, Card] = {}

    def put(self, body: bytes, name: str = "kopi.png", /, **facts: object) -> MediaFile:
        """Keep some bytes; return the file they are. `facts` are a MediaFile's, such as `width`."""
        file = MediaFile(
            address=name, sha256=hashlib.sha256(body).hexdigest(), byte_count=len(body),
            **{"mime": "image/png", **facts},  # type: ignore[arg-type]
        )  # fmt: skip
        self._bodies[file.sha256] = body
        return file

    def read(self, file: MediaFile) -> bytes:
        if file.sha256 not in self._bodies:
            raise MediaError("{address} is gone.", "Put it back.", address=file.address)
        return self._bodies[file.sha256]

    @contextmanager
    def open(self, file: MediaFile) -> Iterator[BinaryIO]:
        yield io.BytesIO(self.read(file))

    def address(self, file: MediaFile, *, lasting: bool = False) -> str:
        return self.addresses.get(file.address, f"https://media.example/{file.sha256}")

    def card(self, address: str) -> Card | None:
        return self.cards.get(address)

    def still(self, film: MediaFile) -> bytes | None:
        return self.stills.get(film.address)


class OneFile(Album):
    """Gives the same bytes for every file: for tests that do not ask what was in it."""

    def __init__(self, body: bytes = b"") -> None:
        super().__init__()
        self._body = body

    def read(self, file: MediaFile) -> bytes:
        return self._body
