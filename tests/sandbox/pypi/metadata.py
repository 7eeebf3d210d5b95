"""Core metadata from the form's fields, judged by `packaging` and by PyPI's stricter rules.

Source: warehouse/forklift/metadata.py.
"""

from __future__ import annotations

import email.utils
import re
from collections.abc import Iterator
from typing import Any, NoReturn, cast

import email_validator
import rfc3986  # type: ignore[import-untyped]
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
from packaging.requirements import InvalidRequirement, Requirement
from rfc3986.exceptions import ValidationError  # type: ignore[import-untyped]
from rfc3986.validators import Validator  # type: ignore[import-untyped]
from trove_classifiers import classifiers, deprecated_classifiers

from .fields import Fields
from .refusals import refuse

VERSIONS = {"1.0", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5"}
FIRST = ("metadata-version", "name", "version")
#: Names that the form spells otherwise than `packaging` does.
SINGULAR = {
    "platforms": "platform", "supported_platforms": "supported_platform",
    "license_files": "license_file", "import_names": "import_name",
    "import_namespaces": "import_namespace",
}  # fmt: skip
RAW_NAME = {SINGULAR.get(name, name): name for name in _RAW_TO_EMAIL_MAPPING}
#: What may be declared dynamic: all but these (PEP 643, and PyPI's own list).
NOT_DYNAMIC = {"metadata-version", "name", "version", "dynamic"}
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
        if errors := list(_own_errors(metadata)):
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


def _own_errors(metadata: Metadata) -> Iterator[InvalidMetadata]:
    if metadata.metadata_version not in VERSIONS:
        text = f"{metadata.metadata_version!r} is not a valid metadata version"
        yield InvalidMetadata("metadata-version", text)
    if metadata.version.local:
        text = f"The use of local versions in '{metadata.version}' is not allowed."
        yield InvalidMetadata("version", text)
    if metadata.summary and len(metadata.summary) > 512:
        yield InvalidMetadata("summary", "'summary' field must be 512 characters or less.")
    _, _, charset = (metadata.description_content_type or "").partition("charset=")
    if charset and charset.split(";")[0].strip() != "UTF-8":
        text = f"can only specify the UTF-8 charset, not {charset.split(';')[0].strip()!r}"
        yield InvalidMetadata("description-content-type", f"'description-content-type' {text}")
    for check in (_addresses, _classifiers, _urls, _requirements, _dynamic):
        yield from check(metadata)
    if metadata.license and metadata.license_expression:
        text = "License is deprecated when License-Expression is present."
        yield InvalidMetadata("license", f"{text} Only License-Expression should be present.")


def _addresses(metadata: Metadata) -> Iterator[InvalidMetadata]:
    for field in ("author-email", "maintainer-email"):
        _, address = email.utils.parseaddr(getattr(metadata, field.replace("-", "_")) or "")
        try:
            if address:
                email_validator.validate_email(address, check_deliverability=False)
        except email_validator.EmailNotValidError as error:
            yield InvalidMetadata(field, f"{address!r} is not a valid email address: {error}")


def _classifiers(metadata: Metadata) -> Iterator[InvalidMetadata]:
    for name in sorted(set(metadata.classifiers or [])):
        if name in deprecated_classifiers:
            others = deprecated_classifiers[name]
            hint = f", use one of {others} instead." if others else "."
            text = f"The classifier {name!r} has been deprecated{hint}"
            yield InvalidMetadata("classifier", text)
        elif name not in classifiers:
            yield InvalidMetadata("classifier", f"{name!r} is not a valid classifier.")


def _urls(metadata: Metadata) -> Iterator[InvalidMetadata]:
    for field, url in (("home-page", metadata.home_page), ("download-url", metadata.download_url)):
        if url is not None and not _is_web_address(url):
            yield InvalidMetadata(field, f"{url!r} is not a valid url.")
    for label, url in (metadata.project_urls or {}).items():
        if not label:
            yield InvalidMetadata("project-url", "Must have a label")
        elif len(label) > 32:
            yield InvalidMetadata("project-url", f"{label!r} must be 32 characters or less.")
        elif not url:
            yield InvalidMetadata("project-url", "Must have a URL")
        elif not _is_web_address(url):
            yield InvalidMetadata("project-url", f"{url!r} is not a valid url")


def _is_web_address(url: str) -> bool:
    """Source: `is_valid_uri`, warehouse/utils/http.py, without the need of a host."""
    validator = Validator().allow_schemes("http", "https").require_presence_of("scheme")
    try:
        validator.check_validity_of("scheme", "host", "port", "path", "query").validate(
            rfc3986.uri_reference(url).normalize()
        )
    except ValidationError:
        return False
    return True


def _requirements(metadata: Metadata) -> Iterator[InvalidMetadata]:
    for requirement in metadata.requires_dist or []:
        if requirement.url is not None:
            yield InvalidMetadata("requires-dist", f"Can't have direct dependency: {requirement}")
    for field in ("provides-dist", "obsoletes-dist"):
        for text in getattr(metadata, field.replace("-", "_")) or []:
            try:
                if Requirement(text).url is not None:
                    yield InvalidMetadata(field, f"Can't have direct dependency: {text!r}")
            except InvalidRequirement as error:
                yield InvalidMetadata(field, f"{text!r} is invalid: {error}")


def _dynamic(metadata: Metadata) -> Iterator[InvalidMetadata]:
    allowed = set(_RAW_TO_EMAIL_MAPPING.values()) - NOT_DYNAMIC
    for field in metadata.dynamic or []:
        if field not in allowed:
            text = f"Dynamic field {field!r} is not a valid dynamic field."
            yield InvalidMetadata("dynamic", text)
