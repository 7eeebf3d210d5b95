"""The values that stand for a repository's secrets: valid tokens of the sandbox, by their use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.sandbox.pypi import PYPI, TESTPYPI
from tests.sandbox.pypi.sites import Site
from tests.sandbox.sandbox import Sandbox

_SECRET = re.compile(r"\bsecrets\.([A-Za-z_]\w*)", re.IGNORECASE)
_FOR_UPLOADS = re.compile(
    r"pypi|twine|publish|password|flit|hatch|maturin|poetry|pdm", re.IGNORECASE
)
_FOR_USERS = re.compile(r"user", re.IGNORECASE)
_FOR_GITHUB = re.compile(r"^(gh_|github[_-])?(token|pat)$|^repo-token$", re.IGNORECASE)
_SCOPE = "Entire account (all projects)"


def uses(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each secret that a workflow names, with the key of the value that it stands in."""
    yield from dict.fromkeys(_walked("", document))


def _walked(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _walked(str(name), each)
    elif isinstance(value, list):
        for each in value:
            yield from _walked(key, each)
    elif isinstance(value, str):
        for name in _SECRET.findall(value):
            if name.upper() != "GITHUB_TOKEN":
                yield name, key


def values(sandbox: Sandbox, document: Mapping[str, Any]) -> dict[str, str]:
    """A value for each secret that holds a token; another secret stays empty."""
    found = {}
    tokens = {site.name: _token(sandbox, site) for site in (PYPI, TESTPYPI)}
    github = next(iter(sandbox.github.state.tokens), "")
    for name, key in uses(document):
        said = f"{name} {key}"
        if _FOR_GITHUB.search(key) and not re.search("pypi", name, re.IGNORECASE):
            found[name] = github
        elif _FOR_USERS.search(key):
            found[name] = "__token__"
        elif _FOR_UPLOADS.search(said):
            found[name] = tokens["testpypi" if "test" in said.lower() else "pypi"]
    return found


def _token(sandbox: Sandbox, site: Site) -> str:
    fields = {"Token name": "release", "Scope": _SCOPE}
    sandbox.browser.submit(f"https://{site.domain}/manage/account/token/", fields)
    return sandbox.browser.shown_token or ""
