"""Find the publisher for the claims of a GitHub token, then check each claim against it.

Source: warehouse/oidc/models/github.py and warehouse/oidc/models/_core.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

from tests.sandbox.pypi.refusals import ServerError, refuse
from tests.sandbox.pypi.state import Publisher

Claims = Mapping[str, Any]
P = TypeVar("P", bound=Publisher)
#: Claims that are checked, in this order. `sub` is not: organizations may customize it.
REQUIRED = (
    "repository", "repository_owner", "repository_owner_id", "job_workflow_ref", "jti",
    "event_name",
)  # fmt: skip
#: Claims that must exist, with any value.
PRESENT = ("ref", "sha")
WORKFLOW_FILE = re.compile(r"[^/]+\.(?:yml|yaml)(?=@)")


class AlreadyUsed(Exception):
    """A token with this `jti` was exchanged before."""


def _refuse(detail: str, slug: str = "invalid-publisher") -> NoReturn:
    refuse(slug, detail=detail)


def find(
    publishers: Iterable[P], claims: Claims, is_used: Callable[[str], bool], kind: type[P]
) -> P:
    """Return the publisher of class `kind` that matches `claims`; refuse if there is none.

    Raises AlreadyUsed for a `jti` of which `is_used` is true, and ServerError for claims of types
    that GitHub never sends, on which PyPI's own code fails.
    """
    for name in (*REQUIRED, *PRESENT):
        if claims.get(name) is None:
            _refuse(f"Missing claim {name!r}")
    publisher = _look_up([p for p in publishers if type(p) is kind], claims)
    _check(publisher, claims, is_used)
    return publisher


def _look_up(publishers: list[P], claims: Claims) -> P:
    owner, slash, repository = _text(claims, "repository").partition("/")
    if not slash:
        raise ServerError("the claim repository has no slash")
    file = WORKFLOW_FILE.search(_text(claims, "job_workflow_ref"))
    if file is None:
        _refuse("Could not job extract workflow filename from OIDC claims")
    wanted = (owner, repository, claims["repository_owner_id"], file.group(0))
    found = [p for p in publishers if (p.owner, p.repository, p.owner_id, p.workflow) == wanted]
    # A publisher for this environment takes precedence over one for any environment.
    if found and claims.get("environment"):
        environment = _text(claims, "environment").lower()
        for p in found:
            if p.environment == environment:
                return p
    for p in found:
        if p.environment == "":
            return p
    _refuse("Publisher with matching claims was not found")


def _check(publisher: Publisher, claims: Claims, is_used: Callable[[str], bool]) -> None:
    repository = f"{publisher.owner}/{publisher.repository}"
    owner, owner_id = claims["repository_owner"], claims["repository_owner_id"]
    _require("repository", claims["repository"].lower() == repository.lower())
    # PyPI calls `str.__eq__`; for another type it returns NotImplemented, which is true.
    _require("repository_owner", not isinstance(owner, str) or owner == publisher.owner)
    _require("repository_owner_id", not isinstance(owner_id, str) or owner_id == publisher.owner_id)
    _check_workflow(f"{repository}/.github/workflows/{publisher.workflow}", claims)
    if is_used(str(claims["jti"])):
        raise AlreadyUsed
    if claims["event_name"] == "pull_request_target":
        _refuse("Publishing from a workflow invoked via 'pull_request_target' is not supported.",
            "pull-request-target")  # fmt: skip
    if publisher.environment:
        environment = claims.get("environment") or ""
        if environment.lower() != publisher.environment.lower():
            _refuse("Check failed for optional claim 'environment'")
    if claims["jti"] and not isinstance(claims["exp"], int):
        raise ServerError("PyPI's store of used tokens accepts only an integer exp")


def _text(claims: Claims, name: str) -> str:
    claim = claims[name]
    if not isinstance(claim, str):
        raise ServerError(f"the claim {name} is not a string: {claim!r}")
    return claim


def _require(name: str, satisfied: bool) -> None:
    if not satisfied:
        _refuse(f"Check failed for required claim {name!r}")


def _check_workflow(path: str, claims: Claims) -> None:
    claim = claims["job_workflow_ref"]
    if not claim:
        _refuse("The job_workflow_ref claim is empty")
    refs = [claims[name] for name in ("ref", "sha") if claims[name]]
    if not refs:
        _refuse("The ref and sha claims are empty")
    expected = sorted({f"{path}@{ref}" for ref in refs})
    if claim not in expected:
        detail = f"does not match, expecting one of {expected!r}, got {claim!r}"
        _refuse(f"The job_workflow_ref claim {detail}", "reusable-workflow")
