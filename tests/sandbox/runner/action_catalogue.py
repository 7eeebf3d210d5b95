"""The actions that have a stand-in, their inputs and their refs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from overrides.hooks.facts import workflow_yaml
from tests.sandbox.github.workflow import Workflow

ACTIONS = Path(__file__).parent / "actions"

#: A full commit hash.
_COMMIT = re.compile(r"[0-9a-f]{40}")
_NUMBERED = r"v\d+\.\d+\.\d+"
#: The branches and tags of the actions' repositories, by the start of their names. The publishing
#: action has no tag `v1`: its moving ref is the branch `release/v1` (its README, "Usage").
_REFS = {
    "pypa/gh-action-pypi-publish": rf"(release|unstable)/v1|{_NUMBERED}",
    "actions/": rf"main|v\d+|{_NUMBERED}",
    "astral-sh/": rf"main|v[1-7]|{_NUMBERED}",
}


#: The major versions that GitHub has switched off, and where it says so.
_NOTICES = "https://github.blog/changelog/"
_RETIRED = {
    "1": f"{_NOTICES}2024-02-13-deprecation-notice-v1-and-v2-of-the-artifact-actions/",
    "2": f"{_NOTICES}2024-02-13-deprecation-notice-v1-and-v2-of-the-artifact-actions/",
    "3": f"{_NOTICES}2024-04-16-deprecation-notice-v3-of-the-artifact-actions/",
}
_ARTIFACT_ACTIONS = ("actions/upload-artifact", "actions/download-artifact")


class UnknownActionError(ValueError):
    """The message names the file, the line, the action and the actions with a stand-in."""


@dataclass(frozen=True)
class Use:
    """One `uses:` of a workflow; `name` is `owner/name`, `ref` a commit, tag or branch."""

    job: str
    name: str
    ref: str
    given_inputs: tuple[str, ...]
    #: Its step's number in the job, from 0.
    step: int = 0

    @property
    def action(self) -> str:
        return f"{self.name}@{self.ref}"

    @property
    def needs_oidc_token(self) -> bool:
        """True for the publishing action without a password."""
        return self.name == "pypa/gh-action-pypi-publish" and "password" not in self.given_inputs

    @property
    def pinned(self) -> bool:
        return _COMMIT.fullmatch(self.ref) is not None

    @property
    def retired(self) -> str:
        """The address of GitHub's notice, if it has switched this version off."""
        if self.name not in _ARTIFACT_ACTIONS or self.pinned:
            return ""
        return _RETIRED.get(self.ref.removeprefix("v").partition(".")[0], "")

    def exists(self) -> bool:
        """Whether the action's repository has the ref; always true for a commit."""
        refs = [pattern for start, pattern in _REFS.items() if self.name.startswith(start)]
        return self.pinned or not refs or re.fullmatch(refs[0], self.ref) is not None


def known() -> list[str]:
    return sorted(f"{folder.parent.name}/{folder.name}" for folder in ACTIONS.glob("*/*/"))


@cache
def inputs(name: str) -> frozenset[str]:
    """The inputs of the stand-in, which are those of the real action."""
    described = workflow_yaml.parse((ACTIONS / name / "action.yml").read_text())
    return frozenset(described.get(("inputs",)) or ())


@cache
def token_inputs(name: str) -> frozenset[str]:
    """The inputs whose default is the job's token."""
    described = workflow_yaml.parse((ACTIONS / name / "action.yml").read_text())
    declared = described.get(("inputs",)) or {}
    return frozenset(
        key for key, each in declared.items() if each.get("default") == "${{ github.token }}"
    )


def uses(document: dict[str, Any]) -> Iterator[Use]:
    """The actions of all steps, without local ones (`./…`) and images, which act itself runs."""
    for job, body in document["jobs"].items():
        for number, step in enumerate(body.get("steps") or ()):
            name, _, ref = str(step.get("uses", "")).partition("@")
            if ref and not name.startswith((".", "docker:")):
                yield Use(job, name, ref, tuple(step.get("with") or ()), number)


def check(workflow: Workflow) -> None:
    """Check that every `uses:` names an action with a stand-in.

    Raises:
        UnknownActionError: an action has no stand-in.
    """
    for use in uses(workflow.document):
        if use.name not in known():
            keys = ("jobs", use.job, "steps", use.step, "uses")
            line = workflow.source.value_at(keys).line
            raise UnknownActionError(
                f"{workflow.path}:{line}: unknown action `{use.name}`;"
                f" use one of {', '.join(known())}"
            )


def unknown_inputs(use: Use) -> list[str]:
    """Inputs that the action does not have; GitHub prints a warning and continues."""
    return [name for name in use.given_inputs if name.lower() not in inputs(use.name)]


def local_repositories(document: dict[str, Any]) -> list[str]:
    """Values of act's `--local-repository`, which map each action to its stand-in."""
    used = {use.action for use in uses(document)}
    used |= {inner for action in used for inner in _inner(action.partition("@")[0])}
    return sorted(f"{action}={ACTIONS / action.partition('@')[0]}" for action in used)


@cache
def _inner(name: str) -> tuple[str, ...]:
    """The actions that a stand-in uses itself."""
    if name not in known():
        return ()
    steps = workflow_yaml.parse((ACTIONS / name / "action.yml").read_text()).get(("runs", "steps"))
    return tuple(str(step["uses"]) for step in steps if "uses" in step)
