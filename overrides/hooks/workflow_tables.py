"""Macros that list the names in publish.yml as tables; the file is read at every build."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from overrides.hooks.facts import Facts, FactsError, read

Row = Iterable[str]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers one macro per entry of TABLES, such as `jobs()`."""
    try:
        facts = read(Path(config.config_file_path).parent)
    except FactsError as error:
        raise PluginError(str(error)) from None
    macros: dict[str, Callable[[], str]] = {
        name: partial(table, heads, rows(facts)) for name, (heads, rows) in TABLES.items()
    }
    config.plugins["macros"].register_macros(macros)  # type: ignore[attr-defined]
    return config


def table(heads: Row, rows: Iterable[Row]) -> str:
    lines = [heads, ["---"] * len(list(heads)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def code(*names: str | None) -> str:
    """The names as inline code, or a dash."""
    return ", ".join(f"`{name}`" for name in names if name) or "—"


def triggers(facts: Facts) -> list[Row]:
    """One row per event."""
    return [
        (code(each.event), code(*each.types), code(*(input.name for input in each.inputs)))
        for each in facts.workflow.triggers
    ]


def inputs(facts: Facts) -> list[Row]:
    """One row per input of a manual dispatch."""
    return [
        (
            code(each.name),
            code(each.type),
            code(*each.choices),
            code(each.default),
            each.description,
        )
        for each in facts.workflow.inputs
    ]


def jobs(facts: Facts) -> list[Row]:
    """One row per job. The environment of PyPI's job requires a reviewer."""
    approved = facts.workflow.environment_for("pypi.org").job
    return [
        (
            code(job.id),
            job.name,
            code(*job.needs) + (", and an approval" if job.id == approved else ""),
            code(*(action.name for action in job.actions)),
        )
        for job in facts.workflow.jobs
    ]


def permissions(facts: Facts) -> list[Row]:
    """One row per job, such as `contents: read`."""
    return [
        (code(job.id), code(*(f"{scope}: {level}" for scope, level in job.permissions.items())))
        for job in facts.workflow.jobs
    ]


def environments(facts: Facts) -> list[Row]:
    return [(code(env.name), code(env.job), code(env.url)) for env in facts.workflow.environments]


def variables(facts: Facts) -> list[Row]:
    """One row per variable that the workflow sets for all jobs."""
    return [(code(name), code(value)) for name, value in facts.workflow.env.items()]


def actions(facts: Facts) -> list[Row]:
    return [
        (f"[{each.name}](https://github.com/{each.name})", code(each.version), code(each.pin))
        for each in facts.workflow.actions
    ]


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Facts], list[Row]]]] = {
    "triggers": (("Event", "Types", "Inputs"), triggers),
    "inputs": (("Input", "Type", "Choices", "Default", "What it does"), inputs),
    "jobs": (("Job", "What it does", "Runs after", "Actions"), jobs),
    "permissions": (("Job", "May"), permissions),
    "environments": (("Environment", "Job", "Address"), environments),
    "variables": (("Variable", "Value"), variables),
    "actions": (("Action", "Version", "Commit"), actions),
}
