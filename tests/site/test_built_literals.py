"""The literals of the built pages, with what macros and hooks draw, have sources as well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import pytest

from overrides.hooks.facts import read
from tests import ROOT
from tests.site.built_site import file_of
from tests.vocabulary import links
from tests.vocabulary.problems import Checks, checks

FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
PAGES = sorted(path.relative_to(ROOT) for path in (ROOT / "docs").rglob("*.md"))
#: What is drawn around the text: the buttons, the forms' titles, the blocks.
AROUND = "ancestor::pre or ancestor::div[contains(@class, 'form')] or contains(@class, 'button')"


@pytest.fixture(scope="module")
def project() -> Checks:
    return checks(ROOT, read(ROOT))


def articles(site: Path) -> Iterator[tuple[str, Any]]:
    """The Markdown file of each page, and its content in HTML."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        tree = lxml.html.parse(str(site / file_of(path.relative_to(ROOT / "docs"))))
        (article,) = tree.xpath("//article")
        yield path.relative_to(ROOT).as_posix(), article


def test_inline_code_has_a_source(site: Path, project: Checks) -> None:
    """Blocks and forms are held by the run; a wrong name is marked."""
    known, unknown = project.vocabulary, []
    for page, article in articles(site):
        for code in article.xpath(".//code[not(ancestor::pre or ancestor::dl)]"):
            text = " ".join(code.text_content().split())
            marked = "wrong" in (code.get("class") or "")
            if not (marked or known.source(page, text) or known.term(page, text)):
                unknown.append(f"{page}: `{text}`")
    assert not unknown, "\n".join(unknown)


def test_a_link_to_another_site_has_a_known_address(site: Path) -> None:
    """The link to an issue form may fill in fields of it; that to edit a page names its file."""
    facts = read(ROOT)
    drawn = {f"https://github.com/{each.name}" for each in facts.workflow.actions}
    drawn |= {f"{facts.repo_url}/issues/new?template={form.name}" for form in FORMS}
    drawn |= {f"{facts.repo_url}/edit/main/{path}" for path in map(str, PAGES)}
    wrong = [
        f"{page}: {problem}"
        for page, article in articles(site)
        for link in article.xpath(f".//a[not({AROUND})]/@href")
        if link.split("&")[0] not in drawn and (problem := links.problem(str(link)))
    ]
    assert not wrong, "\n".join(wrong)
