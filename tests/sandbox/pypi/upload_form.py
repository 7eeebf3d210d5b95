"""The fields of an upload's form that PyPI checks before permissions.

Source: `UploadForm`, warehouse/forklift/forms.py, and the text in warehouse/forklift/legacy.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.datastructures import UploadFile

from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.names import PROJECT_NAME
from tests.sandbox.pypi.refusals import refuse

EXTENSIONS = {"sdist": (".zip", ".tar.gz"), "bdist_wheel": (".whl",)}
DIGESTS = ("md5", "sha256", "blake2_256")
HEX64 = re.compile(r"[A-F0-9]{64}$", re.IGNORECASE)
REQUIRED = "This field is required."
NAME_ERROR = (
    "Start and end with a letter or numeral containing only ASCII numeric and '.', '_' and '-'."
)
#: field -> the error for a value that is not 64 hexadecimal digits
DIGEST_ERRORS = {
    "blake2_256_digest": "Use a valid, hex-encoded, BLAKE2 message digest.",
    "sha256_digest": "Use a valid, hex-encoded, SHA256 message digest.",
}


@dataclass(frozen=True)
class UploadForm:
    """`digests` maps the kind to the digest in lower case; only those in the form."""

    name: str
    filetype: str
    pyversion: str
    comment: str | None
    digests: dict[str, str]


def check_fields(fields: Fields) -> None:
    """Refuse an unknown protocol version, and a file in a text field."""
    for name in sorted(set(fields.names) - {"content", "gpg_signature"}):
        if any(isinstance(value, UploadFile) for value in fields.all(name)):
            refuse("field-is-a-file", field=name)
    if fields.last("protocol_version") not in (None, "1"):
        refuse("unknown-protocol")


def read_form(fields: Fields) -> UploadForm:
    """Return the form's values; refuse by the first invalid field, in PyPI's order."""
    name = fields.first("name") or ""
    if error := _name_error(name):
        short = f"{name[:30]}...{name[-30:]}" if len(name) > 60 else name
        refuse("invalid-name-field", value=short, error=error)
    for field, error in DIGEST_ERRORS.items():
        digest = fields.first(field) or ""
        if digest.strip() and not HEX64.match(digest):
            refuse("invalid-form-field", field=field, error=error)
    filetype = fields.first("filetype") or ""
    if filetype not in EXTENSIONS:
        error = "Use a known file type." if filetype else REQUIRED
        refuse("invalid-form-field", field="filetype", error=error)
    pyversion = _pyversion(filetype, fields.first("pyversion") or "")
    digests = {kind: (fields.first(f"{kind}_digest") or "").lower() for kind in DIGESTS}
    if not any(digests.values()):
        refuse("no-digest")
    given = {kind: digest for kind, digest in digests.items() if digest}
    return UploadForm(name, filetype, pyversion, fields.first("comment"), given)


def _name_error(name: str) -> str | None:
    if not name:
        return REQUIRED
    return None if PROJECT_NAME.match(name) else NAME_ERROR


def _pyversion(filetype: str, pyversion: str) -> str:
    if filetype == "sdist":
        if pyversion not in ("", "source"):
            error = "Use 'source' as Python version for an sdist."
            refuse("invalid-form-field", field="pyversion", error=error)
        return "source"
    if not pyversion:
        error = "Python version is required for binary distribution uploads."
        refuse("invalid-form-field", field="pyversion", error=error)
    return pyversion
