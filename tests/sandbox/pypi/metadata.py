"""Core metadata from the form's fields, validated by `packaging` and by PyPI's rules.

Source: warehouse/forklift/metadata.py.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn, cast

from packaging.metadata import (
    _LIST_FIELDS,
    _RAW_TO_EMAIL_MAPPING,
    _STRING_FIELDS,
    InvalidMetadata,
    Metadata,
    RawMetadata,
    _parse_keywords,
    _parse_project_urls,
)

from tests.sandbox.pypi.fields import Fields
from tests.sandbox.pypi.metadata_rules import broken_rules
from tests.sandbox.pypi.refusals import refuse

#: Fields whose errors are reported before those of all others, in this order.
FIRST = ("metadata-version", "name", "version")
#: name in `packaging` -> name in the form
SINGULAR = {
    "platforms": "platform", "supported_platforms": "supported_platform",
    "license_files": "license_file", "import_names": "import_name",
    "import_namespaces": "import_namespace",
}  # fmt: skip
RAW_NAME = {SINGULAR.get(name, name): name for name in _RAW_TO_EMAIL_MAPPING}
#: (pattern, refusal); the first pattern that the error contains selects the refusal.
REFUSALS = (
    (r"local versions", "local-version"),
    (r"'Private :: ", "private-classifier"),
    (r"lassifier", "invalid-classifier"),
    (r"direct dependency", "direct-dependency"),
    (r"metadata version", "metadata-version-unsupported"),
    (r"[Ll]icense", "license-metadata"),
    (r"for 'version'", "invalid-version"),
    (r"", "invalid-metadata-field"),
)


def read_metadata(fields: Fields) -> Metadata:
    """Return the validated metadata; refuse by the first error of the first field in error."""
    try:
        metadata = Metadata.from_raw(_raw(fields))
        if errors := list(broken_rules(metadata)):
            raise ExceptionGroup("invalid metadata", errors)
        return metadata
    except ExceptionGroup as group:
        errors = [e for e in group.exceptions if isinstance(e, InvalidMetadata)]
        _refuse(errors)


def _refuse(errors: list[InvalidMetadata]) -> NoReturn:
    named = {error.field for error in errors}
    field = next((name for name in FIRST if name in named), min(named))
    text = str(next(error for error in errors if error.field == field))
    slug = next(slug for pattern, slug in REFUSALS if re.search(pattern, text))
    refuse(slug, error=text if text.endswith(".") else f"{text}.")


def _raw(fields: Fields) -> RawMetadata:
    raw: dict[str, Any] = {}
    invalid: list[Exception] = []
    for name in fields.names:
        field, values = RAW_NAME.get(name), fields.texts(name)
        if field is None or values == [""]:
            continue
        if field in _LIST_FIELDS:
            raw[field] = values
        elif field == "project_urls" and len(set(map(_label, values))) == len(values):
            raw[field] = _parse_project_urls(values)
        elif field == "keywords" and len(values) == 1:
            raw[field] = _parse_keywords(values[0])
        elif field in _STRING_FIELDS and len(values) == 1:
            raw[field] = values[0]
        else:
            invalid.append(InvalidMetadata(name, f"{name!r} has invalid data"))
    if invalid:
        raise ExceptionGroup("unparsed", invalid)
    return cast(RawMetadata, raw)


def _label(project_url: str) -> str:
    return project_url.partition(",")[0].strip()
