"""Which publisher a GitHub token belongs to: look-up by claims, then each claim against it.

Source: warehouse/oidc/models/github.py and warehouse/oidc/models/_core.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

from tests.sandbox.pypi.refusals import refuse
from tests.sandbox.pypi.state import Publisher

Claims = Mapping[str, Any]
P = TypeVar("P", bound=Publisher)
#: Checked in this order (`sub` is not: organizations may change its form); `ref` and `sha` need
#: only be there.
REQUIRED = (
    "repository", "repository_owner", "repository_owner_id", "job_workflow_ref", "jti",
    "event_name",
)  # fmt: skip
PRESENT = ("ref", "sha")
WORKFLOW_FILE = re.compile(r"[^/]+\.(?:yml|yaml)(?=@)")


class AlreadyUsed(Exception):
    """The token's `jti` has been exchanged before."""


def _no(detail: str, slug: str = "invalid-publisher") -> NoReturn:
    refuse(slug, detail=detail)


def find(publishers: Iterable[P], claims: Claims, used: Callable[[str], bool], own: type[P]) -> P:
    """The publisher of kind `own` that `claims` are good for; refuses when there is none.

    Raises AlreadyUsed for a `jti` that `used` knows. Claims of types that GitHub never sends raise
    what they raise in PyPI (AttributeError, TypeError, ValueError): its answer is a bare 500.
    """
    for name in (*REQUIRED, *PRESENT):
        if claims.get(name) is None:
            _no(f"Missing claim {name!r}")
    publisher = _look_up([p for p in publishers if type(p) is own], claims)
    _check(publisher, claims, used)
    return publisher


def _look_up(publishers: list[P], claims: Claims) -> P:
    owner, repository = claims["repository"].split("/", 1)
    file = WORKFLOW_FILE.search(claims["job_workflow_ref"])
    if file is None:
        _no("Could not job extract workflow filename from OIDC claims")
    wanted = (owner, repository, claims["repository_owner_id"], file.group(0))
    found = [p for p in publishers if (p.owner, p.repository, p.owner_id, p.workflow) == wanted]
    environment = claims.get("environment")
    # The publisher with the environment goes before the one for any environment.
    for p in found:
        if environment and p.environment == environment.lower():
            return p
    for p in found:
        if p.environment == "":
            return p
    _no("Publisher with matching claims was not found")


def _check(publisher: Publisher, claims: Claims, used: Callable[[str], bool]) -> None:
    repository = f"{publisher.owner}/{publisher.repository}"
    owner, owner_id = claims["repository_owner"], claims["repository_owner_id"]
    _require("repository", claims["repository"].lower() == repository.lower())
    # PyPI compares by `str.__eq__`, whose answer for another type counts as true.
    _require("repository_owner", not isinstance(owner, str) or owner == publisher.owner)
    _require("repository_owner_id", not isinstance(owner_id, str) or owner_id == publisher.owner_id)
    _check_workflow(f"{repository}/.github/workflows/{publisher.workflow}", claims)
    if used(str(claims["jti"])):
        raise AlreadyUsed
    if claims["event_name"] == "pull_request_target":
        _no("Publishing from a workflow invoked via 'pull_request_target' is not supported.",
            "pull-request-target")  # fmt: skip
    if publisher.environment:
        environment = claims.get("environment") or ""
        if environment.lower() != publisher.environment.lower():
            _no("Check failed for optional claim 'environment'")
    if claims["jti"] and not isinstance(claims["exp"], int):
        raise TypeError("the store of used tokens takes whole seconds only")


def _require(name: str, good: bool) -> None:
    if not good:
        _no(f"Check failed for required claim {name!r}")


def _check_workflow(expected: str, claims: Claims) -> None:
    claim = claims["job_workflow_ref"]
    if not claim:
        _no("The job_workflow_ref claim is empty")
    refs = [claims[name] for name in ("ref", "sha") if claims[name]]
    if not refs:
        _no("The ref and sha claims are empty")
    right = sorted({f"{expected}@{ref}" for ref in refs})
    if claim not in right:
        _no(f"The job_workflow_ref claim does not match, expecting one of {right!r}, got {claim!r}",
            "reusable-workflow")  # fmt: skip
