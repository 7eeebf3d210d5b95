"""No run is called good that did not bring files to the index, and none bad that was not tried."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.preflight.outcome import Outcome
from tests.preflight.pages import Pages
from tests.preflight.plan import Plan
from tests.preflight.report import Finding, NotRun, Report
from tests.preflight.static.publishing import PublishingJob
from tests.preflight.target import Target
from tests.preflight.verdict import decide
from tests.preflight.ways import Start
from tests.sandbox.github.runs import Job, Run, Step
from tests.sandbox.github.workflow import parse

_JOBS = {
    key: {"runs-on": "ubuntu-latest", "steps": [{"run": "true"}]} for key in ("build", "upload")
}
_TEXT = json.dumps({"on": "release", "jobs": _JOBS}, indent=1)
FILE = ".github/workflows/release.yml"
_UNKNOWN = NotRun("`octo/build@v1`", "there is no stand-in for it", True, "--assume octo/build")
_ERROR = Finding(
    "error", f"{FILE}:3", "The tag is never made.", "Make it.", "release-started-nothing"
)
_PAGES = Pages()


def made_plan() -> Plan:
    place = Path()
    target = Target(place, place, place, "octo", "moon", "main", (), ())
    jobs = (PublishingJob("upload", "pypi", "twine", None, 0),)
    return Plan(target, Start(parse(_TEXT, FILE), "release", "v1", {}, "pypi", jobs), {})


def run_of(build: str, upload: str, log: Sequence[str] = ()) -> Run:
    jobs = []
    for number, (key, result) in enumerate((("build", build), ("upload", upload))):
        lines = [(0.0, line) for line in log] if result == "failure" else []
        step = Step(1, f"Run {key}", conclusion=result, lines=lines)
        jobs.append(Job(number, key, key, conclusion=result, steps=[step]))
    return Run(1, 1, FILE, "r", "r", "release", "refs/tags/v1", "", "", {}, 0.0, jobs=jobs)


def decided(outcome: Outcome, *, not_run: Sequence[NotRun] = (), error: bool = False) -> Report:
    report = Report("octo/moon", FILE, "release v1", not_run=list(not_run))
    report.findings = [_ERROR] * error
    decide(report, made_plan(), outcome, _PAGES)
    return report


_LATE = NotRun("the rest of the run", "the run did not end", matters=True)
_GREEN = Outcome(run_of("success", "success"), accepted=["moon-1.tar.gz"])


def test_files_that_the_index_accepts_would_publish() -> None:
    assert decided(_GREEN).verdict == "would publish"


@pytest.mark.parametrize(
    ("outcome", "not_run", "verdict"),
    [
        (replace(_GREEN, accepted=[]), (), "would not publish"),
        (_GREEN, (_UNKNOWN,), "cannot tell"),
        (replace(_GREEN, late=_LATE), (), "cannot tell"),
        (replace(_GREEN, accepted=[], form=[("moon", "too similar")]), (), "would not publish"),
        (replace(_GREEN, form=[("another", "too similar")]), (), "would publish"),
        (Outcome(run_of("success", "skipped")), (), "cannot tell"),
        (Outcome(None, problem="the tag starts no run"), (), "would not publish"),
    ],
)
def test_a_green_run_alone_is_not_enough(
    outcome: Outcome, not_run: Sequence[NotRun], verdict: str
) -> None:
    assert decided(outcome, not_run=not_run).verdict == verdict


def test_a_failure_after_a_step_that_was_not_run_decides_nothing() -> None:
    """Unless the index itself has refused."""
    log = ["ERROR    HTTPError: 400 File already", "         exists ('mo", "         on')"]
    failed = Outcome(run_of("success", "failure", log))
    assert decided(failed, not_run=[_UNKNOWN]).verdict == "cannot tell"
    refused = replace(failed, refused=[("file-already-exists", "File already exists ('moon')")])
    report = decided(refused, not_run=[_UNKNOWN])
    assert (report.verdict, report.refusals[0].page) == ("would not publish", "file-already-exists")
    assert str(report.refusals[0].index).startswith("400 ")


def test_a_step_that_asks_for_another_host_decides_nothing() -> None:
    outcome = Outcome(run_of("failure", "skipped", ["it fails"]), hosts=["example.org"])
    assert decided(outcome).verdict == "cannot tell"


def test_a_second_new_project_decides_nothing_after_a_release() -> None:
    """The projects of a repository with releases exist: `--existing` says so."""
    said = ("pending-for-other-project", "already registered for a different project name")
    outcome = Outcome(run_of("success", "failure", ["it fails"]), refused=[said], form=[("a", "b")])
    for tags, verdict in (((), "would not publish"), (("v1.0",), "cannot tell")):
        report, plan = Report("octo/moon", FILE, "release v1"), made_plan()
        plan.target = replace(plan.target, tags=tags)
        decide(report, plan, outcome, _PAGES)
        assert report.verdict == verdict


@pytest.mark.parametrize(("log", "broken"), [([], ""), (["it fails"], "act ran no job")])
def test_an_error_of_the_sandbox_decides_nothing(log: Sequence[str], broken: str) -> None:
    """Unless the index has refused: GitHub never ends a job without a word."""
    outcome = Outcome(run_of("failure", "skipped", log), broken=broken)
    report = decided(outcome)
    assert report.verdict == "cannot tell"
    assert [each.matters for each in report.not_run] == [True]


def test_a_job_that_did_not_run_is_no_job_of_the_run() -> None:
    """It stands among what was not run, and not with a mark of success."""
    report, plan = Report("octo/moon", FILE, "release v1"), made_plan()
    plan.idle = ["build"]
    decide(report, plan, _GREEN, _PAGES)
    assert [each.name for each in report.jobs] == ["upload"]


def test_errors_of_the_files_decide_where_the_run_does_not() -> None:
    report = decided(Outcome(run_of("success", "skipped")), error=True)
    assert (report.verdict, report.reason) == ("would not publish", "The tag is never made.")
    assert report.refusals[0].page == "release-started-nothing"
    assert decided(_GREEN, error=True).verdict == "would publish"


def test_an_error_in_a_job_that_did_not_run_decides() -> None:
    report, plan = Report("octo/moon", FILE, "release v1"), made_plan()
    plan.idle = ["build"]
    line = plan.start.workflow.job_position("build").line
    report.findings = [replace(_ERROR, where=f"{FILE}:{line}")]
    decide(report, plan, _GREEN, _PAGES)
    assert report.verdict == "would not publish"


def test_the_name_of_a_job_is_one_line() -> None:
    run = run_of("success", "success")
    run.jobs[0].name = "build on linux\n (auto)\n"
    report = decided(replace(_GREEN, run=run))
    assert report.jobs[0].name == "build on linux (auto)"
