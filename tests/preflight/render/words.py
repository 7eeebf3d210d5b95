"""What the reports say in words: titles, forms, and addresses of pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from overrides.hooks import facts
from tests import ROOT
from tests.preflight.report import Publisher, Report, Verdict

INDEXES = {"pypi": "PyPI", "testpypi": "TestPyPI"}
_FORMS = {
    "pypi": "https://pypi.org/manage/account/publishing/",
    "testpypi": "https://test.pypi.org/manage/account/publishing/",
}
#: Escape sequences of terminals (ECMA-48), and control characters but for tab and line feed.
_CODES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[^\S\n\t ]|"
                    r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # fmt: skip
#: Stands for a value that only a build tells.
UNKNOWN = "(the build says it)"
EMPTY = "(leave it empty)"
MARKS: dict[str, str] = {
    "error": "✗", "warning": "!", "note": "·",
    "succeeded": "✓", "failed": "✗", "skipped": "-", "not run": "-",
}  # fmt: skip
VERDICT_MARKS: dict[Verdict, str] = {
    "would publish": "✓", "would not publish": "✗", "cannot tell": "?",
}  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A publisher form: its jobs, its address, and the values by the form's own labels."""

    title: str
    address: str
    #: `None` stands for a field that stays empty.
    fields: tuple[tuple[str, str | None], ...]


def form(publisher: Publisher) -> Form:
    index = INDEXES[publisher.index]
    return Form(
        f"{index}, job {publisher.job}",
        _FORMS[publisher.index],
        (
            (f"{index} Project Name", publisher.project or UNKNOWN),
            ("Owner", publisher.owner),
            ("Repository name", publisher.repository),
            ("Workflow name", publisher.workflow),
            ("Environment name", publisher.environment),
        ),
    )


def page_url(page: str) -> str:
    """The address of a troubleshooting page on the site."""
    return f"{facts.read(ROOT).site_url}troubleshooting/{page}/"


def plain(text: str) -> str:
    """Without the codes that move a cursor or colour: what other programs printed is only text."""
    return _CODES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def headline(report: Report) -> str:
    """`NAME VERSION: VERDICT`, with the repository where no version is known."""
    names = [f"{each.name} {each.version}" for each in report.published]
    return f"{', '.join(dict.fromkeys(names)) or report.repository}: {report.verdict}"


def started_by(report: Report) -> str:
    """How the run begins; after it, also its time."""
    time = f", tried in {report.seconds:.1f} s" if report.seconds else ""
    return f"{report.repository}, {report.workflow}, started by {report.event}{time}"


def size(count: int) -> str:
    """A file's size as pip prints it."""
    return f"{count / 1000:.1f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def description(renders: bool | None) -> str:
    words = {True: "rendered", False: "does not render: the page shows its source"}
    return "none" if renders is None else words[renders]
