"""The actions that the runner knows; an unknown one fails by name, as does an unknown input."""

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

#: A commit, named in full.
_COMMIT = re.compile(r"[0-9a-f]{40}")
_NUMBERED = r"v\d+\.\d+\.\d+"
#: The branches and tags of each action's repository. The publishing action has no tag `v1`: its
#: moving name is the branch `release/v1` (its README, "Usage").
_REFS = {
    "pypa/gh-action-pypi-publish": rf"(release|unstable)/v1|{_NUMBERED}",
    "actions/": rf"main|v\d+|{_NUMBERED}",
    "astral-sh/": rf"main|v[1-7]|{_NUMBERED}",
}


class UnknownActionError(ValueError):
    """The sentence names file, line, action and what is known."""


@dataclass(frozen=True)
class Use:
    """One `uses:` of a workflow; `name` is `owner/name`, `ref` a commit, tag or branch."""

    job: str
    name: str
    ref: str
    given: tuple[str, ...]
    #: Its step's number in the job, from 0.
    step: int = 0

    @property
    def action(self) -> str:
        return f"{self.name}@{self.ref}"

    @property
    def asks_for_identity(self) -> bool:
        """The publishing action does, unless it is given a password."""
        return self.name == "pypa/gh-action-pypi-publish" and "password" not in self.given

    @property
    def pinned(self) -> bool:
        return _COMMIT.fullmatch(self.ref) is not None

    def exists(self) -> bool:
        """Whether the action's repository has the ref; of a commit nobody here can tell."""
        refs = [known for start, known in _REFS.items() if self.name.startswith(start)]
        return self.pinned or not refs or re.fullmatch(refs[0], self.ref) is not None


def known() -> list[str]:
    return sorted(f"{folder.parent.name}/{folder.name}" for folder in ACTIONS.glob("*/*/"))


@cache
def inputs(name: str) -> frozenset[str]:
    """The inputs that the stand-in, and so the real action, takes."""
    described = workflow_yaml.parse((ACTIONS / name / "action.yml").read_text())
    return frozenset(described.get(("inputs",)) or ())


def uses(document: dict[str, Any]) -> Iterator[Use]:
    """Each step's action; local ones (`./…`) and images are act's own matter."""
    for job, body in document["jobs"].items():
        for number, step in enumerate(body.get("steps") or ()):
            name, _, ref = str(step.get("uses", "")).partition("@")
            if ref and not name.startswith((".", "docker:")):
                yield Use(job, name, ref, tuple(step.get("with") or ()), number)


def check(workflow: Workflow) -> None:
    """Hold every `uses:` against the catalogue.

    Raises:
        UnknownActionError: the runner has no stand-in for an action.
    """
    for use in uses(workflow.document):
        if use.name not in known():
            keys = ("jobs", use.job, "steps", use.step, "uses")
            line = workflow.source.value_at(keys).line
            raise UnknownActionError(
                f"{workflow.path}:{line}: unknown action `{use.name}`;"
                f" the runner knows {', '.join(known())}"
            )


def unexpected(use: Use) -> list[str]:
    """Inputs that the action does not have; GitHub warns of them and runs on."""
    return [name for name in use.given if name.lower() not in inputs(use.name)]


def local_repositories(document: dict[str, Any]) -> list[str]:
    """act's `--local-repository` values: where each action's stand-in lies."""
    return sorted({f"{use.name}@{use.ref}={ACTIONS / use.name}" for use in uses(document)})
