"""Whether a ZIP archive says the same to those who read its directory and those who stream it.

Source of rules and words: warehouse/utils/zipfiles.py; of the records: PKWARE's APPNOTE.TXT.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass, field
from typing import IO, NoReturn

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END64, LOCATOR64 = b"PK\x06\x06", b"PK\x06\x07"
ZIP64, UNICODE_PATH = 0x0001, 0x7075
FULL32 = 0xFFFFFFFF
MALFORMED = "Malformed zip file"


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
    records: int = 0
    size: int = 0
    offset: int | None = None
    end: tuple[int, int, int] | None = None  # entries, size and offset as the 64-bit end says
    end64_at: int | None = None
    located64: bool = False


def problem(file: IO[bytes]) -> str | None:
    """What is wrong with the framing of the archive, in PyPI's words; None if nothing is."""
    file.seek(0)
    try:
        listed = zipfile.ZipFile(file).filelist
    except zipfile.BadZipFile as error:
        return str(error)
    walk = Walk({item.orig_filename: (item.compress_size, item.file_size) for item in listed})
    file.seek(0)
    try:
        while _record(file, walk):
            pass
        return "Trailing data" if file.read(1) else None
    except BadFraming as error:
        return str(error)


def _record(file: IO[bytes], walk: Walk) -> bool:
    """Reads one record; False after the last one."""
    at, signature = file.tell(), _read(file, 4)
    if signature == END:
        if walk.end64_at is not None and not walk.located64:
            _bad(MALFORMED)
        _end(file, walk, at)
        return False
    if signature == CENTRAL:
        _central(file, walk, at)
    elif signature == LOCAL:
        _local(file, walk)
    elif signature == END64:
        walk.end64_at, walk.end = at, _end64(file)
    elif signature == LOCATOR64:
        walk.located64 = bool(_read(file, 16))
    else:
        _bad("Unknown record signature")
    return True


def _read(file: IO[bytes], length: int) -> bytes:
    data = file.read(length)
    if len(data) != length:
        _bad(MALFORMED)
    return data


def _printable(name: bytes) -> bytes:
    if any(byte < 0x20 or byte == 0x7F for byte in name):
        _bad("Invalid character in filename")
    return name


def _local(file: IO[bytes], walk: Walk) -> None:
    flags, method, compressed, plain, name_length, extra_length = struct.unpack(
        "<xxHHxxxxxxxxLLHH", _read(file, 26)
    )
    name = _printable(_read(file, name_length))
    extra = _read(file, extra_length)
    compressed, plain = _extra(extra, method, compressed, plain)
    if flags & 0x08:
        _bad("ZIP contains a data descriptor")
    _agree(walk.sizes, name, compressed, plain)
    if name in walk.local:
        _bad("Duplicate filename in local headers")
    walk.local.add(name)
    file.seek(compressed, 1)


def _agree(sizes: dict[str, tuple[int, int]], name: bytes, compressed: int, plain: int) -> None:
    try:
        expected = sizes.get(name.decode())
    except UnicodeDecodeError:
        _bad("Filename not unicode")
    if expected is None:
        _bad("Filename not in central directory")
    if expected[0] != compressed:
        _bad("Mis-matched data size")
    if expected[1] != plain:
        _bad("Mis-matched file size")


def _extra(extra: bytes, method: int, compressed: int, plain: int) -> tuple[int, int]:
    """The sizes, as the ZIP64 field corrects them."""
    seen: set[int] = set()
    while extra:
        if len(extra) < 4:
            _bad(MALFORMED)
        kind, length = struct.unpack("<HH", extra[:4])
        data, rest = extra[4 : 4 + length], extra[4 + length :]
        if len(data) < length:
            _bad(MALFORMED)
        if kind in seen and kind in (ZIP64, UNICODE_PATH):
            _bad("Invalid duplicate extra in local file")
        seen.add(kind)
        if kind == ZIP64:
            compressed, plain = _zip64(data, method, compressed, plain)
        elif kind == UNICODE_PATH:
            _unicode_path(data[5:])
        extra = rest
    return compressed, plain


def _unicode_path(name: bytes) -> None:
    try:
        _printable(name).decode()
    except UnicodeDecodeError:
        _bad("Filename not valid UTF-8")


def _zip64(data: bytes, method: int, compressed: int, plain: int) -> tuple[int, int]:
    if len(data) not in (0, 8, 16, 24, 28):
        _bad(MALFORMED)
    if not data:
        if FULL32 in (compressed, plain):
            _bad(MALFORMED)
        return compressed, plain
    (first,) = struct.unpack_from("<Q", data)
    real = first if plain == FULL32 else plain
    if len(data) == 8:  # one size for both: only where nothing is compressed
        if method != zipfile.ZIP_STORED:
            _bad(MALFORMED)
        return first, real
    return struct.unpack_from("<Q", data, 8)[0], real


def _central(file: IO[bytes], walk: Walk, at: int) -> None:
    name_length, extra_length, comment = struct.unpack("<24xHHH12x", _read(file, 42))
    if comment:
        _bad("Comment in central directory")
    name = _printable(_read(file, name_length))
    _read(file, extra_length)
    walk.offset = at if walk.offset is None else walk.offset
    walk.records += 1
    walk.size += 46 + name_length + extra_length
    if name in walk.central:
        _bad("Duplicate filename in central directory")
    if name not in walk.local:
        _bad("Missing filename in local headers")
    walk.central.add(name)


def _end(file: IO[bytes], walk: Walk, at: int) -> None:
    on_disk, records, size, offset, comment = struct.unpack("<4xHHLLH", _read(file, 18))
    if on_disk != records:
        _bad(MALFORMED)
    file.seek(comment, 1)
    said = walk.end if walk.located64 and walk.end else (records, size, offset)
    if said[0] != walk.records:
        _bad("Mismatched central directory records")
    if said[2] != (at if walk.offset is None else walk.offset):
        _bad("Mismatched central directory offset")
    if said[1] != walk.size:
        _bad("Mismatched central directory size")
    if walk.central != walk.local:
        _bad("Mis-matched local headers and central directory")


def _end64(file: IO[bytes]) -> tuple[int, int, int]:
    length, on_disk, records, size, offset = struct.unpack("<Q12xQQQQ", _read(file, 52))
    if on_disk != records:
        _bad(MALFORMED)
    if length != 44:
        _bad("ZIP64 extensible data not allowed")
    return records, size, offset
