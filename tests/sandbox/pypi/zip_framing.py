"""Whether a ZIP archive says the same to those who read its directory and those who stream it.

Source of rules and words: warehouse/utils/zipfiles.py; of the records: PKWARE's APPNOTE.TXT. The
64-bit form of a directory, which no wheel below the size limit needs, is not known here.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass, field
from typing import IO, NoReturn

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
MALFORMED = "Malformed zip file"
STREAMED = 0x08  # flag: the sizes come only after the data
ZIP64, FULL32 = 0x0001, 0xFFFFFFFF


class BadFraming(Exception):
    """The words are PyPI's."""


def _bad(words: str) -> NoReturn:
    raise BadFraming(words)


@dataclass
class Walk:
    """What has been seen on the way through the records."""

    sizes: dict[str, tuple[int, int]]  # name -> (compressed, plain), as the directory says
    local: set[bytes] = field(default_factory=set)
    central: set[bytes] = field(default_factory=set)
    size: int = 0
    offset: int | None = None


def problem(file: IO[bytes]) -> str | None:
    """What is wrong with the framing of the archive, in PyPI's words; None if nothing is."""
    file.seek(0)
    try:
        listed = zipfile.ZipFile(file).filelist
        walk = Walk({item.orig_filename: (item.compress_size, item.file_size) for item in listed})
        file.seek(0)
        while _record(file, walk):
            pass
        return "Trailing data" if file.read(1) else None
    except (BadFraming, zipfile.BadZipFile) as error:
        return str(error)


def _record(file: IO[bytes], walk: Walk) -> bool:
    """Reads one record; False after the last one."""
    at, signature = file.tell(), _read(file, 4)
    if signature == LOCAL:
        _local(file, walk)
    elif signature == CENTRAL:
        _central(file, walk, at)
    elif signature == END:
        _end(file, walk, at)
    else:
        _bad("Unknown record signature")
    return signature != END


def _read(file: IO[bytes], length: int) -> bytes:
    data = file.read(length)
    return data if len(data) == length else _bad(MALFORMED)


def _name(file: IO[bytes], length: int) -> bytes:
    name = _read(file, length)
    if any(byte < 0x20 or byte == 0x7F for byte in name):
        _bad("Invalid character in filename")
    return name


def _local(file: IO[bytes], walk: Walk) -> None:
    layout = struct.unpack("<xxH10xLLHH", _read(file, 26))
    flags, compressed, plain, name_length, extra_length = layout
    name = _name(file, name_length)
    compressed, plain = _long_sizes(_read(file, extra_length), compressed, plain)
    if flags & STREAMED:
        _bad("ZIP contains a data descriptor")
    try:
        expected = walk.sizes.get(name.decode())
    except UnicodeDecodeError:
        _bad("Filename not unicode")
    if expected is None:
        _bad("Filename not in central directory")
    if expected[0] != compressed:
        _bad("Mis-matched data size")
    if expected[1] != plain:
        _bad("Mis-matched file size")
    if name in walk.local:
        _bad("Duplicate filename in local headers")
    walk.local.add(name)
    file.seek(compressed, 1)


def _long_sizes(extra: bytes, compressed: int, plain: int) -> tuple[int, int]:
    """The sizes as the ZIP64 field gives them, where there is one."""
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        if length > len(extra) - 4:
            _bad(MALFORMED)
        if kind == ZIP64 and length >= 16:
            long_plain, compressed = struct.unpack_from("<QQ", extra, 4)
            plain = long_plain if plain == FULL32 else plain
        extra = extra[4 + length :]
    return compressed, plain


def _central(file: IO[bytes], walk: Walk, at: int) -> None:
    name_length, extra_length, comment = struct.unpack("<24xHHH12x", _read(file, 42))
    if comment:
        _bad("Comment in central directory")
    name = _name(file, name_length)
    _read(file, extra_length)
    if name in walk.central:
        _bad("Duplicate filename in central directory")
    if name not in walk.local:
        _bad("Missing filename in local headers")
    walk.central.add(name)
    walk.offset = at if walk.offset is None else walk.offset
    walk.size += 46 + name_length + extra_length


def _end(file: IO[bytes], walk: Walk, at: int) -> None:
    on_disk, records, size, offset, comment = struct.unpack("<4xHHLLH", _read(file, 18))
    file.seek(comment, 1)
    if on_disk != records:
        _bad(MALFORMED)
    if records != len(walk.central):
        _bad("Mismatched central directory records")
    if offset != (at if walk.offset is None else walk.offset):
        _bad("Mismatched central directory offset")
    if size != walk.size:
        _bad("Mismatched central directory size")
    if walk.central != walk.local:
        _bad("Mis-matched local headers and central directory")
