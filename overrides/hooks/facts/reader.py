"""Reads publish.yml and mkdocs.yml into Facts."""

import re
from pathlib import Path
from typing import Any

from . import rules
from .located import FactsError, Located, load
from .shapes import Action, Environment, Facts, Input, Job, Trigger, Workflow
from .workflow_yaml import Keys

PUBLISH = ".github/workflows/publish.yml"
SITE = "mkdocs.yml"


def read(root: Path) -> Facts:
    """Read the names from the repository at `root`; raise FactsError: file, line, one sentence."""
    site = load(root, SITE)
    address = site.text((), "repo_url").removesuffix("/")
    found = re.fullmatch(r"https://github\.com/([^/]+)/([^/]+)", address)
    if not found:
        raise site.error(("repo_url",), f"{address!r} is no https://github.com/OWNER/REPOSITORY.")
    workflow = read_workflow(root, PUBLISH)
    for name in ("PACKAGE_NAME", "PYTHON_VERSION"):
        if name not in workflow.env:
            raise FactsError(f"{PUBLISH}:1: the top-level env lacks {name}; add it.")
    module, team = (site.text(("extra", "names"), name) for name in ("module", "team"))
    return Facts(found[1], found[2], address, site.text((), "site_url"), workflow, module, team)


def read_workflow(root: Path, path: str) -> Workflow:
    """Read one workflow file; raise FactsError: file, line, one sentence."""
    file = load(root, path)
    triggers = tuple(_trigger(file, event) for event in file.mapping((), "on"))
    inputs = {i.name: i.choices for trigger in triggers for i in trigger.inputs}
    rules.check_inputs(file, inputs)
    permissions = file.mapping((), "permissions")
    rules.check_permissions(file, permissions, ("permissions",))
    env = {name: str(value) for name, value in file.mapping((), "env").items()}
    jobs = tuple(_job(file, id, env, inputs) for id in file.mapping((), "jobs"))
    name = file.text((), "name")
    return Workflow(path.rpartition("/")[2], name, triggers, env, permissions, jobs)


def _trigger(file: Located, event: str) -> Trigger:
    keys: Keys = ("on", event)
    types = file.names(keys, "types")
    inputs = file.mapping(keys, "inputs")
    return Trigger(event, types, tuple(_input(file, (*keys, "inputs", name)) for name in inputs))


def _input(file: Located, keys: Keys) -> Input:
    choices = file.names(keys, "options")
    default = file.get((*keys, "default"))
    if choices and default is not None and default not in choices:
        raise file.error((*keys, "default"), rules.unknown("default", str(default), choices))
    return Input(
        name=str(keys[-1]),
        type=str(file.get((*keys, "type")) or "string"),
        default=None if default is None else str(default),
        required=file.get((*keys, "required")) is True,
        choices=choices,
        description=str(file.get((*keys, "description")) or ""),
    )


def _job(file: Located, id: str, env: dict[str, str], inputs: dict[str, tuple[str, ...]]) -> Job:
    keys: Keys = ("jobs", id)
    needs = file.names(keys, "needs")
    for name in needs:
        if name not in file.mapping((), "jobs"):
            raise file.error((*keys, "needs"), rules.unknown("job", name, file.mapping((), "jobs")))
    permissions = file.mapping(keys, "permissions")
    rules.check_permissions(file, permissions, (*keys, "permissions"))
    condition, minutes = file.get((*keys, "if")), file.get((*keys, "timeout-minutes"))
    return Job(
        id=id,
        name=str(file.get((*keys, "name")) or id),
        condition=None if condition is None else str(condition),
        needs=needs,
        permissions=permissions,
        environment=_environment(file, keys, env, inputs.get("environment", ())),
        timeout_minutes=minutes if isinstance(minutes, int) else None,
        actions=tuple(_actions(file, keys)),
    )


def _environment(
    file: Located, job: Keys, env: dict[str, str], choices: tuple[str, ...]
) -> Environment | None:
    keys = (*job, "environment")
    value = file.get(keys)
    if value is None:
        return None
    name = str(value.get("name")) if isinstance(value, dict) else str(value)
    rules.check_environment(file, keys, name, choices)
    url = value.get("url") if isinstance(value, dict) else None
    return Environment(name, _filled(str(url), env) if url else None, str(job[-1]))


def _filled(text: str, env: dict[str, str]) -> str:
    return re.sub(r"\$\{\{\s*env\.(\w+)\s*\}\}", lambda m: env.get(m[1], m[0]), text)


def _actions(file: Located, job: Keys) -> list[Action]:
    actions = []
    for at, step in enumerate(file.get((*job, "steps")) or []):
        if isinstance(step, dict) and "uses" in step:
            actions.append(_action(file, (*job, "steps", at, "uses"), str(step["uses"])))
    return actions


def _action(file: Located, keys: Keys, uses: Any) -> Action:
    pinned = rules.PINNED.match(uses)
    version = rules.VERSION.search(file.source[file.line(keys) - 1])
    if not pinned or not version:
        what = "is not pinned to a commit with its tag beside it"
        raise file.error(keys, f"{uses!r} {what}; write owner/name@<40 hex digits> # v1.2.3.")
    return Action(pinned["name"], pinned["pin"], version["version"])
