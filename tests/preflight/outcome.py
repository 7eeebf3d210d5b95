"""What a run has come to, and the refusals in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.preflight import client_words
from tests.preflight.pages import Pages
from tests.preflight.plan import Plan
from tests.preflight.registered import Registered
from tests.preflight.report import Finding, JobRun, NotRun, Refusal, State
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.pypi.refusals import CATALOGUE

_STATES: dict[str, State] = {"success": "succeeded", "skipped": "skipped"}


@dataclass(frozen=True)
class Outcome:
    """`refused`: the codes and texts of the stand-ins' refusals. `hosts`: those not in the sandbox.

    `accepted` are the files that the index has got. `form`: what PyPI's forms have refused.
    """

    run: Run | None
    #: What took too long.
    late: NotRun | None = None
    refused: Sequence[tuple[str, str]] = ()
    accepted: Sequence[str] = ()
    hosts: Sequence[str] = ()
    form: Sequence[tuple[str, str]] = ()
    #: The publishers, by publishing job.
    registered: Mapping[str, Registered] = field(default_factory=dict)
    #: Why no run was started.
    problem: str = ""
    #: An error of the sandbox itself.
    broken: str = ""


def publishes(plan: Plan, job: Job) -> bool:
    jobs = plan.start.jobs
    if job.path:
        return any(each.called == (job.path, job.key) for each in jobs)
    return any(each.job == job.key for each in jobs)


def one_line(name: str) -> str:
    """The name of a job: one that the file folds over lines may end with a break."""
    return " ".join(name.split())


def job_run(job: Job) -> JobRun:
    seconds = (job.completed_at or 0) - (job.started_at or 0) if job.started_at else 0.0
    state = _STATES.get(job.conclusion or "", "failed")
    return JobRun(one_line(job.name), state, round(max(seconds, 0), 1))


def refusal(job: Job, outcome: Outcome, pages: Pages) -> Refusal:
    """Why a job has failed."""
    said = client_words.lines(job)
    words, step = client_words.errors(said), client_words.failed_step(job)
    index, code = _answer("\n".join(said), outcome)
    page = pages.page("\n".join(words)) or pages.page("\n".join(said))
    page = page or (pages.of_code(code) if code else None)
    return Refusal(one_line(job.name), step.name if step else "", "\n".join(words), index, page)


def _answer(log: str, outcome: Outcome) -> tuple[str | None, str | None]:
    """The index's refusal that the log quotes, with its code. twine breaks long lines anywhere."""
    said = "".join(log.split())
    for code, text in reversed(outcome.refused):
        if code in CATALOGUE and ("".join(text.split()) in said or code in log):
            return f"{CATALOGUE[code].status} {text}", code
    return None, None


def of_form(name: str, words: str, pages: Pages) -> Refusal:
    """PyPI's form refuses the publisher of a project."""
    said = f"The form for {name}: {words}"
    return Refusal("", "", said, words, pages.page(words))


def of_finding(found: Finding) -> Refusal:
    """What the files show and the run could not."""
    change = f"{found.where}: {found.remedy}"
    return Refusal("", "", found.message, None, found.page, change)
