"""The checks of an upload's file name that apply to every file type.

Source: warehouse/forklift/legacy.py, the middle of `file_upload`.
"""

from __future__ import annotations

import re

from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.upload_form import EXTENSIONS

EXTENSION = re.compile(r".+?(?P<extension>\.(?:tar\.gz|zip|whl))$", re.IGNORECASE)
MAX_FILENAME = 255  # bytes; the limit of the file systems of PyPI and of the sandbox


def check_filename(filename: str, filetype: str) -> None:
    """Refuse forbidden characters, and an extension that `filetype` does not have."""
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
