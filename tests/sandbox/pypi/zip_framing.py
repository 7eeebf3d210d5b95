"""The check that a ZIP archive's local headers and its central directory agree.

Then programs that read the directory and programs that read the stream get the same files. Source
of the rules and texts: warehouse/utils/zipfiles.py; of the record formats: PKWARE's APPNOTE.TXT. A
ZIP64 directory is not supported: no wheel below the size limit needs one.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass, field
from typing import IO, NoReturn

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
MALFORMED = "Malformed zip file"
STREAMED = 0x08  # Flag: the sizes follow the data.
ZIP64, FULL32 = 0x0001, 0xFFFFFFFF


class BadFraming(Exception):
    """The message is PyPI's."""


def _refuse(message: str) -> NoReturn:
    raise BadFraming(message)


@dataclass
class Records:
    """The records read so far; `size` and `offset` are those of the central directory."""

    sizes: dict[str, tuple[int, int]]  # name -> (compressed, plain), from the directory
    local: set[bytes] = field(default_factory=set)
    central: set[bytes] = field(default_factory=set)
    size: int = 0
    offset: int | None = None


def problem(file: IO[bytes]) -> str | None:
    """Return PyPI's message for the first error in the framing, None if there is none."""
    file.seek(0)
    try:
        listed = zipfile.ZipFile(file).filelist
        sizes = {item.orig_filename: (item.compress_size, item.file_size) for item in listed}
        records = Records(sizes)
        file.seek(0)
        while _record(file, records):
            pass
        return "Trailing data" if file.read(1) else None
    except (BadFraming, zipfile.BadZipFile) as error:
        return str(error)


def _record(file: IO[bytes], records: Records) -> bool:
    """Read one record; return False after the last one."""
    at, signature = file.tell(), _read(file, 4)
    if signature == LOCAL:
        _local(file, records)
    elif signature == CENTRAL:
        _central(file, records, at)
    elif signature == END:
        _end(file, records, at)
    else:
        _refuse("Unknown record signature")
    return signature != END


def _read(file: IO[bytes], length: int) -> bytes:
    data = file.read(length)
    return data if len(data) == length else _refuse(MALFORMED)


def _name(file: IO[bytes], length: int) -> bytes:
    name = _read(file, length)
    if any(byte < 0x20 or byte == 0x7F for byte in name):
        _refuse("Invalid character in filename")
    return name


def _local(file: IO[bytes], records: Records) -> None:
    layout = struct.unpack("<xxH10xLLHH", _read(file, 26))
    flags, compressed, plain, name_length, extra_length = layout
    name = _name(file, name_length)
    compressed, plain = _long_sizes(_read(file, extra_length), compressed, plain)
    if flags & STREAMED:
        _refuse("ZIP contains a data descriptor")
    try:
        expected = records.sizes.get(name.decode())
    except UnicodeDecodeError:
        _refuse("Filename not unicode")
    if expected is None:
        _refuse("Filename not in central directory")
    if expected[0] != compressed:
        _refuse("Mis-matched data size")
    if expected[1] != plain:
        _refuse("Mis-matched file size")
    if name in records.local:
        _refuse("Duplicate filename in local headers")
    records.local.add(name)
    file.seek(compressed, 1)


def _long_sizes(extra: bytes, compressed: int, plain: int) -> tuple[int, int]:
    """Return the sizes in the ZIP64 field, or without one those given."""
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        if length > len(extra) - 4:
            _refuse(MALFORMED)
        if kind == ZIP64 and length >= 16:
            long_plain, compressed = struct.unpack_from("<QQ", extra, 4)
            plain = long_plain if plain == FULL32 else plain
        extra = extra[4 + length :]
    return compressed, plain


def _central(file: IO[bytes], records: Records, at: int) -> None:
    name_length, extra_length, comment = struct.unpack("<24xHHH12x", _read(file, 42))
    if comment:
        _refuse("Comment in central directory")
    name = _name(file, name_length)
    _read(file, extra_length)
    if name in records.central:
        _refuse("Duplicate filename in central directory")
    if name not in records.local:
        _refuse("Missing filename in local headers")
    records.central.add(name)
    records.offset = at if records.offset is None else records.offset
    records.size += 46 + name_length + extra_length


def _end(file: IO[bytes], records: Records, at: int) -> None:
    on_disk, total, size, offset, comment = struct.unpack("<4xHHLLH", _read(file, 18))
    file.seek(comment, 1)
    if on_disk != total:
        _refuse(MALFORMED)
    if total != len(records.central):
        _refuse("Mismatched central directory records")
    if offset != (at if records.offset is None else records.offset):
        _refuse("Mismatched central directory offset")
    if size != records.size:
        _refuse("Mismatched central directory size")
    if records.central != records.local:
        _refuse("Mis-matched local headers and central directory")
