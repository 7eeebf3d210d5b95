"""The report as one HTML file: no other file, no script, readable on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from tests.preflight.render.words import (
    EMPTY,
    INDEXES,
    MARKS,
    UNKNOWN,
    VERDICT_MARKS,
    Form,
    description,
    form,
    headline,
    page_url,
    plain,
    size,
    started_by,
)
from tests.preflight.report import Finding, JobRun, NotRun, PublishedProject, Refusal, Report

_STYLE = Path(__file__).with_name("report.css")


def render(report: Report) -> str:
    """A complete document."""
    title = escape(headline(report))
    mark = VERDICT_MARKS[report.verdict]
    kind = report.verdict.replace(" ", "-")
    parts = [
        f'<header class="{kind}">\n<p class=mark aria-hidden=true>{mark}</p>',
        f"<div><h1>{title}</h1>\n<p>{escape(report.reason)}</p>",
        f"<p class=quiet>{escape(started_by(report))}</p></div>\n</header>",
        "<main>",
        *_section(
            "Why it would not publish",
            (_refusal(each, INDEXES[report.index]) for each in report.refusals),
        ),
        *_section("Type into the form", map(_form, map(form, report.publishers))),
        *_section("What the files show", map(_finding, report.findings)),
        *_section("Run", map(_job, report.jobs)),
        *_section("Not run here", map(_not_run, report.not_run)),
        *_section("What would be published", map(_published, report.published)),
        "</main>",
    ]
    style = _STYLE.read_text(encoding="utf-8")
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<link rel="icon" href="data:,">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )
    return plain(head + "\n".join(parts) + "\n</body>\n</html>\n")


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    """Nothing where there are no items."""
    found = list(items)
    if found:
        yield f"<section>\n<h2>{escape(title)}</h2>"
        yield from found
        yield "</section>"


def _form(each: Form) -> str:
    rows = "\n".join(f"<div><dt>{escape(n)}</dt><dd>{_value(v)}</dd></div>" for n, v in each.fields)
    address = escape(each.address)
    return (
        f'<article>\n<h3>{escape(each.title)}</h3>\n<p><a href="{address}">{address}</a></p>\n'
        f"<dl>\n{rows}\n</dl>\n</article>"
    )


def _value(value: str | None) -> str:
    """A click selects the whole of a value, ready to copy."""
    if value is None or value == UNKNOWN:
        return f"<span class=quiet>{escape(value or EMPTY)}</span>"
    return f"<code class=copy>{escape(value)}</code>"


def _link(page: str | None) -> str:
    if page is None:
        return ""
    return f'<p>Explained in <a href="{escape(page_url(page))}">{escape(page)}</a>.</p>\n'


def _finding(found: Finding) -> str:
    return (
        f'<article class="{found.level}">\n<h3><span aria-hidden=true>{MARKS[found.level]}</span> '
        f"{found.level.capitalize()}: <code>{escape(found.where)}</code></h3>\n"
        f"<p>{_words(found.message)}</p>\n<p class=remedy>{_words(found.remedy)}</p>\n"
        f"{_link(found.page)}</article>"
    )


def _words(text: str) -> str:
    """A sentence, with what stands between backticks as code."""
    parts = escape(text, quote=False).split("`")
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))


def _refusal(refusal: Refusal, index: str) -> str:
    answer = f"<p>{index} answered: {_words(refusal.index)}</p>\n" if refusal.index else ""
    change = f"<p class=remedy>{_words(refusal.change)}</p>\n" if refusal.change else ""
    names = [f"Job {refusal.job}", *([f"step {refusal.step}"] if refusal.step else [])]
    title = escape(", ".join(names)) if refusal.job else "Before the first job"
    return (
        f'<article class="error">\n<h3>{title}</h3>\n'
        f'<pre tabindex="0">{escape(refusal.client)}</pre>\n{answer}{change}'
        f"{_link(refusal.page)}</article>"
    )


def _job(job: JobRun) -> str:
    ran = job.state in ("succeeded", "failed")
    reason = f": {_words(job.reason)}" if job.reason else ""
    kind = job.state.replace(" ", "-")
    return (
        f'<p class="{kind}"><span aria-hidden=true>{MARKS[job.state]}</span> '
        f"{escape(job.name)}, {job.state}{f' in {job.seconds:.1f} s' if ran else ''}{reason}</p>"
    )


def _not_run(each: NotRun) -> str:
    matters = " The verdict could be another one with it." if each.matters else ""
    option = f"<p>Decide it with <code>{escape(each.option)}</code>.</p>" if each.option else ""
    return (
        f"<article>\n<h3>{escape(each.what)}</h3>\n<p>{_words(each.why)}{matters}</p>\n{option}"
        "</article>"
    )


def _published(project: PublishedProject) -> str:
    rows = "\n".join(
        f"<li><code>{escape(each.name)}</code><br>{size(each.size)}, metadata "
        f"{escape(each.metadata_version)}, {'attested' if each.attested else 'not attested'}</li>"
        for each in project.files
    )
    needs = project.requires_python
    python = f"<p>Requires Python {escape(needs)}</p>\n" if needs else ""
    return (
        f"<article>\n<h3>{escape(project.name)} {escape(project.version)} on "
        f"{INDEXES[project.index]}</h3>\n<ul>\n{rows}\n</ul>\n"
        f"<p>Description: {description(project.description_renders)}</p>\n{python}"
        f"<p>pip install takes: {_words(project.installs)}</p>\n</article>"
    )
