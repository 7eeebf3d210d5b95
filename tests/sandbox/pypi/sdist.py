"""The checks of an sdist's name and content against its metadata.

Source: warehouse/forklift/legacy.py, the middle of `file_upload`.
"""

from __future__ import annotations

import tarfile
from typing import IO

from packaging.metadata import Metadata
from packaging.utils import InvalidSdistFilename, canonicalize_name, parse_sdist_filename
from packaging.version import InvalidVersion, Version

from tests.sandbox.pypi.distribution import top_folder
from tests.sandbox.pypi.license_files import check_license_files
from tests.sandbox.pypi.refusals import refuse


def check_sdist(file: IO[bytes], filename: str, project: str, metadata: Metadata) -> None:
    """Refuse a name other than NAME-VERSION.tar.gz (PEP 625).

    `project` is in the index's spelling.
    """
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
        check_license_files(metadata, filename, top_folder(names), names)


def _sdist_name(filename: str, metadata: Metadata) -> str:
    try:
        name: str = parse_sdist_filename(filename)[0]
    except InvalidSdistFilename:
        refuse("sdist-filename", filename=filename)
    # `packaging` reads the hyphen of a post-release such as 1.0-1 as part of the name.
    if metadata.version.is_postrelease and name != canonicalize_name(metadata.name):
        stem, hyphen, tail = filename.removesuffix(".tar.gz").rpartition("-")
        name_part, _, version_part = stem.rpartition("-")
        if hyphen and name_part and _is_version(f"{version_part}-{tail}"):
            return name_part
    return name


def _is_version(text: str) -> bool:
    try:
        return bool(Version(text))
    except InvalidVersion:
        return False
