"""Compares a wheel with its RECORD, and writes PyPI's mail about a wheel that differs from it.

Source: `_validate_record`, warehouse/utils/wheel.py, and
warehouse/templates/email/wheel-record-mismatch-email/. PyPI compares the names only, and takes the
wheel; its blog announced on 2025-08-07 that it will refuse such wheels.
"""

from __future__ import annotations

import csv
import zipfile

SUBJECT = "Deprecation notice for recent wheel distribution upload to '{project}'"
BODY = (
    "This email is notifying you of an upcoming deprecation that we have determined may affect you"
    " as a result of your recent upload to '{project}'.\n\n"
    "Specifically, your recent upload of '{filename}' has file contents that do not match the"
    " included RECORD file. In the future, PyPI will require the file contents of all newly"
    " uploaded wheel distributions to match their included RECORD file.\n"
)


def differs(archive: zipfile.ZipFile, folder: str) -> bool:
    """Whether the names in the wheel are others than those in the RECORD of `folder`."""
    rows = csv.reader(archive.read(f"{folder}/RECORD").decode().splitlines())
    recorded = {name.replace("\\", "/") for name, *_ in rows}
    exempt = {f"{folder}/RECORD.jws", f"{folder}/RECORD.p7s"}
    found = {name for name in archive.namelist() if not name.endswith(("/", "\\"))}
    return recorded != found - exempt


def mail(project: str, filename: str) -> tuple[str, str]:
    """The subject and the text of the mail."""
    return SUBJECT.format(project=project), BODY.format(project=project, filename=filename)
