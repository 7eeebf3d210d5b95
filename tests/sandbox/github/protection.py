"""The protection of environments: which refs may deploy, and who may approve a job."""

from __future__ import annotations

from collections.abc import Collection

from tests.sandbox.github.deployment_environment import Environment
from tests.sandbox.github.ref_patterns import matches
from tests.sandbox.github.refusals import Refused
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import State


def environment(state: State, name: str, now: float) -> Environment:
    """Find an environment by name without case; create it without protection when missing.

    Source: GitHub docs, "Managing environments for deployment".
    """
    key = name.lower()
    if key not in state.environments:
        state.environments[key] = Environment(state.new_id(), name, now)
    return state.environments[key]


def refusal(environment: Environment, ref: str, protected: Collection[str] = ()) -> Refused | None:
    """None when `ref` may deploy to the environment; `protected` has the protected branches."""
    if environment.policy is None or _admits(environment, ref, protected):
        return None
    kind, name = _kind_and_name(ref)
    values = {"kind": kind.title(), "name": name, "environment": environment.name}
    return Refused("environment-protection", values)


def _admits(environment: Environment, ref: str, protected: Collection[str]) -> bool:
    kind, name = _kind_and_name(ref)
    if environment.policy == "protected":
        # While no branch is protected, "all branches can deploy" (GitHub docs, "Deployments and
        # environments"). They do not say whether a tag can.
        return kind == "branch" and (not protected or name in protected)
    return any(
        pattern.kind == kind and matches(pattern.name, name) for pattern in environment.patterns
    )


def _kind_and_name(ref: str) -> tuple[str, str]:
    if ref.startswith("refs/tags/"):
        return "tag", ref.removeprefix("refs/tags/")
    return "branch", ref.removeprefix("refs/heads/")


def reviewers(state: State, environment: Environment) -> set[str]:
    """Logins that may approve a job; a team stands for its members."""
    by_id = {account.id: account.login for account in state.users.values()}
    teams = {team.id: team.members for team in state.teams}
    logins: set[str] = set()
    for kind, number in environment.reviewers:
        logins.update(teams.get(number, []) if kind == "Team" else [by_id.get(number, "")])
    return logins - {""}


def awaited(state: State, run: Run) -> list[Environment]:
    """The environments for whose approval jobs of the run wait."""
    names = {(job.environment or "").lower() for job in run.jobs if job.status == "waiting"}
    return [state.environments[name] for name in sorted(names) if name in state.environments]


def to_bypass(state: State, run: Run) -> list[Environment]:
    """The environments for which jobs of the run wait, unless one of them forbids to bypass it.

    Source: GitHub docs, "Bypassing deployment protection rules".
    """
    found = awaited(state, run)
    return found if all(each.admins_bypass for each in found) else []


def may_approve(state: State, environment: Environment, login: str, starter: str) -> bool:
    if environment.prevent_self_review and login == starter:
        return False
    return login in reviewers(state, environment)
