"""One preflight: from a folder to a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests.preflight import nested_actions
from tests.preflight.asked import Asked
from tests.preflight.open_questions import missing_inputs, other_ways, pythons, tokens
from tests.preflight.packages import packages
from tests.preflight.report import NotRun, Report
from tests.preflight.selection import select
from tests.preflight.start import UnknownActionError, choose
from tests.preflight.static.examine import examine
from tests.preflight.target import Target, read
from tests.preflight.ways import Start

if TYPE_CHECKING:
    from tests.preflight.trial import Ended, Say

Show = Callable[[Report], None]


def _nothing(report: Report) -> None:
    return None


def preflight(
    asked: Asked, folder: Path, say: Say, *, ended: Ended | None = None, show: Show = _nothing
) -> Report:
    """The report. `folder` is an empty one, for the copy.

    `show` is called before the run, with what the files alone show; `ended` after it, with the open
    sandbox.

    Raises:
        PreflightError: the folder is no repository, or no workflow of it publishes.
        Exception: one of `tests.sandbox.preconditions.PROBLEMS`.
    """
    target = read(asked.path, folder, asked.repository, seconds=asked.timeout)
    found = packages(target.copy)
    try:
        start, others = choose(target, found, asked.wanted)
    except UnknownActionError as error:
        return _open(target, error, show)
    made = select(target, start, asked.assumed)
    report = Report(target.slug, start.workflow.path, _event(start), index=_index(start))
    report.not_run += [*made.not_run, *nested_actions.notes(made)]
    report.publishers, report.findings = examine(
        target.copy, start.workflow.path, start.trigger, target.slug
    )
    show(report)
    report.not_run += [
        *tokens(start, given=asked.token),
        *pythons(made),
        *other_ways(start, others),
    ]
    # The sandbox takes a second to load, in which the person reads what the files show.
    from tests.preflight import trial, verdict

    if missing := list(missing_inputs(start)):
        report.not_run += missing
        names = ", ".join(each.what for each in missing)
        verdict.left_open(report, f"The dispatch needs {names}.")
    else:
        trial.run(asked, found, made, report, say, folder, ended)
    return report


def _open(target: Target, error: UnknownActionError, show: Show) -> Report:
    """The report when all that may upload is an action that is not known here."""
    from tests.preflight import verdict

    step = error.step
    report = Report(target.slug, error.workflow.path, "any event")
    report.publishers, report.findings = examine(
        target.copy, error.workflow.path, None, target.slug
    )
    show(report)
    what = f"`{step.uses}` in the job `{step.job}`"
    report.not_run.append(NotRun(what, "there is no stand-in for it", True, job=step.job))
    verdict.left_open(report, f"{step.uses} may upload, and is not run here.")
    return report


def _index(start: Start) -> Literal["pypi", "testpypi"]:
    return "testpypi" if start.index == "testpypi" else "pypi"


def _event(start: Start) -> str:
    if start.event in ("release", "tag"):
        return f"{start.event} {start.tag}"
    inputs = " ".join(f"{name}={value}" for name, value in start.inputs.items())
    place = f"of {start.branch}" if start.branch else ""
    return " ".join(filter(None, (start.event, place, inputs)))
