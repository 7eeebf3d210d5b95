"""`gh run view --log-failed | uv run python -m tests.diagnose`: prints a log's page and its fix."""

from __future__ import annotations

import argparse
import signal
import sys
import textwrap
from pathlib import Path

from mkdocs.utils import meta

from overrides.hooks import facts
from overrides.hooks.facts import Facts, FactsError
from overrides.hooks.failures import FOLDER, lookup
from tests import ROOT
from tests.diagnose.matching import Match, Matcher

MAX_PAGES = 3
#: Lines of the first page's fix.
FIX_LINES = 12


def main(arguments: list[str] | None = None) -> int:
    """0 when a page matches, 1 when none does, 2 when the log or the names cannot be read."""
    parser = argparse.ArgumentParser("python -m tests.diagnose", description=__doc__)
    parser.add_argument("log", nargs="?", type=Path, help="a file; without it, standard input")
    path: Path | None = parser.parse_args(arguments).log
    try:
        log = _log(path)
    except OSError as error:
        print(f"{path}: {error.strerror}. Name a log, or pipe one in.", file=sys.stderr)
        return 2
    if not log.strip():
        print("The log is empty. Try: gh run view --log-failed | …", file=sys.stderr)
        return 2
    try:
        site = facts.read(ROOT)
    except FactsError as error:
        print(error, file=sys.stderr)
        return 2
    answer = Matcher(ROOT, lookup(ROOT / "docs")).answer(log)
    for publisher in answer.elsewhere:
        print(f"Your log is from {publisher.name}, and this guide is about GitHub Actions. Read")
        print(f"PyPI's page on publishers: {publisher.url}\n")
    print(_report(answer.matches, site))
    return 0 if answer.matches else 1


def _log(path: Path | None) -> str:
    """The log from the file or from standard input; bytes that are not UTF-8 are replaced."""
    data = path.read_bytes() if path else sys.stdin.buffer.read()
    return data.decode("utf-8", "replace")


def _report(found: list[Match], site: Facts) -> str:
    if not found:
        issue = f"{site.repo_url}/issues/new?template=publishing-failure.yml"
        return (
            "No page of the guide matches these lines. Pipe in more of the log; if it is about"
            f" publishing, open an issue: {issue}"
        )
    first, *others = found[:MAX_PAGES]
    report = [
        f"{site.site_url}{first.url}",
        first.title,
        first.description,
        "",
        *_quoted(first.line),
        "",
    ]
    for tab in first.tabs:
        report += [f"Your log shows the cause: {tab.name}", f"  {site.site_url}{tab.url}", ""]
    report += ["Fix:", *_fix(first)]
    for title, likely in (("As likely:", True), ("Less likely:", False)):
        pages = [f"  {site.site_url}{each.url}" for each in others if each.likely is likely]
        report += ["", title, *pages] if pages else []
    return "\n".join(report)


def _quoted(line: str) -> list[str]:
    """The matching lines, without control characters, which could move the terminal's cursor."""
    return [f"  | {''.join(c for c in part if c.isprintable())}" for part in line.splitlines()]


def _fix(match: Match) -> list[str]:
    """The first lines of the page's section "Fix", or of its tab that the log points to."""
    path = ROOT / "docs" / FOLDER / f"{match.symptom}.md"
    text, _ = meta.get_data(path.read_text(encoding="utf-8"))
    fix = text.partition("\n## Fix\n")[2].partition("\n## ")[0].strip()
    if match.tabs:
        tab = fix.partition(f'=== "{match.tabs[0].name}"\n')[2].partition("\n=== ")[0]
        fix = textwrap.dedent(tab).strip()
    return [f"  {line}".rstrip() for line in fix.splitlines()[:FIX_LINES]]


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head -1` ends it, without a traceback
    sys.exit(main())
