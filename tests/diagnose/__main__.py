"""`gh run view --log-failed | uv run python -m tests.diagnose`: the page, and how to mend it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mkdocs.utils import meta

from overrides.hooks import facts
from overrides.hooks.facts import Facts, FactsError
from overrides.hooks.failures import FOLDER, symptom_rows
from tests import ROOT
from tests.diagnose.matching import Match, Matcher

#: Pages that are named, and lines of the first one's fix that are shown.
MOST, LINES = 3, 12


def main(arguments: list[str] | None = None) -> int:
    """0 when a page fits, 1 when none does, 2 when there is no log, or no address of the site."""
    parser = argparse.ArgumentParser("python -m tests.diagnose", description=__doc__)
    parser.add_argument("log", nargs="?", type=Path, help="a file; without it, standard input")
    path: Path | None = parser.parse_args(arguments).log
    try:
        log = _log(path)
    except OSError as problem:
        print(f"{path}: {problem.strerror}. Name a log, or pipe one in.", file=sys.stderr)
        return 2
    if not log.strip():
        print("The log is empty. Try: gh run view --log-failed | …", file=sys.stderr)
        return 2
    try:
        site = facts.read(ROOT)
    except FactsError as problem:
        print(problem, file=sys.stderr)
        return 2
    found = Matcher(ROOT, symptom_rows(ROOT / "docs")).matches(log)
    print(_told(found, site))
    return 0 if found else 1


def _log(path: Path | None) -> str:
    """What was piped in or is in the file; bytes that are no UTF-8 do not matter."""
    data = path.read_bytes() if path else sys.stdin.buffer.read()
    return data.decode("utf-8", "replace")


def _told(found: list[Match], site: Facts) -> str:
    if not found:
        issue = f"{site.repo_url}/issues/new?template=publishing-failure.yml"
        return (
            "No page of the guide knows these lines. Pipe in more of the log; if it is about"
            f" publishing, open an issue: {issue}"
        )
    first, *others = found[:MOST]
    told = [f"{site.site_url}{first.url}", first.description, "", *_quoted(first.line), ""]
    told += ["Fix:", *_fix(first.symptom)]
    if others:
        told += ["", "If that is not it:", *(f"  {site.site_url}{each.url}" for each in others)]
    return "\n".join(told)


def _quoted(line: str) -> list[str]:
    """The lines that gave it away, without what would move a terminal's cursor."""
    return [f"  | {''.join(c for c in part if c.isprintable())}" for part in line.splitlines()]


def _fix(symptom: str) -> list[str]:
    """How the page's fix begins."""
    text, _ = meta.get_data((ROOT / "docs" / FOLDER / f"{symptom}.md").read_text(encoding="utf-8"))
    fix = text.partition("\n## Fix\n")[2].partition("\n## ")[0].strip()
    return [f"  {line}".rstrip() for line in fix.splitlines()[:LINES]]


if __name__ == "__main__":
    sys.exit(main())
