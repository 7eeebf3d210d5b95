"""The checks that a file is a distribution: archive format, required members, forbidden content.

Source: `_is_valid_dist_file`, warehouse/forklift/legacy.py, and warehouse/utils/scanner_rules/.
"""

from __future__ import annotations

import os.path
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from tests.sandbox.pypi import zip_framing
from tests.sandbox.pypi.refusals import refuse

MEBIBYTE = 1024 * 1024
#: PyPI refuses an archive that unpacks to more than this size and this multiple of its own size.
BOMB_SIZE, BOMB_RATIO = 64 * MEBIBYTE, 50
SCANNED, SCAN_LIMIT = {".py", ".pye"}, 5 * MEBIBYTE
ARCHIVES = "See https://docs.pypi.org/archives for more information"
POLICY = "See https://pypi.org/policy/acceptable-use-policy/ for more information."
#: Encrypted content that the scanner finds: (any or all, marks, text of the refusal)
ENCRYPTED: tuple[tuple[Callable[[Iterable[bool]], bool], tuple[bytes, ...], str], ...] = (
    (
        any,
        (
            b"__pyarmor__(__name__, __file__,", b"__pyarmor_enter__", b"__pyarmor_exit__",
            b"__pyarmor_assert__", b"__pyarmor_bcc__",
        ),
        f"PyArmor-encrypted content is not allowed. {POLICY}",
    ),
    (
        all,
        (b"---BEGIN PYE FILE---", b"---END PYE FILE---"),
        f"SourceDefender-encrypted content is not allowed. {POLICY}",
    ),
)  # fmt: skip


def check_distribution(file: IO[bytes], filename: str) -> None:
    """Refuse a file that is not a distribution; `filename` has one of the allowed extensions."""
    check = _check_tar if filename.endswith(".tar.gz") else _check_zip
    detail = check(file, filename)
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
            framing = zip_framing.problem(file)
            if framing is not None:
                return f"ZIP archive not accepted: {framing}. {ARCHIVES}"
            return _scan((name, partial(archive.read, name)) for name in archive.namelist())
    except zipfile.BadZipFile:
        return "None"  # PyPI formats None into the text.


def _check_members(archive: zipfile.ZipFile, size: int, filename: str) -> str | None:
    unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > BOMB_SIZE and unpacked / size > BOMB_RATIO:
        return f"File exceeds compression ratio of {BOMB_RATIO}"
    known = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    if any(item.compress_type not in known for item in archive.infolist()):
        return "File does not use a supported compression type"
    if filename.endswith(".zip"):
        return _package_info(archive.namelist())
    parts = filename.split("-", 2)
    if len(parts) < 3:
        return "Unable to parse name and version from wheel filename"
    wheel = f"{parts[0]}-{parts[1]}.dist-info/WHEEL"
    return None if wheel in archive.namelist() else f"WHEEL not found at {wheel}"


def _package_info(names: list[str]) -> str | None:
    # PyPI compares characters, not path parts, so a single file is its own top folder.
    top = os.path.commonprefix(names)  # noqa: RUF071
    if top in (".", "/", ""):
        return "Incorrect number of top-level directories in sdist"
    target = os.path.join(top, "PKG-INFO")
    present = {name.rstrip("/") for name in names}
    return None if target in present else f"PKG-INFO not found at {target}"


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
            detail = _package_info([member.name for member in members])
            if detail is not None:
                return detail
            if any(member.issparse() for member in members):
                return f"tar archive not accepted: Sparse members are not allowed. {ARCHIVES}"
            return _scan((m.name, partial(_read, archive, m)) for m in members)
    except (tarfile.ReadError, EOFError):
        return "None"  # PyPI formats None into the text.


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    content = archive.extractfile(member) if member.isfile() else None
    return content.read() if content else b""


def _scan(members: Iterable[tuple[str, Callable[[], bytes]]]) -> str | None:
    for name, read in members:
        if PurePosixPath(name).suffix.lower() not in SCANNED:
            continue
        content = read()
        for quantifier, marks, text in ENCRYPTED:
            if len(content) <= SCAN_LIMIT and quantifier(mark in content for mark in marks):
                return text
    return None
