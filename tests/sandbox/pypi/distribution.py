"""The checks that a file is a distribution: archive format and required members.

Source: `_is_valid_dist_file`, warehouse/forklift/legacy.py.
"""

from __future__ import annotations

import gzip
import os.path
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from typing import IO

from tests.sandbox.pypi import zip_framing
from tests.sandbox.pypi.malware_scan import scan
from tests.sandbox.pypi.refusals import ServerError, refuse

MEBIBYTE = 1024 * 1024
#: PyPI refuses an archive that unpacks to more than this size and this multiple of its own size.
BOMB_MIB = 64
BOMB_RATIO = 50
ARCHIVES = "See https://docs.pypi.org/archives for more information"


def check_distribution(file: IO[bytes], filename: str) -> None:
    """Refuse a file that is not a distribution; `filename` has one of the allowed extensions."""
    check = _check_tar if filename.endswith(".tar.gz") else _check_zip
    try:
        detail = check(file, filename)
    except (gzip.BadGzipFile, NotImplementedError) as error:  # PyPI does not catch them.
        raise ServerError(str(error)) from error
    file.seek(0)
    if detail is not None:
        refuse("invalid-archive", detail=detail)


def _check_zip(file: IO[bytes], filename: str) -> str | None:
    if not zipfile.is_zipfile(file):
        return "File is not a zipfile"
    if _is_tar(file):
        return "File is both a zip and a tar file"
    try:
        with zipfile.ZipFile(file) as archive:
            detail = _check_members(archive, file.seek(0, os.SEEK_END), filename)
            if detail is not None:
                return detail
            found = scan((name, partial(archive.read, name)) for name in archive.namelist())
            framing = zip_framing.problem(file) if found is None else None
            return f"ZIP archive not accepted: {framing}. {ARCHIVES}" if framing else found
    except zipfile.BadZipFile:
        return "None"  # PyPI formats None into the text.


def _check_members(archive: zipfile.ZipFile, size: int, filename: str) -> str | None:
    unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > BOMB_MIB * MEBIBYTE and unpacked / size > BOMB_RATIO:
        return f"File exceeds compression ratio of {BOMB_RATIO}"
    known = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if any(item.compress_type not in known for item in archive.infolist()):
        return "File does not use a supported compression type"
    if filename.endswith(".zip"):
        return _package_info(archive.namelist(), archive.read)
    parts = filename.split("-", 2)
    if len(parts) < 3:
        return "Unable to parse name and version from wheel filename"
    return _present("WHEEL", f"{parts[0]}-{parts[1]}.dist-info/WHEEL", archive.read)


def _present(kind: str, target: str, member: Callable[[str], object]) -> str | None:
    """`member` returns the member of a name; of a damaged one it raises BadZipFile."""
    try:
        member(target)
    except KeyError:
        return f"{kind} not found at {target}"
    return None


def top_folder(names: list[str]) -> str:
    """Return the folder that all of `names` are in, "" if there is none.

    Raises ServerError where PyPI's own code fails. Source: `_commonpath`.
    """
    try:
        return os.path.commonpath(names) if names else ""
    except ValueError as error:  # absolute paths beside relative ones
        raise ServerError(str(error)) from error


def _package_info(names: list[str], member: Callable[[str], object]) -> str | None:
    top = top_folder(names)
    if top in (".", "/", ""):
        return "Incorrect number of top-level directories in sdist"
    return _present("PKG-INFO", os.path.join(top, "PKG-INFO"), member)


def _is_tar(file: IO[bytes]) -> bool:
    file.seek(0)
    try:
        return tarfile.is_tarfile(file)
    except (EOFError, OSError):  # PyPI's own code fails on a truncated file.
        return False


def _check_tar(file: IO[bytes], _filename: str) -> str | None:
    if not _is_tar(file):
        return "File is not a tarfile"
    if zipfile.is_zipfile(file):
        return "File is both a zip and a tar file"
    file.seek(0)
    try:
        with tarfile.open(fileobj=file, mode="r:gz") as archive:
            members = archive.getmembers()
            if any(member.issparse() for member in members):
                return f"tar archive not accepted: Sparse members are not allowed. {ARCHIVES}"
            detail = _package_info(archive.getnames(), archive.getmember)
            return detail or scan((m.name, partial(_read, archive, m)) for m in members)
    except (tarfile.ReadError, EOFError, zlib.error):
        return "None"  # PyPI formats None into the text.


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    content = archive.extractfile(member) if member.isfile() else None
    return content.read() if content else b""
