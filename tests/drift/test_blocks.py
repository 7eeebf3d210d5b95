"""What the heads of the blocks name: refusals, web pages, files; and where the links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests import ROOT
from tests.pages.fences import Fence
from tests.vocabulary import links, quotations, texts
from tests.vocabulary.spans import Span

pytestmark = pytest.mark.drift

PAGES = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md"))]
_INCLUDE = re.compile(r'^\s*(?P<sign>\S+) "(?P<file>[^":]+)(?::(?P<section>[^"]+))?"\s*$')
_MARK = re.compile(r"# (?P<sign>\S+) \[(?:start|end):(?P<section>[\w-]+)\]")
#: Refusals that a client decides by itself, without a page of their own.
BY_CLIENTS = {"tampered-file": "pypi-attestations compares the digest"}
#: What the build makes of the workflow (overrides/hooks/workflow_download.py).
DOWNLOAD = ROOT / "docs/assets/publish.yml"
#: How pymdownx.snippets marks a file to include, and a section of one.
SIGN = "--8<--"


def fences() -> list[Fence]:
    return [fence for page in PAGES for fence in quotations.pages(ROOT).page(page).fences]


def test_the_symptom_of_a_refused_block_has_a_page_or_is_in_a_catalogue() -> None:
    known = quotations.codes(ROOT) | quotations.slugs(ROOT) | set(BY_CLIENTS)
    wrong = [
        f"{fence.place}: no page and no catalogue has `{symptom}`"
        for fence in fences()
        if (symptom := fence.attributes.get("refused")) is not None and symptom not in known
    ]
    assert not wrong, "\n".join(wrong)


def test_each_refusal_by_a_client_is_in_a_block_and_in_no_catalogue() -> None:
    used = {fence.attributes.get("refused") for fence in fences()}
    known = quotations.codes(ROOT) | quotations.slugs(ROOT)
    assert set(BY_CLIENTS) <= used and not set(BY_CLIENTS) & known


def test_the_web_page_of_a_form_has_a_known_address() -> None:
    """One with `…` is a part of the page that is open in the browser."""
    titles = {fence.place: fence.attributes.get("title", "") for fence in fences()}
    wrong = [
        f"{place}: {problem}"
        for place, title in titles.items()
        if "…" not in title and (problem := links.problem(title))
    ]
    assert not wrong, "\n".join(wrong)


def included() -> Iterator[tuple[str, int, str, str | None]]:
    """The page, the line, the file and the section of each line that looks like an include."""
    for page in PAGES:
        for number, line in enumerate((ROOT / page).read_text("utf-8").splitlines(), 1):
            if (found := _INCLUDE.match(line)) and len(found["sign"]) == len(SIGN):
                assert found["sign"] == SIGN, f"{page}:{number}: write {SIGN}"
                yield page, number, found["file"], found["section"]


def test_each_included_section_is_in_its_file() -> None:
    wrong = []
    for page, line, file, section in included():
        path = ROOT / file
        text = path.read_text("utf-8") if path.exists() else ""
        if not path.exists() or (section and f"[start:{section}]" not in text):
            wrong.append(f"{page}:{line}: {file} has no section {section}")
    assert not wrong, "\n".join(wrong)


def marks() -> Iterator[tuple[str, str]]:
    """The place and the text of each mark on a page."""
    for page in PAGES:
        for number, line in enumerate((ROOT / page).read_text("utf-8").splitlines(), 1):
            yield from ((f"{page}:{number}", found[0]) for found in _MARK.finditer(line))


def test_marks_of_sections_on_a_page_are_those_of_the_workflow() -> None:
    """A page that shows lines of publish.yml shows its marks as they are."""
    workflow = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    wrong = [f"{at}: publish.yml has no {mark}" for at, mark in marks() if mark not in workflow]
    assert not wrong, "\n".join(wrong)


def local_links() -> Iterator[tuple[str, Span]]:
    """The page and the link of each link to this repository."""
    for page in [*PAGES, "README.md"]:
        for statement in texts.read(ROOT, ROOT / page):
            for span in statement.spans:
                if span.kind == "link" and ":" not in span.text.partition("#")[0]:
                    yield page, span


def test_each_link_leads_to_a_file() -> None:
    """And to a heading that the site has, when it names one."""
    wrong = []
    for page, span in local_links():
        address, _, anchor = span.text.partition("#")
        if not _leads(page, address, anchor):
            wrong.append(f"{page}:{span.line}: there is no {span.text}")
    assert not wrong, "\n".join(wrong)


def _leads(page: str, address: str, anchor: str) -> bool:
    target = ((ROOT / page).parent / address).resolve() if address else ROOT / page
    if target == DOWNLOAD:
        return True
    return target.is_file() and (not anchor or _heading(target, anchor))


def _heading(target: Path, anchor: str) -> bool:
    """Whether the record of the site's addresses has the heading."""
    name = target.relative_to(ROOT / "docs").with_suffix("").as_posix()
    folder = re.sub(r"(^|/)index$", r"\1", name)
    return f"{folder.rstrip('/') + '/' if folder else ''}#{anchor}" in addresses()


@cache
def addresses() -> frozenset[str]:
    return frozenset((ROOT / "tests/addresses/published.txt").read_text("utf-8").split())
