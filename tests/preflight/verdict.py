"""The verdict, from what the index accepted and what the jobs said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.preflight import client_words
from tests.preflight.pages import Pages
from tests.preflight.plan import Plan
from tests.preflight.report import Finding, JobRun, NotRun, Refusal, Report, State
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.pypi.refusals import CATALOGUE

_STATES: dict[str, State] = {"success": "succeeded", "skipped": "skipped"}


@dataclass(frozen=True)
class Outcome:
    """`refused`: the codes and texts of the stand-ins' refusals. `hosts`: those not in the sandbox.

    `accepted` are the files that the index has got. `form`: what PyPI's forms have refused.
    """

    run: Run | None
    in_time: bool
    refused: Sequence[tuple[str, str]]
    accepted: Sequence[str]
    hosts: Sequence[str]
    form: Sequence[tuple[str, str]]
    #: Why no run was started.
    problem: str = ""


def decide(report: Report, plan: Plan, outcome: Outcome, pages: Pages) -> None:
    """Fill in the jobs, the refusals, the verdict and its reason."""
    run = outcome.run
    if run is None or run.problem:
        words = outcome.problem or (run.problem if run else "")
        report.refusals.append(Refusal("", "", words, None, pages.page(words)))
        return _set(report, "would not publish", words)
    report.jobs += [_job_run(job) for job in run.jobs]
    wanted = [job for job in run.jobs if _publishes(plan, job)]
    failed = [job for job in run.jobs if job.conclusion in ("failure", "cancelled")]
    for job in failed if outcome.in_time else ():
        report.refusals.append(_refusal(job, outcome, pages))
    for name, words in outcome.form:
        report.refusals.append(
            Refusal("", f"the publisher of {name}", words, words, pages.page(words))
        )
    if not outcome.in_time:
        report.not_run.append(NotRun("the rest of the run", "its time was over", True, "--timeout"))
        return _set(report, "cannot tell", "The run did not end in time.")
    if failed:
        return _failed(report, failed, outcome)
    _passed(report, wanted, outcome)


def _failed(report: Report, failed: Sequence[Job], outcome: Outcome) -> None:
    first = report.refusals[0]
    doubts = [each for each in report.not_run if each.matters]
    refused = any(each.index for each in report.refusals)
    if outcome.hosts and not refused:
        hosts = ", ".join(dict.fromkeys(outcome.hosts))
        report.not_run.append(NotRun(f"requests to {hosts}", "no host is reached from here", True))
        words = f"The step `{first.step}` failed, and a step had asked for {hosts}."
        return _set(report, "cannot tell", words)
    if doubts and not refused:
        words = f"The step `{first.step}` failed, and {doubts[0].what} was not run."
        return _set(report, "cannot tell", words)
    if not refused and first.page is None and (why := client_words.lack(failed[0])):
        report.not_run.append(NotRun(f"`{first.step}` as on GitHub", why, True))
        return _set(report, "cannot tell", f"The step `{first.step}` fails here: {why}.")
    _set(report, "would not publish", f"The step `{first.step}` of the job `{first.job}` fails.")


def _passed(report: Report, wanted: Sequence[Job], outcome: Outcome) -> None:
    skipped = [job for job in wanted if job.conclusion == "skipped"]
    doubts = [each for each in report.not_run if each.matters]
    if report.refusals:
        return _set(report, "would not publish", "PyPI refuses the publisher.")
    if errors := [each for each in report.findings if each.level == "error"]:
        report.refusals += [_of_finding(each) for each in errors]
        return _set(report, "would not publish", errors[0].message)
    if not wanted or len(skipped) == len(wanted):
        names = ", ".join(f"`{job.name}`" for job in skipped) or "that publishes"
        report.not_run.append(NotRun(f"the job {names}", "its conditions skip it", True, "--event"))
        return _set(report, "cannot tell", f"The job {names} was skipped.")
    if not outcome.accepted:
        words = "Every job succeeds, and the index gets no new file."
        report.refusals.append(Refusal("", "", words, None, "published-nothing"))
        return _set(report, "would not publish", words)
    if doubts:
        return _set(
            report, "cannot tell", f"The index accepts the files, but {doubts[0].what} was not run."
        )
    number = len(outcome.accepted)
    _set(report, "would publish", f"The index accepts {number} file{'s' * (number > 1)}.")


def _of_finding(found: Finding) -> Refusal:
    """What the files show and this machine cannot: a job that was left out, another system."""
    return Refusal("", found.where, found.message, None, found.page, found.remedy)


def _set(report: Report, verdict: str, reason: str) -> None:
    report.verdict, report.reason = verdict, reason  # type: ignore[assignment]


def _publishes(plan: Plan, job: Job) -> bool:
    jobs = plan.start.jobs
    if job.path:
        return any(each.called == (job.path, job.key) for each in jobs)
    return any(each.job == job.key for each in jobs)


def _job_run(job: Job) -> JobRun:
    seconds = (job.completed_at or 0) - (job.started_at or 0) if job.started_at else 0.0
    return JobRun(job.name, _STATES.get(job.conclusion or "", "failed"), round(max(seconds, 0), 1))


def _refusal(job: Job, outcome: Outcome, pages: Pages) -> Refusal:
    said = client_words.lines(job)
    words, step = client_words.errors(said), client_words.failed_step(job)
    index, code = _answer("\n".join(said), outcome)
    page = pages.page("\n".join(words)) or pages.page("\n".join(said))
    page = page or (pages.of_code(code) if code else None)
    return Refusal(job.name, step.name if step else "", "\n".join(words), index, page)


def _answer(log: str, outcome: Outcome) -> tuple[str | None, str | None]:
    """The index's refusal that the log quotes, with its code."""
    for code, text in reversed(outcome.refused):
        if code in CATALOGUE and (text in log or code in log):
            return f"{CATALOGUE[code].status} {text}", code
    return None, None
