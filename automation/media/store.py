"""`MediaStore`: from an address in a media cell to a checked file, and to its bytes when they are sent."""

import difflib
import errno
import hashlib
import os
import shutil
import tempfile
import unicodedata
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from automation.domain.content.card import Card
from automation.domain.content.media import MediaFile
from automation.domain.content.room import Room
from automation.errors import MediaError
from automation.http.public import refusal
from automation.language import Sentence, mark
from automation.media.cards import Cards
from automation.media.film import still_of
from automation.media.fitting import FITTER, fit_picture
from automation.media.kinds import HEAD_BYTES, fetched_max_bytes_of, max_bytes_of, mime_of
from automation.media.probe import probe
from automation.media.public_store import PublicStore, no_store

_FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})

Fetch = Callable[[str, BinaryIO, Callable[[bytes], int]], None]
"""Writes the file at an address into a stream; told how large it may be by its first bytes."""


class MediaStore:
    """The media of one run. `folder` is the workbook's own: files are only read from there.

    Files from the web are fetched once and kept until `close`, so what was checked is what is sent.
    """

    def __init__(
        self,
        folder: Path,
        fetch: Fetch,
        public: PublicStore | None = None,
        pages: Fetch | None = None,
    ) -> None:
        self._folder = folder
        self._fetch = fetch
        self._public = public
        self._known: dict[tuple[str, int, int], MediaFile] = {}
        self._fetched: dict[str, Path] = {}
        self._fitted: dict[tuple[str, Room], MediaFile] = {}
        self._kept = Path(tempfile.mkdtemp(prefix="lembar-media-"))
        self._cards = Cards(pages, self._kept) if pages else None
        self.close = weakref.finalize(self, shutil.rmtree, self._kept, ignore_errors=True)
        """Remove what was fetched; also done when the process ends."""

    def load(self, addresses: Iterable[str]) -> tuple[dict[str, MediaFile], dict[str, MediaError]]:
        """Read every file named; return what each is, and what is wrong with those that cannot be used."""
        files: dict[str, MediaFile] = {}
        errors: dict[str, MediaError] = {}
        for address in dict.fromkeys(addresses):
            try:
                files[address] = self._load(address)
            except MediaError as error:
                errors[address] = error
        return files, errors

    def read(self, file: MediaFile) -> bytes:
        """Return a file's bytes, exactly those that were checked.

        Raises:
            MediaError: the file has changed since, or is gone.
        """
        with self.open(file) as opened:
            return opened.read()

    @contextmanager
    def open(self, file: MediaFile) -> Iterator[BinaryIO]:
        """Open a file for reading in pieces, once its content is known to be what was checked.

        Raises:
            MediaError: the file has changed since, or is gone; also at the end, when it was changed
                while it was read.
        """
        try:
            opened = self._path_to(file).open("rb")
        except OSError:
            raise refusal(file.address, mark("the file cannot be read")) from None
        with opened:
            before = _edition(opened)
            if _digest(opened) != file.sha256:
                raise _changed(file)
            opened.seek(0)
            yield opened
            if _edition(opened) != before:
                raise _changed(file)

    def fit(self, file: MediaFile, room: Room) -> MediaFile:
        """Return the file as it can be sent: itself, or one made from it and kept for this run.

        What cannot be made to fit is returned as it is; the row then says why it is not taken.

        Raises:
            MediaError: the file has changed since it was checked, or is gone.
        """
        if not file.is_image or room.suits(file):
            return file
        key = (file.sha256, room)
        if key not in self._fitted:
            self._fitted[key] = self._made(file, room)
        return replace(self._fitted[key], address=file.address)

    def _made(self, file: MediaFile, room: Room) -> MediaFile:
        made = fit_picture(self.read(file), file, room)
        if made is None:
            return file
        body, mime, (width, height) = made
        digest = hashlib.sha256(body).hexdigest()
        (self._kept / digest).write_bytes(body)
        return replace(
            file, sha256=digest, mime=mime, byte_count=len(body), width=width, height=height,
            traits=frozenset(), fitted_from=file.sha256, fitted_by=FITTER,
        )  # fmt: skip

    @property
    def has_public_place(self) -> bool:
        """Whether files can be put where networks fetch them."""
        return self._public is not None

    @property
    def has_lasting_place(self) -> bool:
        """Whether their addresses last there as long as the files do."""
        return self._public is not None and self._public.is_lasting

    def address(self, file: MediaFile, *, lasting: bool = False) -> str:
        """Return where anybody can fetch the file from; it is put there first.

        Raises:
            ConfigError: nobody said where such files may be put, or the place refused us.
            MediaError: it could not be put there now, or changed since it was checked.
        """
        if self._public is None:
            raise no_store(file)
        return self._public.address(file, self.open, lasting=lasting)

    def card(self, address: str) -> Card | None:
        """Return what a linked page says of itself; None when that cannot be had soon."""
        return self._cards.card(address) if self._cards else None

    def still(self, film: MediaFile) -> bytes | None:
        """Return a film's first picture, a JPEG; None where it cannot be taken.

        Raises:
            MediaError: the file has changed since it was checked, or is gone.
        """
        with self.open(film):
            return still_of(self._path_to(film), film.mime)

    def _load(self, address: str) -> MediaFile:
        path = self._path_of(address)
        try:
            stat = path.stat()
            known = (str(path), stat.st_size, stat.st_mtime_ns)
            if known not in self._known:
                self._known[known] = _examine(path, address, stat.st_size)
        except OSError:
            raise refusal(address, mark("the file cannot be read")) from None
        return replace(self._known[known], address=address)

    def _path_to(self, file: MediaFile) -> Path:
        return self._kept / file.sha256 if file.fitted_from else self._path_of(file.address)

    def _path_of(self, address: str) -> Path:
        if "://" not in address:
            return _local(self._folder, address)
        if address not in self._fetched:
            path = self._kept / hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()
            try:
                with path.open("wb") as into:
                    self._fetch(address, into, fetched_max_bytes_of)
            except OSError as error:
                path.unlink(missing_ok=True)
                raise _not_kept(address, error) from None
            except MediaError:
                path.unlink(missing_ok=True)
                raise
            self._fetched[address] = path
        return self._fetched[address]


