"""The checks of a wheel's name and content against its metadata.

Source: warehouse/forklift/legacy.py, the middle of `file_upload`.
"""

from __future__ import annotations

import configparser
import os
import re
import zipfile
from typing import IO

from packaging.metadata import Metadata
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

from tests.sandbox.pypi import wheel_record
from tests.sandbox.pypi.filenames import MAX_FILENAME
from tests.sandbox.pypi.license_files import check_license_files
from tests.sandbox.pypi.platforms import is_accepted
from tests.sandbox.pypi.refusals import refuse

SCRIPT_NAME = re.compile(r"[\w.-]+")


def check_wheel(file: IO[bytes], filename: str, project: str, metadata: Metadata) -> bytes:
    """Return the wheel's METADATA; refuse a name or content that does not agree with `metadata`."""
    _check_wheel_name(filename, project, metadata)
    folder = "{}-{}.dist-info".format(*filename.split("-", 2))
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        check_license_files(metadata, filename, f"{folder}/licenses", names)
        for kind in ("RECORD", "METADATA"):
            if f"{folder}/{kind}" not in names:
                refuse("wheel-file-missing", filename=filename, kind=kind,
                       target=f"{folder}/{kind}")  # fmt: skip
        if not _is_text(archive.read(f"{folder}/RECORD")):  # PyPI treats it as missing.
            refuse("wheel-file-missing", filename=filename, kind="RECORD",
                   target=f"{folder}/RECORD")  # fmt: skip
        _check_entry_points(archive, f"{folder}/entry_points.txt", filename)
        if len(os.fsencode(filename)) + len(".metadata") > MAX_FILENAME:
            refuse("filename-too-long", filename=filename)
        return archive.read(f"{folder}/METADATA")


def record_differs(file: IO[bytes], filename: str) -> bool:
    """Whether a wheel that has passed the checks holds other files than its RECORD names."""
    with zipfile.ZipFile(file) as archive:
        return wheel_record.differs(archive, "{}-{}.dist-info".format(*filename.split("-", 2)))


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


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
