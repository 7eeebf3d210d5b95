"""PyPI's own rules for metadata, stricter than the standard's (warehouse/forklift/metadata.py)."""

from __future__ import annotations

import email.utils
from collections.abc import Iterator

import email_validator
import rfc3986  # type: ignore[import-untyped]
from packaging.metadata import _RAW_TO_EMAIL_MAPPING, InvalidMetadata, Metadata
from packaging.requirements import InvalidRequirement, Requirement
from rfc3986.exceptions import ValidationError  # type: ignore[import-untyped]
from rfc3986.validators import Validator  # type: ignore[import-untyped]
from trove_classifiers import classifiers, deprecated_classifiers

VERSIONS = {"1.0", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5"}
#: Fields that may not be declared dynamic (PEP 643, and PyPI's own list).
NOT_DYNAMIC = {"metadata-version", "name", "version", "dynamic"}


def broken_rules(metadata: Metadata) -> Iterator[InvalidMetadata]:
    """Yield an error for each rule of PyPI's that `metadata`, valid to `packaging`, breaks."""
    if metadata.metadata_version not in VERSIONS:
        text = f"{metadata.metadata_version!r} is not a valid metadata version"
        yield InvalidMetadata("metadata-version", text)
    if metadata.version.local:
        text = f"The use of local versions in '{metadata.version}' is not allowed."
        yield InvalidMetadata("version", text)
    if metadata.summary and len(metadata.summary) > 512:
        yield InvalidMetadata("summary", "'summary' field must be 512 characters or less.")
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
    """Source: `is_valid_uri`, warehouse/utils/http.py, which does not require a host here."""
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
