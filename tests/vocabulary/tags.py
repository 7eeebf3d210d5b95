"""A version follows from its tag, and a claim from the ref that its sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from packaging.version import InvalidVersion, Version

from tests.vocabulary.statements import Statement

#: Tags and versions of the example.
_TAG = re.compile(r"(?<![\w.@/-])v(?P<version>0\.\d+\.\d[\w.-]*\w|0\.\d+\.\d)\b")
_VERSION = re.compile(r"(?<![\w.@/=-])0\.\d+\.\d[\w.]*\w|(?<![\w.@/=-])0\.\d+\.\d\b")
_CLAIM = re.compile(r"@refs/(?:tags/(?P<tag>v[\w.]+)|heads/(?P<branch>\w+))")


def problems(statement: Statement) -> Iterator[str]:
    """What does not fit, as the end of a sentence. The cells of a row are one statement."""
    text = statement.row or statement.text
    versions = [version for found in _VERSION.findall(text) if (version := _parsed(found))]
    for found in _TAG.finditer(text):
        version = _parsed(found["version"])
        if version and versions and version not in versions:
            yield f"`{found[0]}` is not the tag of {versions[0]}"
    for claim in _CLAIM.finditer(statement.text):
        place = " ".join((_CLAIM.sub("", text), *statement.context[-1:]))
        ref = claim["tag"] or claim["branch"]
        if not re.search(rf"(?<![\w.]){re.escape(ref)}(?![\w.])", place):
            yield f"`{claim[0]}` is the claim of a run from `{ref}`, which the text does not name"


def _parsed(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None
