"""The right names by kind, and the message for a wrong one."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from urllib.parse import urlsplit

from overrides.hooks.facts import Facts, Workflow
from overrides.hooks.facts.package_names import distribution
from overrides.hooks.facts.permissions import levels
from overrides.hooks.facts.rules import unknown
from tests.drift.name_uses import NameUse

KnownNames = Mapping[str, frozenset[str]]


def known_names(facts: Facts, workflow_files: Iterable[str], tools: Iterable[str]) -> KnownNames:
    """The right names of each kind; `tools` are the other packages that the pages install."""
    environments = {each.name for each in facts.workflow.environments}
    names: dict[str, Iterable[str]] = {
        "workflow file": workflow_files,
        "repository": {facts.slug},
        "linked repository": {facts.slug},
        "owner": {facts.owner},
        "repository name": {facts.repository},
        "package": {facts.package, *tools},
        "distribution": {distribution(facts.package)},
        "permission": set(levels()),
        "word": environments | {facts.workflow.file, facts.package, facts.slug},
        **_workflow_names(facts.workflow, environments),
    }
    return {kind: frozenset(right) for kind, right in names.items()}


def _workflow_names(workflow: Workflow, environments: set[str]) -> dict[str, Iterable[str]]:
    names: dict[str, Iterable[str]] = {
        "workflow": {workflow.file},
        "environment": environments,
        "index": environments,
        "action": {action.name for action in workflow.actions},
        "input": {each.name for each in workflow.inputs},
        "variable": workflow.env,
        "job": {job.id for job in workflow.jobs},
    }
    names |= {f"choice of {each.name}": each.choices for each in workflow.inputs if each.choices}
    for each in workflow.environments:
        names[f"environment for {urlsplit(each.url or '').hostname}"] = {each.name}
    return names


def problem(use: NameUse, names: KnownNames) -> str | None:
    """`docs/page.md:LINE: unknown …; did you mean …`, or None when the name is right.

    Words, and links to GitHub, may be names of others; they are wrong only when they are similar to
    a right name.
    """
    right = names.get(use.kind)
    if right is None or use.name in right:
        return None
    if use.kind == "repository" and use.name in names["action"]:
        return None
    if use.kind == "word" and not any(_misspelt(use.name, name) for name in right):
        return None
    if use.kind == "linked repository" and not any(_close(use.name, name) for name in right):
        return None
    kind = "spelling" if use.kind == "word" else use.kind
    return f"{use.page}:{use.line}: {unknown(kind, use.name, right)}"


def _misspelt(word: str, name: str) -> bool:
    """True when only case, separators or the file extension differ."""
    # The spelling of the indexes themselves, and the module's name, are right.
    if word in ("PyPI", "TestPyPI", name.replace("-", "_")):
        return False
    return _letters(word) == _letters(name)


@cache
def _letters(word: str) -> str:
    return re.sub(r"[-_.]", "", re.sub(r"\.yaml$", ".yml", word.lower()))


def _close(word: str, name: str) -> bool:
    return SequenceMatcher(None, word.lower(), name.lower()).ratio() > 0.85
