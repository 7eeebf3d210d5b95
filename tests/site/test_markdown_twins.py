"""Each page is published as Markdown, too, and llms.txt lists them all."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from markdown_it import MarkdownIt

from overrides.hooks.facts import read
from overrides.hooks.plain_markdown import plain
from tests import ROOT
from tests.pages.page import Docs
from tests.site.built_page import BuiltPage
from tests.site.built_site import file_of, url_of

DOCS = Docs(ROOT)
SOURCES = sorted(path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md"))
SITE = read(ROOT).site_url
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
#: What only this site's own extensions of Markdown understand.
OURS = re.compile(
    r'--8<--|\[\[\[|\{\.|\{#|^(?:===|!!!|\?\?\?) ?"?|^</?(?:div|figure)\b|<!--'
    r"|\]\((?!#|http)[^)]*\.md",
    re.MULTILINE,
)


def twin(site: Path, source: Path) -> str:
    return (site / file_of(source)).with_suffix(".md").read_text(encoding="utf-8")


def prose(text: str) -> str:
    """The text without blocks and inline code."""
    blocks = re.compile(r"^( *)(`{3,}).*?^\1\2$", re.MULTILINE | re.DOTALL)
    return re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", "", blocks.sub("", text))


def _without_blanks(block: str) -> str:
    """A line of blanks, such as one that a change leaves alone, is an empty one on the page."""
    return "\n".join(each if each.strip() else "" for each in block.strip("\n").split("\n")) + "\n"


def test_a_twin_has_the_blocks_of_its_page(site: Path) -> None:
    """Includes are resolved, and the names are ours. CommonMark's parser reads the twins."""
    blocks = 0
    for source in SOURCES:
        tokens = MarkdownIt().parse(twin(site, source))
        drawn = [_without_blanks(each.content) for each in tokens if each.type == "fence"]
        page = DOCS.page(DOCS.page_name(source.as_posix()))
        assert drawn == [fence.text for fence in page.fences], source
        blocks += len(drawn)
    assert blocks > 500


def test_a_twin_needs_no_extension_of_markdown(site: Path) -> None:
    """Macros, tabs, boxes and attributes are resolved."""
    for source in SOURCES:
        text = twin(site, source)
        assert (found := OURS.search(prose(text))) is None, (source, found)
        title, description, address = text.split("\n\n")[:3]
        assert title.startswith("# ") and description.startswith("> "), source
        assert address == f"<{SITE}{url_of(source)}>"


def test_the_links_of_a_twin_lead_to_twins_and_their_headings(site: Path) -> None:
    for source in SOURCES:
        for found in LINK.finditer(prose(twin(site, source))):
            address = urljoin(f"{SITE}{url_of(source)}index.md", found["target"])
            if not address.startswith(SITE):
                continue
            path, anchor = site / urlsplit(address[len(SITE) :]).path, urlsplit(address).fragment
            assert path.is_file(), (source, address)
            assert not anchor or anchor in BuiltPage(path.with_suffix(".html")).ids, (
                source,
                address,
            )


def test_a_page_links_its_twin(site: Path) -> None:
    for source in SOURCES:
        html = (site / file_of(source)).read_text(encoding="utf-8")
        (href,) = re.findall(r'<a rel="alternate" type="text/markdown" href="(\S+)">', html)
        assert href.removeprefix("./") == "index.md", source


def test_llms_txt_lists_every_page_once_with_its_description(site: Path) -> None:
    """Its form is that of https://llmstxt.org: title, summary, sections of links with notes."""
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# \S.*\n\n> \S.*\n\n\S.*\n", text)
    sections = text.split("\n## ")[1:]
    links = []
    for section in sections:
        _, *lines = section.strip().split("\n")
        found = [re.fullmatch(r"- \[\S.*?\]\((?P<url>\S+)\): \S.*", line) for line in lines if line]
        assert found and all(found), section
        links += [each["url"] for each in found if each]
    assert sorted(links) == sorted(f"{SITE}{url_of(source)}index.md" for source in SOURCES)
    assert links[:2] == [f"{SITE}index.md", f"{SITE}setup/before-you-begin/index.md"]


def test_llms_full_txt_has_every_twin(site: Path) -> None:
    text = (site / "llms-full.txt").read_text(encoding="utf-8")
    assert not [source for source in SOURCES if twin(site, source) not in text]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("`a`{.wrong} and `{.b}`", "`a` (wrong) and `{.b}`"),
        ("## A head {#anchor}", "## A head"),
        ("[x](a.md), `[y](b.md)`", "[x](A.MD), `[y](b.md)`"),
        ('<div class="a" markdown>\n\nx\n\n</div>', "x"),
        ('=== "One"\n\n    a\n\n    ```bash\n    === "b"\n    ```\n\nc',
         '**One**\n\na\n\n```bash\n=== "b"\n```\n\nc'),
        ('!!! note "Up"\n    === "In"\n\n        b', "**Up**\n\n**In**\n\nb"),
        ('1. a\n\n    === "One"\n\n        b\n\n2. c', "1. a\n\n    **One**\n\n    b\n\n2. c"),
        ("````md\n```\n[x](a.md)\n```\n````", "````md\n```\n[x](a.md)\n```\n````"),
    ],
)  # fmt: skip
def test_extensions_become_plain_markdown(ours: str, theirs: str) -> None:
    """What stands in code stays as it is."""
    assert plain(ours, str.upper) == f"{theirs}\n"