def _not_kept(address: str, error: OSError) -> MediaError:
    if error.errno in _FULL:
        return refusal(address, mark("this machine has no room to keep it"))
    return refusal(address, mark("the file cannot be read"))


def _examine(path: Path, address: str, size: int) -> MediaFile:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    mime = mime_of(head)
    if not mime:
        raise refusal(address, mark("it is neither a picture nor a film that Lembar knows"))
    if size > max_bytes_of(head):
        limit = max_bytes_of(head) // 1024**2
        raise refusal(address, Sentence(mark("it is larger than {limit} MiB"), {"limit": limit}))
    shape = probe(path, mime, address)
    with path.open("rb") as file:
        digest = _digest(file)
    return MediaFile(
        address=address,
        sha256=digest,
        mime=mime,
        byte_count=size,
        **asdict(shape),
    )


def _edition(opened: BufferedReader) -> tuple[int, int]:
    """Return what tells a file from the same one written to since."""
    stat = os.fstat(opened.fileno())
    return stat.st_size, stat.st_mtime_ns


def _changed(file: MediaFile) -> MediaError:
    return refusal(
        file.address, mark("the file changed while the run was under way; check the post again")
    )


def _digest(file: BufferedReader) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()


def _local(folder: Path, address: str) -> Path:
    """Return the file a cell names, which must lie in the workbook's folder or below."""
    home = folder.resolve()
    name = address.strip().replace("\\", "/")
    if not name or "\0" in name or name.startswith(("/", "~")) or name[1:2] == ":":
        raise refusal(address, mark("only files beside the workbook are read"))
    for form in ("NFC", "NFD"):  # file systems differ in how they write é
        path = (home / unicodedata.normalize(form, name)).resolve()
        if not path.is_relative_to(home):
            raise refusal(address, mark("only files beside the workbook are read"))
        if path.is_file():
            return path
    raise refusal(address, _missing(home / name))


def _missing(path: Path) -> Sentence:
    beside = sorted(one.name for one in path.parent.iterdir()) if path.parent.is_dir() else []
    nearest = difflib.get_close_matches(path.name, beside, n=1)
    if not nearest:
        return Sentence(mark("there is no such file beside the workbook"))
    return Sentence(mark("there is no such file, but one named {nearest}"), {"nearest": nearest[0]})
