"""The verdict, from what the index accepted; a run that is green proves nothing by itself.

Errors of the files decide where the run leaves the question open.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.preflight import client_words, outcome
from tests.preflight.outcome import Outcome
from tests.preflight.pages import Pages
from tests.preflight.plan import Plan
from tests.preflight.report import Finding, NotRun, Refusal, Report
from tests.sandbox.github.runs import Job


def decide(report: Report, plan: Plan, found: Outcome, pages: Pages) -> None:
    """Fill in the jobs, the refusals, the verdict and its reason."""
    run = found.run
    if run is None or run.problem:
        return _not_started(report, found, pages)
    report.jobs += [
        outcome.job_run(job) for job in run.jobs if job.path or job.key not in plan.idle
    ]
    failed = [job for job in run.jobs if job.conclusion in ("failure", "cancelled")]
    if not found.in_time:
        why = "its time was over"
        report.not_run.append(NotRun("the rest of the run", why, True, "--timeout SECONDS"))
        return _open(report, "The run did not end in time.")
    report.refusals += [outcome.refusal(job, found, pages) for job in failed]
    if failed or not found.accepted:  # Else nothing of that project was uploaded.
        report.refusals += [outcome.of_form(name, words, pages) for name, words in found.form]
    if failed:
        return _failed(report, failed, found)
    if report.refusals:
        return _refused(report, "PyPI refuses the publisher.")
    _passed(report, plan, [job for job in run.jobs if outcome.publishes(plan, job)], found)


def _not_started(report: Report, found: Outcome, pages: Pages) -> None:
    words = found.problem or (found.run.problem if found.run else "")
    page = pages.page(words) or next((each.page for each in _errors(report) if each.page), None)
    report.refusals.append(Refusal("", "", words, None, page))
    _refused(report, words)


def _failed(report: Report, failed: Sequence[Job], found: Outcome) -> None:
    first = report.refusals[0]
    step, job = first.step or "Set up job", first.job
    if any(each.index for each in report.refusals):
        return _refused(report, f"The step `{step}` of the job `{job}` fails.")
    if found.hosts:
        hosts = ", ".join(dict.fromkeys(found.hosts))
        report.not_run.append(NotRun(f"requests to {hosts}", "no host is reached from here", True))
        return _open(report, f"The step `{step}` failed, and a step had asked for {hosts}.")
    if doubts := _doubts(report):
        return _open(report, f"The step `{step}` failed, and {doubts[0].what} was not run.")
    if first.page is None and (why := client_words.lack(failed[0])):
        report.not_run.append(NotRun(f"`{step}` as on GitHub", why, True))
        return _open(report, f"The step `{step}` fails here: {why}.")
    _refused(report, f"The step `{step}` of the job `{job}` fails.")


def _passed(report: Report, plan: Plan, wanted: Sequence[Job], found: Outcome) -> None:
    skipped = [job for job in wanted if job.conclusion == "skipped"]
    if len(skipped) == len(wanted):
        names = ", ".join(f"`{job.name}`" for job in skipped) or "that publishes"
        report.not_run.append(NotRun(f"the job {names}", "its conditions skip it", True, "--event"))
        return _open(report, f"The job {names} was skipped.")
    if not found.accepted:
        words = "Every job succeeds, and the index gets no new file."
        report.refusals.append(Refusal("", "", words, None, "published-nothing"))
        return _refused(report, words)
    if doubts := _doubts(report):
        return _open(report, f"The index accepts the files, but {doubts[0].what} was not run.")
    if hidden := [each for each in _errors(report) if plan.hides(each.where)]:
        report.refusals += map(outcome.of_finding, hidden)
        return _refused(report, hidden[0].message)
    number = len(found.accepted)
    report.verdict = "would publish"
    report.reason = f"The index accepts {number} file{'s' * (number > 1)}."


def _open(report: Report, reason: str) -> None:
    """The run leaves the question open: then an error of the files decides."""
    if errors := _errors(report):
        report.refusals[:0] = [outcome.of_finding(each) for each in errors]
        return _refused(report, errors[0].message)
    report.verdict, report.reason = "cannot tell", reason


def _refused(report: Report, reason: str) -> None:
    report.verdict, report.reason = "would not publish", reason


def _errors(report: Report) -> list[Finding]:
    return [each for each in report.findings if each.level == "error"]


def _doubts(report: Report) -> list[NotRun]:
    return [each for each in report.not_run if each.matters]
