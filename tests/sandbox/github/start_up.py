"""What GitHub looks at before a run begins: actions that it uses, permissions that it passes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

from tests.sandbox.github.refusals import refuse
from tests.sandbox.github.state import ActionsPolicy, State
from tests.sandbox.github.workflow import JobPlan, Workflow

#: Whose actions "created by GitHub" means.
_GITHUB = ("actions", "github")
_LEVELS = ("none", "read", "write")
#: A token's permissions when no file names any, in a new organization (docs: "GITHUB_TOKEN").
_DEFAULT = {"contents": "read", "packages": "read"}


def check_actions(state: State, used: Iterable[str]) -> None:
    """`used` are `owner/name@ref`. Raises Refused when the repository's policy turns one down."""
    bad = [each for each in dict.fromkeys(used) if not _allowed(state, each)]
    if bad:
        rule = _rule(state.policy, state.owner.login)
        refuse("action-not-allowed", actions=named(bad), repository=state.full_name, rule=rule)


def _allowed(state: State, action: str) -> bool:
    policy, owner = state.policy, action.partition("/")[0].lower()
    if policy.allowed == "all" or owner == state.owner.login.lower():
        return True
    if policy.allowed == "local_only":
        return False
    # Who is a verified creator is GitHub's own list: nobody is known as one here.
    admitted = policy.github_owned and owner in _GITHUB
    return admitted or any(fnmatchcase(action.lower(), p.lower()) for p in policy.patterns)


def _rule(policy: ActionsPolicy, owner: str) -> str:
    """The end of the sentence: which actions may be used."""
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
    """`called` by calling job; `home` is the repository.

    Raises Refused when a called job asks for more than its caller grants.
    """
    for key, workflow in called.items():
        granted = _granted(caller.jobs[key], caller)
        for job in workflow.jobs.values():
            asked = job.permissions if job.permissions is not None else _whole(workflow)
            more = _more(asked, granted)
            if more:
                refuse(
                    "nested-job-permission", path=caller.path, line=caller.job_position(key).line,
                    called=f"{home}/{workflow.path}@{sha}", job=job.key,
                    wanted=_pairs(more, asked), allowed=_pairs(more, granted),
                )  # fmt: skip


def _whole(workflow: Workflow) -> dict[str, str] | str | None:
    named: dict[str, str] | str | None = workflow.document.get("permissions")
    return named


def _granted(job: JobPlan, caller: Workflow) -> dict[str, str] | str:
    named = job.permissions if job.permissions is not None else _whole(caller)
    return _DEFAULT if named is None else named


def _more(asked: dict[str, str] | str | None, granted: dict[str, str] | str) -> list[str]:
    scopes = sorted(asked) if isinstance(asked, dict) else ["id-token"] if asked else []
    return [
        scope
        for scope in scopes
        if _LEVELS.index(_level(asked, scope)) > _LEVELS.index(_level(granted, scope))
    ]


def _level(permissions: dict[str, str] | str | None, scope: str) -> str:
    if isinstance(permissions, dict):
        return permissions.get(scope, "none")
    return {"write-all": "write", "read-all": "read"}.get(permissions or "", "none")


def _pairs(scopes: list[str], permissions: dict[str, str] | str | None) -> str:
    return ", ".join(f"{scope}: {_level(permissions, scope)}" for scope in scopes)
