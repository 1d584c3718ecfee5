"""One .xlsx file as a zip: opened with suspicion, rewritten without touching what did not change.

Members that stay are copied as they are compressed, so they are the same byte for byte and a
picture costs nothing. Limits are checked before anything is inflated, and again while inflating,
because a hostile file may lie about its sizes.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping

from automation.errors import WorkbookUnsafe
from automation.workbook.backends.ooxml import refusal
from automation.workbook.backends.ooxml.zip_records import (
    Record,
    central_header,
    end_record,
    kept_record,
    local_header,
    new_record,
)

TOTAL_MAX_BYTES = 300 * 2**20
"""Most that all members together may inflate to."""

MEMBERS_MAX = 10_000

RATIO_MAX = 200
RATIO_FROM_BYTES = 10 * 2**20
"""A member that inflates to more than this may not be compressed beyond `RATIO_MAX` to one."""

PROLOG_BYTES = 4096
"""A part's root element begins within its first bytes."""

LEVEL = 3
"""zlib level of rewritten members: half the time of the usual 6 for a sixth more bytes."""

_FEED_BYTES = 2**16
_CHUNK_BYTES = 2**20
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_ROOT = re.compile(rb"<[A-Za-z_]")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ENCODING = re.compile(rb"""[\xef\xbb\xbf]*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_UTF8 = (b"utf-8", b"utf8", b"us-ascii")


class Package:
    """The members of one file, in their order.

    Raises (all methods):
        WorkbookUnsafe: not an .xlsx workbook, or one built to harm who opens it.
    """

    def __init__(self, data: bytes, *, address: str) -> None:
        self.address = address
        self.data = data
        self._members = self._list()
        self._check_sizes()
        self._check_prologs()

    @property
    def names(self) -> Collection[str]:
        """The names of all members."""
        return self._members.keys()

    def read(self, name: str) -> bytes:
        """Return one member, inflated; never more of it than it declared."""
        if name not in self._members:
            raise self.unsafe(refusal.DAMAGED)
        return b"".join(self._inflate(self._members[name]))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield one member's content in pieces, never more of it than it declared."""
        return self._inflate(self._members[name])

    def rewritten(self, changed: Mapping[str, bytes | None]) -> bytes:
        """Return the file with members replaced, added, or (None) left out."""
        out, central = io.BytesIO(), []
        for name in dict.fromkeys([*self._members, *changed]):
            if name in changed and changed[name] is None:
                continue
            record, body = self._member(name, changed.get(name), offset=out.tell())
            central.append(central_header(record))
            out.write(local_header(record))
            out.write(body)
        directory, start = b"".join(central), out.tell()
        out.write(directory)
        out.write(end_record(count=len(central), size=len(directory), start=start))
        return out.getvalue()

    def unsafe(self, reason: str, **facts: object) -> WorkbookUnsafe:
        """Return the exception that refuses this file."""
        return refusal.unsafe(self.address, reason, **facts)

    def _member(
        self, name: str, content: bytes | None, *, offset: int
    ) -> tuple[Record, bytes | memoryview]:
        old = self._members.get(name)
        if content is not None:
            return new_record(name, content, level=LEVEL, old=old, offset=offset)
        info = self._members[name]
        return kept_record(info, offset=offset), self._raw(info)

    def _list(self) -> dict[str, zipfile.ZipInfo]:
        if self.data.startswith(_OLE):
            raise self.unsafe(refusal.PASSWORD if _PASSWORD in self.data else refusal.NOT_XLSX)
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as file:
                infos = file.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise self.unsafe(refusal.NOT_XLSX) from error
        members = {info.filename: info for info in infos}
        if len(members) != len(infos):
            raise self.unsafe(refusal.TWINS)
        if "[Content_Types].xml" not in members:
            raise self.unsafe(refusal.NOT_XLSX)
        return members

    def _check_sizes(self) -> None:
        infos = self._members.values()
        if len(infos) > MEMBERS_MAX or sum(info.file_size for info in infos) > TOTAL_MAX_BYTES:
            raise self.unsafe(refusal.BOMB)
        for info in infos:
            if info.file_size > max(RATIO_FROM_BYTES, RATIO_MAX * info.compress_size):
                raise self.unsafe(refusal.BOMB)
            if info.flag_bits & 1:
                raise self.unsafe(refusal.PASSWORD)
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise self.unsafe(refusal.NOT_XLSX)

    def _check_prologs(self) -> None:
        """Refuse document types, for entities make bombs of XML, and text that is not UTF-8.

        No spreadsheet program writes either, and calamine reads other encodings as empty.
        """
        for name, info in self._members.items():
            if not name.endswith((".xml", ".rels")):
                continue
            head = next(self._inflate(info, chunk_bytes=PROLOG_BYTES), b"")[:PROLOG_BYTES]
            encoding = _ENCODING.match(head)
            if b"\0" in head or (encoding and encoding[1].lower() not in _UTF8):
                raise self.unsafe(refusal.ENCODING)
            head = _COMMENT.sub(b"", head)
            root = _ROOT.search(head)
            if head and (root is None or b"<!" in head[: root.start()]):
                raise self.unsafe(refusal.DECLARES)

    def _raw(self, info: zipfile.ZipInfo) -> memoryview:
        """Return a member as it stands in the file, after its local header."""
        at = info.header_offset
        header = self.data[at : at + 30]
        name_and_extra = int.from_bytes(header[26:28], "little") + int.from_bytes(
            header[28:30], "little"
        )
        start = at + len(header) + name_and_extra
        body = memoryview(self.data)[start : start + info.compress_size]
        if header[:4] != b"PK\x03\x04" or len(body) != info.compress_size:
            raise self.unsafe(refusal.DAMAGED)
        return body

    def _inflate(
        self, info: zipfile.ZipInfo, *, chunk_bytes: int = _CHUNK_BYTES
    ) -> Iterator[bytes]:
        left, crc = info.file_size, 0
        chunks = _inflated if info.compress_type == zipfile.ZIP_DEFLATED else _stored
        try:
            for chunk in chunks(self._raw(info), chunk_bytes):
                left, crc = left - len(chunk), zlib.crc32(chunk, crc)
                if left < 0:
                    raise self.unsafe(refusal.BOMB)
                yield chunk
        except zlib.error as error:
            raise self.unsafe(refusal.DAMAGED) from error
        if left or crc != info.CRC:
            raise self.unsafe(refusal.DAMAGED)


def _stored(raw: memoryview, chunk_bytes: int) -> Iterator[bytes]:
    for start in range(0, len(raw), chunk_bytes):
        yield bytes(raw[start : start + chunk_bytes])


def _inflated(raw: memoryview, chunk_bytes: int) -> Iterator[bytes]:
    """Inflate in chunks of bounded size, whatever the compressed bytes claim."""
    inflater, at, pending = zlib.decompressobj(-zlib.MAX_WBITS), 0, b""
    while not inflater.eof:
        if not pending:
            pending = bytes(raw[at : at + _FEED_BYTES])
            at += _FEED_BYTES
        exhausted = not pending
        chunk = inflater.decompress(pending, chunk_bytes)
        pending = inflater.unconsumed_tail
        if exhausted and not chunk and not inflater.eof:
            raise zlib.error
        yield chunk
