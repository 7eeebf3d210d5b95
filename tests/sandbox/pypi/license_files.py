"""The check that an archive has the files under License-File in its metadata."""

from __future__ import annotations

import os.path

from packaging.metadata import Metadata

from tests.sandbox.pypi.refusals import refuse


def check_license_files(metadata: Metadata, filename: str, folder: str, names: list[str]) -> None:
    """Refuse a License-File that is not in `folder`; `names` are the archive's members."""
    for license_file in metadata.license_files or []:
        target = os.path.join(folder, license_file)
        if target not in names:
            refuse("license-file-missing", license_file=license_file, filename=filename,
                   target=target)  # fmt: skip
