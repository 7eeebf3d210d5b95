"""Names of Python packaging, from the libraries that PyPI itself judges with."""

from __future__ import annotations

from functools import cache

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.metadata import RawMetadata
from trove_classifiers import classifiers, deprecated_classifiers


def is_known(literal: str) -> bool:
    """Whether it is a field of the core metadata, a classifier or its start, or a licence."""
    return literal.lower() in _fields() or _is_classifier(literal) or _is_licence(literal)


@cache
def _fields() -> frozenset[str]:
    """Singular and plural, such as `description` and `license-files`."""
    names = {name.replace("_", "-") for name in RawMetadata.__annotations__}
    return frozenset(names | {name.removesuffix("s") for name in names})


def _is_classifier(literal: str) -> bool:
    if literal.endswith("::"):
        return any(name.startswith(literal) for name in classifiers)
    return literal in classifiers or literal in deprecated_classifiers


def _is_licence(literal: str) -> bool:
    try:
        return canonicalize_license_expression(literal) == literal
    except InvalidLicenseExpression:
        return False
