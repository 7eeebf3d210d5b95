"""The names that are right, by kind, and the sentence for one that is not."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from urllib.parse import urlsplit

from overrides.hooks.facts import Facts
from overrides.hooks.facts.permissions import levels
from overrides.hooks.facts.rules import unknown
from tests.drift.name_uses import Claim

Known = Mapping[str, frozenset[str]]


def known(facts: Facts, workflow_files: Iterable[str], tools: Iterable[str]) -> Known:
    """Kind to right names; `tools` are the other packages that the pages install."""
    workflow = facts.workflow
    environments = {each.name for each in workflow.environments}
    names: dict[str, Iterable[str]] = {
        "workflow": {workflow.file},
        "workflow file": workflow_files,
        "environment": environments,
        "index": environments,
        "repository": {facts.slug},
        "action": {action.name for action in workflow.actions},
        "linked repository": {facts.slug},
        "owner": {facts.owner},
        "repository name": {facts.repository},
        "package": {facts.package, *tools},
        "distribution": {facts.package.replace("-", "_")},
        "input": {each.name for each in workflow.inputs},
        "variable": workflow.env,
        "job": {job.id for job in workflow.jobs},
        "permission": set(levels()),
        "word": environments | {workflow.file, facts.package, facts.slug},
    }
    names |= {f"choice of {each.name}": each.choices for each in workflow.inputs if each.choices}
    for each in workflow.environments:
        names[f"environment for {urlsplit(each.url or '').hostname}"] = {each.name}
    return {kind: frozenset(right) for kind, right in names.items()}


def mistake(claim: Claim, names: Known) -> str | None:
    """`docs/page.md:LINE: unknown …; did you mean …`, or None when the name is right.

    A free word, and a link into GitHub, may be anything but a near miss.
    """
    right = names.get(claim.kind)
    if right is None or claim.name in right:
        return None
    if claim.kind == "repository" and claim.name in names["action"]:
        return None
    if claim.kind == "word" and not any(_misspelt(claim.name, name) for name in right):
        return None
    if claim.kind == "linked repository" and not any(_close(claim.name, name) for name in right):
        return None
    kind = "spelling" if claim.kind == "word" else claim.kind
    return f"{claim.page}:{claim.line}: {unknown(kind, claim.name, right)}"


def _misspelt(word: str, name: str) -> bool:
    """The same letters, and other capitals, separators or file ending."""
    if word in ("PyPI", "TestPyPI", name.replace("-", "_")):  # how they spell themselves; a module
        return False
    return _letters(word) == _letters(name)


@cache
def _letters(word: str) -> str:
    return re.sub(r"[-_.]", "", re.sub(r"\.yaml$", ".yml", word.lower()))


def _close(word: str, name: str) -> bool:
    return SequenceMatcher(None, word.lower(), name.lower()).ratio() > 0.85
