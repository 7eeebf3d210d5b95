"""The verdict, from what the index accepted; a run that is green proves nothing by itself.

Errors of the files decide where the run leaves the question open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.preflight import absent_files, client_words, likely_change, outcome, tag_names
from tests.preflight.doubts import doubts, explaining
from tests.preflight.outcome import Outcome
from tests.preflight.pages import Pages
from tests.preflight.plan import Plan
from tests.preflight.render.words import INDEXES
from tests.preflight.report import Finding, NotRun, Refusal, Report
from tests.sandbox.github.runs import Job

#: PyPI's refusals of a second pending publisher: several packages of one repository have one each.
_OF_NEW = {"pending-for-other-project", "pending-limit"}
#: No page, or one whose failure the stand-ins never cause.
_NOT_HERE = (None, "tls-or-connection")


def decide(report: Report, plan: Plan, found: Outcome, pages: Pages) -> None:
    """Fill in the jobs, the refusals, the verdict and its reason."""
    run = found.run
    if run is None or run.problem:
        return _not_started(report, found, pages)
    report.jobs += [
        outcome.job_run(job) for job in run.jobs if job.path or job.key not in plan.idle
    ]
    wanted = [job for job in run.jobs if outcome.publishes(plan, job)]
    failed = [job for job in run.jobs if job.conclusion in ("failure", "cancelled")]
    if found.accepted and all(job.conclusion == "success" for job in wanted):
        failed = []  # With `if: always()`, a job that fails stops nothing; a finding says so.
    if found.late:
        report.not_run.append(found.late)
        return left_open(report, f"{found.late.why[0].upper()}{found.late.why[1:]}.")
    if failed and _is_released(plan, found):
        why = "the tags show releases, and PyPI's form refuses the publisher of a new project"
        report.not_run.append(NotRun("publishing to projects that exist", why, True, "--existing"))
        return left_open(report, "The form refuses a second new project.")
    report.refusals += [_with_change(outcome.refusal(j, found, pages), j, report, plan, found)
                        for j in failed]  # fmt: skip
    if failed or not found.accepted:  # Else nothing of that project was uploaded.
        report.refusals += [outcome.of_form(name, words, pages) for name, words in found.form]
    if failed:
        return _failed(report, plan, failed, found)
    if report.refusals:
        return _refused(report, f"{INDEXES[report.index]} refuses the publisher.")
    _passed(report, plan, wanted, found)


def _is_released(plan: Plan, found: Outcome) -> bool:
    """Whether a form refuses what only new projects ask for, of a repository with releases."""
    refused = {code for code, _ in found.refused} & _OF_NEW
    return bool(refused) and tag_names.released(plan.target.tags) is not None


def _with_change(refusal: Refusal, job: Job, report: Report, plan: Plan, found: Outcome) -> Refusal:
    """The likely line to change: the renamed environment, or what the files show of the page."""
    line = likely_change.environment(plan, job, found.registered, INDEXES[report.index])
    if refusal.page != "invalid-publisher" or line is None:
        same = [
            each
            for each in report.findings
            if each.page and each.page == refusal.page and plan.may_cause(each.where, job.key)
        ]
        line = f"{same[0].where}: {same[0].remedy}" if same else None
    return replace(refusal, change=line)


def _not_started(report: Report, found: Outcome, pages: Pages) -> None:
    words = found.problem or (found.run.problem if found.run else "")
    page = pages.page(words) or next((each.page for each in _errors(report) if each.page), None)
    report.refusals.append(Refusal("", "", words, None, page))
    _refused(report, words)


def _failed(report: Report, plan: Plan, failed: Sequence[Job], found: Outcome) -> None:
    first = report.refusals[0]
    step, job = first.step or "Set up job", first.job
    if any(each.index for each in report.refusals):
        return _refused(report, f"The step `{step}` of the job `{job}` fails.")
    # GitHub says why it ends a job: an end without a word is the sandbox's own.
    if broken := found.broken or ("" if first.client else f"`{job}` ends without a word"):
        report.not_run.append(NotRun("the workflow as on GitHub", broken, matters=True))
        return left_open(report, "The sandbox does not run the workflow as GitHub does.")
    if found.hosts:
        hosts = ", ".join(dict.fromkeys(found.hosts))
        report.not_run.append(NotRun(f"requests to {hosts}", "no host is reached from here", True))
        return left_open(report, f"The step `{step}` failed, and a step had asked for {hosts}.")
    if causes := explaining(report, plan, failed):
        return left_open(report, f"The step `{step}` failed, and {causes[0].what} was not run.")
    if why := _lack(report, failed[0], first.page):
        report.not_run.append(NotRun(f"`{step}` as on GitHub", why, True))
        return left_open(report, f"The step `{step}` fails here: {why}.")
    _refused(report, f"The step `{step}` of the job `{job}` fails.")


def _lack(report: Report, job: Job, page: str | None) -> str | None:
    """What a hosted runner has and this machine has not."""
    why = client_words.lack(job) if page in _NOT_HERE else None
    why = why or absent_files.blamed(job.key, page, report.not_run)
    other = next((each.what for each in report.not_run if each.what.startswith("Python ")), None)
    if why or other is None or not client_words.of_python(job):
        return why
    return f"{other} is asked for, and another one ran"


def _passed(report: Report, plan: Plan, wanted: Sequence[Job], found: Outcome) -> None:
    title = INDEXES[report.index]
    skipped = [job for job in wanted if job.conclusion == "skipped"]
    if len(skipped) == len(wanted):
        names = ", ".join(f"`{job.name}`" for job in skipped) or "that publishes"
        option = None if doubts(report) else "--event"
        report.not_run.append(NotRun(f"the job {names}", "its conditions skip it", True, option))
        return left_open(report, f"The job {names} was skipped.")
    if not found.accepted:
        words = f"Every job succeeds, and {title} gets no new file."
        report.refusals.append(Refusal("", "", words, None, "published-nothing"))
        return _refused(report, words)
    if open_ := doubts(report):
        return left_open(report, f"{title} accepts the files, but {open_[0].what} was not run.")
    if hidden := [each for each in _errors(report) if plan.hides(each.where)]:
        report.refusals += map(outcome.of_finding, hidden)
        return _refused(report, hidden[0].message)
    number = len(found.accepted)
    report.verdict = "would publish"
    report.reason = f"{title} accepts {number} file{'s' * (number > 1)}."


def left_open(report: Report, reason: str) -> None:
    """The run leaves the question open: then an error of the files decides."""
    if errors := _errors(report):
        report.refusals[:0] = [outcome.of_finding(each) for each in errors]
        return _refused(report, errors[0].message)
    report.verdict, report.reason = "cannot tell", reason


def _refused(report: Report, reason: str) -> None:
    report.verdict, report.reason = "would not publish", reason


def _errors(report: Report) -> list[Finding]:
    return [each for each in report.findings if each.level == "error"]
