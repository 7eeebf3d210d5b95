"""Checks before a run starts: the actions that it uses, the permissions of called workflows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

from tests.sandbox.github.refusals import refuse
from tests.sandbox.github.state import ActionsPolicy, State
from tests.sandbox.github.workflow import DEFAULT, JobPlan, Workflow

#: The owners of the actions "created by GitHub".
_GITHUB = ("actions", "github")
_LEVELS = ("none", "read", "write")


def check_actions(state: State, used: Iterable[str]) -> None:
    """`used` are `owner/name@ref`. Raises Refused when the repository's policy forbids one."""
    forbidden = [each for each in dict.fromkeys(used) if not _allowed(state, each)]
    if forbidden:
        rule = _rule(state.policy, state.owner.login)
        refuse(
            "action-not-allowed", actions=named(forbidden), repository=state.full_name, rule=rule
        )


def _allowed(state: State, action: str) -> bool:
    policy, owner = state.policy, action.partition("/")[0].lower()
    if policy.allowed == "all" or owner == state.owner.login.lower():
        return True
    if policy.allowed == "local_only":
        return False
    # The list of verified creators is GitHub's own, so here no owner is one of them.
    admitted = policy.github_owned and owner in _GITHUB
    return admitted or any(fnmatchcase(action.lower(), p.lower()) for p in policy.patterns)


def _rule(policy: ActionsPolicy, owner: str) -> str:
    """The end of GitHub's message: the actions that may be used."""
    rules = [f"from a repository owned by {owner}"]
    if policy.allowed == "selected":
        rules += ["created by GitHub"] if policy.github_owned else []
        rules += ["verified in the GitHub Marketplace"] if policy.verified else []
        if policy.patterns:
            rules.append(f"match one of the patterns: {', '.join(policy.patterns)}")
    return _series(rules, "or")


def named(actions: list[str]) -> str:
    """`action a is`, `actions a and b are`."""
    several = len(actions) > 1
    return f"action{'s' * several} {_series(actions, 'and')} {'are' if several else 'is'}"


def _series(words: list[str], last: str) -> str:
    if len(words) < 3:
        return f" {last} ".join(words)
    return f"{', '.join(words[:-1])}, {last} {words[-1]}"


def check_nested(caller: Workflow, called: Mapping[str, Workflow], home: str, sha: str) -> None:
    """`called` has the called workflow by calling job; `home` is the repository.

    Raises Refused when a called job requests more than its caller grants.
    """
    for key, workflow in called.items():
        granted = _granted(caller.jobs[key], caller)
        for job in workflow.jobs.values():
            requested = job.permissions
            if requested is None:
                requested = _top_level(workflow)
            if exceeding := _exceeding(requested, granted):
                refuse(
                    "nested-job-permission", path=caller.path, line=caller.job_position(key).line,
                    called=f"{home}/{workflow.path}@{sha}", job=job.key,
                    wanted=_pairs(exceeding, requested), allowed=_pairs(exceeding, granted),
                )  # fmt: skip


def _top_level(workflow: Workflow) -> dict[str, str] | str | None:
    named: dict[str, str] | str | None = workflow.document.get("permissions")
    return named


def _granted(job: JobPlan, caller: Workflow) -> dict[str, str] | str:
    named = job.permissions if job.permissions is not None else _top_level(caller)
    return DEFAULT if named is None else named


def _exceeding(requested: dict[str, str] | str | None, granted: dict[str, str] | str) -> list[str]:
    """The scopes in which more is requested than granted."""
    scopes = ["id-token"] if requested else []
    if isinstance(requested, dict):
        scopes = sorted(requested)
    return [
        scope
        for scope in scopes
        if _LEVELS.index(_level(requested, scope)) > _LEVELS.index(_level(granted, scope))
    ]


def _level(permissions: dict[str, str] | str | None, scope: str) -> str:
    if isinstance(permissions, dict):
        return permissions.get(scope, "none")
    return {"write-all": "write", "read-all": "read"}.get(permissions or "", "none")


def _pairs(scopes: list[str], permissions: dict[str, str] | str | None) -> str:
    return ", ".join(f"{scope}: {_level(permissions, scope)}" for scope in scopes)
