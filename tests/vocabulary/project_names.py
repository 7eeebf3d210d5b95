"""The names of the project and of its workflow, and the files of the repository."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from overrides.hooks.facts import Facts
from overrides.hooks.facts.package_names import distribution

#: What git leaves out.
_MADE = {".cache", ".venv", "site"}
#: The example's releases; docs/reference/conventions.md names them.
_VERSION = r"0\.1\.[012]"


def names(facts: Facts) -> dict[str, str]:
    """What is allowed on each page, and where it is written."""
    workflow = facts.workflow
    found = {
        facts.owner: "mkdocs.yml, repo_url",
        facts.repository: "mkdocs.yml, repo_url",
        facts.slug: "mkdocs.yml, repo_url",
        workflow.file: "the workflow's file",
        workflow.name: "the workflow's name",
        facts.package: "the workflow's env",
        distribution(facts.package): "the workflow's env",
        "main": "the branch",
    }
    for job in workflow.jobs:
        found |= {job.id: "a job"} | {
            f"{k}: {v}": "a permission" for k, v in job.permissions.items()
        }
        found |= dict.fromkeys(job.permissions, "a permission")
    for trigger in workflow.triggers:
        found |= {trigger.event: "a trigger"} | dict.fromkeys(trigger.types, "a type of a trigger")
    for each in workflow.inputs:
        found |= {each.name: "an input"} | dict.fromkeys(each.choices, "a choice of an input")
        found |= {f"{each.name}={choice}": "an input and its choice" for choice in each.choices}
    found |= {
        each.url: "the address of an environment" for each in workflow.environments if each.url
    }
    for action in workflow.actions:
        found |= {action.name: "an action", action.version: "the version of an action"}
        found |= {action.pin: "the commit of an action"}
    found |= dict.fromkeys(workflow.env, "a variable of the workflow")
    found |= dict.fromkeys(workflow.env.values(), "a value in the workflow's env")
    return found


def composed(literal: str, facts: Facts) -> bool:
    """Versions of the example, its tags and files, and the workflow's reference in a claim."""
    project = re.escape(distribution(facts.package))
    workflow = re.escape(f"{facts.slug}/.github/workflows/{facts.workflow.file}")
    patterns = (
        rf"v?{_VERSION}",
        rf"{re.escape(facts.package)}==({_VERSION}|<version>)",
        rf"{project}-{_VERSION}(\.tar\.gz|-py3-none-any\.whl)",
        rf"{workflow}@refs/(heads/main|tags/v{_VERSION})",
        rf"…/{re.escape(facts.workflow.file)}@refs/heads/main",
    )
    return any(re.fullmatch(pattern, literal) for pattern in patterns)


@cache
def is_file(root: Path, literal: str) -> bool:
    """Whether the repository has the file or the folder, also in a new clone."""
    if literal.split("/")[0] in _MADE:
        return False
    if not re.fullmatch(r"[\w./-]*[\w/]", literal) or literal.startswith(("/", "..")):
        return False
    return (root / literal).exists()
