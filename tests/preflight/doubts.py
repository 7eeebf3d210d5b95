"""What was not run and leaves the verdict open."""

from __future__ import annotations

from collections.abc import Iterable

from tests.preflight.plan import Plan
from tests.preflight.report import NotRun, Report
from tests.preflight.static.subject import with_needs
from tests.sandbox.github.runs import Job


def doubts(report: Report) -> list[NotRun]:
    return [each for each in report.not_run if each.matters]


def explaining(report: Report, plan: Plan, failed: Iterable[Job]) -> list[NotRun]:
    """Those that may be the cause of the failure.

    A job fails for nothing that it does not need. The sandbox accepts the token in a secret.
    """
    found = [each for each in doubts(report) if each.option != "--token"]
    if any(job.path for job in failed):
        return found
    chain = with_needs(plan.start.workflow, {job.key for job in failed})
    return [each for each in found if each.job is None or each.job in chain]
