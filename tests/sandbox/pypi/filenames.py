"""What the name of a file says, held against the metadata and against what the file contains.

Source: warehouse/forklift/legacy.py, the middle of `file_upload`.
"""

from __future__ import annotations

import configparser
import os.path
import re
import tarfile
import zipfile
from typing import IO

from packaging.metadata import Metadata
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import InvalidVersion, Version

from tests.sandbox.pypi.platforms import is_accepted
from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.upload_form import EXTENSIONS

EXTENSION = re.compile(r".+?(?P<extension>\.(?:tar\.gz|zip|whl))$", re.IGNORECASE)
SCRIPT_NAME = re.compile(r"[\w.-]+")
LONGEST = 255  # bytes in a name, of the file systems that PyPI and we store files on


def check_filename(filename: str, filetype: str) -> None:
    """Refuses characters that no file name should have, and other extensions than the type's."""
    if any(ord(char) < 32 or ord(char) == 127 for char in filename):
        refuse("unprintable-filename")
    if "/" in filename or "\\" in filename:
        refuse("filename-with-slash")
    match = EXTENSION.match(filename)
    if match is None:
        refuse("stray-file-in-dist")
    extension = match["extension"]
    if extension not in EXTENSIONS[filetype]:
        refuse("extension-for-other-filetype", extension=extension, filetype=filetype)


def check_sdist(file: IO[bytes], filename: str, project: str, metadata: Metadata) -> None:
    """Refuses a name other than NAME-VERSION.tar.gz (PEP 625); `project` as the index spells it."""
    normalized = canonicalize_name(project)
    prefix = normalized.replace("-", "_")
    if canonicalize_name(_sdist_name(filename, metadata)) != normalized:
        refuse("filename-of-other-project", project=project, prefix=prefix)
    expected = f"{prefix}-{metadata.version}.tar.gz"
    if filename != expected:
        refuse("filename-not-normalized", filename=filename, expected=expected)
    if metadata.license_files:
        with tarfile.open(fileobj=file, mode="r:gz") as archive:
            names = archive.getnames()
        folder = os.path.commonprefix(names)  # noqa: RUF071
        _check_licenses(metadata, filename, folder, names)


def _sdist_name(filename: str, metadata: Metadata) -> str:
    try:
        name: str = parse_sdist_filename(filename)[0]
    except InvalidSdistFilename:
        refuse("sdist-filename", filename=filename)
    # A post-release may be written with a hyphen, 1.0-1, which the parser takes for the name's.
    if metadata.version.is_postrelease and name != canonicalize_name(metadata.name):
        front, hyphen, tail = filename.removesuffix(".tar.gz").rpartition("-")
        name_part, _, version_part = front.rpartition("-")
        if hyphen and name_part and _is_version(f"{version_part}-{tail}"):
            return name_part
    return name


def _is_version(text: str) -> bool:
    try:
        return bool(Version(text))
    except InvalidVersion:
        return False


def _check_licenses(metadata: Metadata, filename: str, folder: str, names: list[str]) -> None:
    for license_file in metadata.license_files or []:
        target = os.path.join(folder, license_file)
        if target not in names:
            refuse("license-file-missing", license_file=license_file, filename=filename,
                   target=target)  # fmt: skip


def check_wheel(file: IO[bytes], filename: str, project: str, metadata: Metadata) -> bytes:
    """The wheel's METADATA; refuses names and contents that do not agree with the metadata."""
    _check_wheel_name(filename, project, metadata)
    folder = "{}-{}.dist-info".format(*filename.split("-", 2))
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        _check_licenses(metadata, filename, f"{folder}/licenses", names)
        for kind in ("RECORD", "METADATA"):
            if f"{folder}/{kind}" not in names:
                refuse("wheel-file-missing", filename=filename, kind=kind,
                       target=f"{folder}/{kind}")  # fmt: skip
        if not _is_text(archive.read(f"{folder}/RECORD")):  # as good as missing, to PyPI
            refuse("wheel-file-missing", filename=filename, kind="RECORD",
                   target=f"{folder}/RECORD")  # fmt: skip
        _check_entry_points(archive, f"{folder}/entry_points.txt", filename)
        if len(os.fsencode(filename)) + len(".metadata") > LONGEST:
            refuse("filename-too-long", filename=filename)
        return archive.read(f"{folder}/METADATA")


def _is_text(content: bytes) -> bool:
    try:
        return isinstance(content.decode(), str)
    except UnicodeDecodeError:
        return False


def _check_wheel_name(filename: str, project: str, metadata: Metadata) -> None:
    try:
        name, version, _, tags = parse_wheel_filename(filename)
    except InvalidWheelFilename as error:
        refuse("wheel-filename", error=error)
    for tag in sorted(tag.platform for tag in tags):
        if not is_accepted(tag):
            refuse("unsupported-platform-tag", filename=filename, tag=tag)
    expected = canonicalize_name(metadata.name).replace("-", "_")
    if canonicalize_name(metadata.name) != name:
        refuse("filename-of-other-project", project=project, prefix=expected)
    found = filename.split("-", 1)[0]
    if found != expected:
        refuse("wheel-name-not-normalized", filename=filename, expected=expected, found=found)
    if metadata.version != version:
        refuse("wheel-of-other-version", expected=str(metadata.version), found=str(version))


def _check_entry_points(archive: zipfile.ZipFile, name: str, filename: str) -> None:
    if name not in archive.namelist():
        return
    parser = configparser.ConfigParser(delimiters=("=",), interpolation=None)
    try:
        parser.read_string(archive.read(name).decode())
    except (configparser.Error, UnicodeDecodeError):
        refuse("invalid-entry-points", filename=filename)
    for group in ("console_scripts", "gui_scripts"):
        for script in parser[group] if parser.has_section(group) else ():
            if not SCRIPT_NAME.fullmatch(script):
                refuse("invalid-entry-points", filename=filename)
