"""Core metadata from the form's fields, judged by `packaging` and by PyPI's rules.

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

FIRST = ("metadata-version", "name", "version")
#: Names that the form spells otherwise than `packaging` does.
SINGULAR = {
    "platforms": "platform", "supported_platforms": "supported_platform",
    "license_files": "license_file", "import_names": "import_name",
    "import_namespaces": "import_namespace",
}  # fmt: skip
RAW_NAME = {SINGULAR.get(name, name): name for name in _RAW_TO_EMAIL_MAPPING}
#: The first pattern found in a message names the refusal.
KINDS = (
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
    """The validated metadata; refuses the first error of the most telling field."""
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
    slug = next(slug for pattern, slug in KINDS if re.search(pattern, text))
    refuse(slug, error=text if text.endswith(".") else f"{text}.")


def _raw(fields: Fields) -> RawMetadata:
    raw: dict[str, Any] = {}
    broken: list[Exception] = []
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
            broken.append(InvalidMetadata(name, f"{name!r} has invalid data"))
    if broken:
        raise ExceptionGroup("unparsed", broken)
    return cast(RawMetadata, raw)


def _label(project_url: str) -> str:
    return project_url.partition(",")[0].strip()
