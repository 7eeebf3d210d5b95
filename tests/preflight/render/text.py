"""The report for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from tests.preflight.render.words import (
    EMPTY,
    INDEXES,
    MARKS,
    VERDICT_MARKS,
    description,
    form,
    headline,
    page_url,
    plain,
    size,
    started_by,
)
from tests.preflight.report import Finding, JobRun, NotRun, PublishedProject, Refusal, Report

_WIDTH = 100


def render(report: Report) -> str:
    """The whole report."""
    return f"{before(report)}{runs(report)}{after(report)}"


def before(report: Report) -> str:
    """What the files alone show, for the time before the run."""
    lines = [started_by(report), "", *_publishers(report), *_findings(report)]
    return plain("\n".join(lines)) + "\n"


def runs(report: Report) -> str:
    """The jobs and what was not run; empty where nothing ran."""
    lines = ["Run"] if report.jobs else []
    lines += [f"  {job_line(each)}" for each in report.jobs]
    if report.not_run:
        lines += ["", "Not run here"]
        lines += [line for each in report.not_run for line in _not_run(each)]
    return plain("\n".join([*lines, "", ""])) if lines else ""


def after(report: Report) -> str:
    """The verdict, its reasons, and what the published project would look like."""
    lines = [f"{VERDICT_MARKS[report.verdict]} {headline(report)}"]
    if report.reason:
        lines += _wrapped(report.reason, "  ")
    lines += [line for each in report.refusals for line in _refusal(each, INDEXES[report.index])]
    lines += [line for each in report.published for line in _published(each)]
    if report.seconds:
        lines += ["", f"Tried in {report.seconds:.1f} s."]
    return plain("\n".join(lines)) + "\n"


def job_line(job: JobRun) -> str:
    """The line of progress for one job."""
    seconds = f"{job.seconds:.1f} s" if job.state in ("succeeded", "failed") else job.state
    reason = f": {job.reason}" if job.reason else ""
    return f"{MARKS[job.state]} {job.name}, {seconds}{reason}"


def _publishers(report: Report) -> Iterator[str]:
    if not report.publishers:
        yield "There is no Trusted Publisher to register."
        yield ""
        return
    yield "Type into the form"
    for each in map(form, report.publishers):
        yield f"  {each.title}: {each.address}"
        width = max(len(name) for name, _ in each.fields)
        for name, value in each.fields:
            yield f"    {name:{width}}  {EMPTY if value is None else value}"
        yield ""


def _findings(report: Report) -> Iterator[str]:
    if not report.findings:
        return
    yield "What the files show"
    for each in report.findings:
        yield from _finding(each)
    yield ""


def _finding(found: Finding) -> Iterator[str]:
    yield f"  {MARKS[found.level]} {found.level}: {found.where}"
    yield from _wrapped(found.message, "    ")
    yield from _wrapped(found.remedy, "    → ")
    if found.page:
        yield f"    {page_url(found.page)}"


def _not_run(each: NotRun) -> Iterator[str]:
    matters = " The verdict could be another one with it." if each.matters else ""
    yield from _wrapped(f"{each.what}: {each.why}.".replace("..", ".") + matters, "  - ")
    if each.option:
        yield f"    Decide it with: {each.option}"


def _refusal(refusal: Refusal, title: str) -> Iterator[str]:
    yield ""
    if refusal.job:
        yield f"  Job {refusal.job}" + (f", step {refusal.step}" if refusal.step else "")
    for line in plain(refusal.client).splitlines():
        yield f"    | {line}"
    if refusal.index:
        yield from _wrapped(f"{title} answered: {refusal.index}", "    ")
    if refusal.change:
        yield from _wrapped(refusal.change, "    → ")
    if refusal.page:
        yield f"    {page_url(refusal.page)}"


def _published(project: PublishedProject) -> Iterator[str]:
    yield ""
    yield f"  {project.name} {project.version} on {INDEXES[project.index]}"
    width = max((len(each.name) for each in project.files), default=0)
    for each in project.files:
        attested = "attested" if each.attested else "not attested"
        metadata = f"metadata {each.metadata_version}"
        yield f"    {each.name:{width}}  {size(each.size)}, {metadata}, {attested}"
    yield f"    Description: {description(project.description_renders)}"
    if project.requires_python:
        yield f"    Requires Python {project.requires_python}"
    yield f"    pip install takes: {project.installs}"


def _wrapped(text: str, indent: str) -> list[str]:
    later = " " * len(indent)
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=later, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
