"""The three records a zip file is made of besides its data.

Python's zipfile can copy a member only by inflating it. These few lines write the records for
bytes that are already compressed, which is what keeps every untouched part byte for byte.
No zip64: a `Package` is far smaller.

Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3 (checked 2026-11-21)
"""

import struct
import zipfile
import zlib
from dataclasses import dataclass

_UTF8_NAME = 0x800
_KEPT_FLAGS = 0x6
"""Of a member's flags only the two that describe its compression still hold."""
_VERSION = 20
_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the two headers of one member say; sizes in bytes."""

    name: bytes
    flags: int
    method: int
    date_time: tuple[int, int, int, int, int, int]
    crc: int
    compressed: int
    inflated: int
    attributes: int
    offset: int


def kept_record(info: zipfile.ZipInfo, *, offset: int) -> Record:
    """Describe a member whose compressed bytes are copied."""
    return Record(
        name=info.filename.encode(),
        flags=info.flag_bits & _KEPT_FLAGS | _UTF8_NAME,
        method=info.compress_type,
        date_time=info.date_time,
        crc=info.CRC,
        compressed=info.compress_size,
        inflated=info.file_size,
        attributes=info.external_attr,
        offset=offset,
    )


def new_record(
    name: str, content: bytes, *, level: int, old: zipfile.ZipInfo | None, offset: int
) -> tuple[Record, bytes]:
    """Compress a new content; return its description and its compressed bytes."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = compressor.compress(content) + compressor.flush()
    record = Record(
        name=name.encode(),
        flags=_UTF8_NAME,
        method=zipfile.ZIP_DEFLATED,
        date_time=old.date_time if old else _EARLIEST,
        crc=zlib.crc32(content),
        compressed=len(body),
        inflated=len(content),
        attributes=old.external_attr if old else 0,
        offset=offset,
    )
    return record, body


def local_header(record: Record) -> bytes:
    """Return the header that stands before a member's data."""
    return struct.pack("<4sH", b"PK\x03\x04", _VERSION) + _shared(record) + record.name


def central_header(record: Record) -> bytes:
    """Return the member's line in the directory at the file's end."""
    return (
        struct.pack("<4s2H", b"PK\x01\x02", _VERSION, _VERSION)
        + _shared(record)
        + struct.pack("<3H2L", 0, 0, 0, record.attributes, record.offset)
        + record.name
    )


def end_record(*, count: int, size: int, start: int) -> bytes:
    """Return the file's last record: how many members, and where their directory is."""
    return struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, start, 0)


def _shared(record: Record) -> bytes:
    year, month, day, hour, minute, second = record.date_time
    return struct.pack(
        "<4H3L2H",
        record.flags,
        record.method,
        hour << 11 | minute << 5 | second // 2,
        (year - 1980) << 9 | month << 5 | day,
        record.crc,
        record.compressed,
        record.inflated,
        len(record.name),
        0,
    )
