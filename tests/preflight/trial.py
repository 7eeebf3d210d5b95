"""Runs what was chosen of a release in a sandbox, and brings what it came to into the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.preflight import (
    earlier_releases,
    event,
    follow,
    nested_actions,
    published,
    secret_values,
    verdict,
    world,
)
from tests.preflight.asked import Asked
from tests.preflight.built_files import BuiltFile
from tests.preflight.open_questions import unknown_twine
from tests.preflight.outcome import Outcome
from tests.preflight.packages import Package
from tests.preflight.pages import Pages
from tests.preflight.plan import Plan
from tests.preflight.publishers import Publishers
from tests.preflight.registered import registered
from tests.preflight.report import NotRun, Report
from tests.sandbox.github.expressions import ExpressionError
from tests.sandbox.github.refusals import Refused
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project
from tests.sandbox.runner.guest import Guest
from tests.sandbox.sandbox import Sandbox

Say = Callable[[str], None]
Ended = Callable[[Sandbox, Report], object]


def run(
    asked: Asked, found: Sequence[Package], made: Plan, report: Report, say: Say, folder: Path,
    ended: Ended | None,
) -> None:  # fmt: skip
    """Fill in the rest of the report; `ended` is called with the open sandbox.

    `found` are the packages of the repository; `folder` is for what has to be kept meanwhile.

    Raises:
        Exception: one of `tests.sandbox.preconditions.PROBLEMS`.
    """
    with world.opened(made.target, found, Path(report.workflow).name) as sandbox:
        _run(asked, sandbox, made, _publishers(asked, sandbox, found, made, folder), report, say)
        if ended is not None:
            ended(sandbox, report)


def _publishers(
    asked: Asked, sandbox: Sandbox, found: Sequence[Package], made: Plan, folder: Path
) -> Publishers:
    def add_release(site: Site, project: Project, files: Sequence[BuiltFile]) -> None:
        earlier_releases.add(sandbox.indexes[site.name].state, project, asked.versions, files)

    return Publishers(
        sandbox, made.target, found,
        registered(made.target, made.start, folder, asked.environment),
        asked.existing or bool(asked.versions), add_release,
    )  # fmt: skip


def _run(
    asked: Asked, sandbox: Sandbox, made: Plan, publishers: Publishers, report: Report, say: Say
) -> None:
    secrets: dict[str, str] = {}
    if any(secret_values.uses(made.start.workflow.document)):
        secrets = secret_values.values(sandbox, made.start.workflow.document)
    if publishers.existing:
        publishers.add_projects(made.start.index)
    nested = list(nested_actions.repositories(made, sandbox.root / "services/runs/absent"))
    sandbox.github.runner.guest = Guest(
        made.edit, secrets, nested, publishers.identified, own_python=True
    )
    known, limits = len(made.not_run), follow.Limits(
        asked.timeout, asked.job_timeout, asked.begun
    )  # fmt: skip
    before = {name: published.names(index) for name, index in sandbox.indexes.items()}
    try:
        run = event.start(sandbox, made, limits)
    except ExpressionError as problem:
        report.not_run.append(NotRun("the concurrency group", str(problem), matters=True))
        return verdict.left_open(report, "The workflow has an expression that is not known here.")
    except (event.NotStartedError, Refused) as problem:
        outcome = Outcome(None, problem=str(problem))
        return verdict.decide(report, made, outcome, Pages())
    report.not_run += made.not_run[known:]
    late = follow.follow(sandbox, run, limits, say)
    report.published += published.published(sandbox, before, pip=not limits.over)
    accepted = published.names(sandbox.indexes[made.start.index]) - before[made.start.index]
    form = [(name, text) for name, texts in publishers.refused.items() for text in texts]
    hosts = [*sandbox.blocked_hosts(), *sandbox.github.unknown_addresses]
    outcome = Outcome(
        run, late, sandbox.refused, sorted(accepted), hosts, form, publishers.registered,
        broken="; ".join(sandbox.service_errors()),
    )  # fmt: skip
    report.not_run += unknown_twine(made, report)
    verdict.decide(report, made, outcome, Pages())
