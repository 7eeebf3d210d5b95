"""The built site: no warnings, no requests to other hosts, a redirect for every old anchor."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml

from tests import ROOT
from tests.site.built_page import BuiltPage
from tests.site.built_site import BuiltSite, file_of

OLD_PAGE = "deployment/pypi-setup/index.html"
#: The heading ids of the page that this guide replaces.
OLD_ANCHORS = """
pypi-publishing-setup-guide trusted-publishing-overview required-setup
1-configure-trusted-publisher-on-pypi 2-configure-trusted-publisher-on-test-pypi
3-github-environment-setup publishing-workflow automatic-publishing-recommended manual-publishing
security-benefits migration-from-api-tokens troubleshooting common-issues verification references
package-registration first-time-setup security-best-practices token-security publishing-security
troubleshooting_1 common-issues_1 debug-commands workflow-configuration environment-variables
monitoring post-publication-checks metrics-to-monitor
"""


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, BuiltPage]:
    """Every built page by its path, such as `setup/pypi/index.html`."""
    return {str(path.relative_to(site)): BuiltPage(path) for path in sorted(site.rglob("*.html"))}


def test_a_strict_build_logs_no_warning(built_site: BuiltSite) -> None:
    assert "Documentation built" in built_site.log
    assert not re.findall(r"(?i)\b(?:warning|error)\b.*", built_site.log)


def test_no_page_fetches_from_another_host(pages: dict[str, BuiltPage]) -> None:
    """Scripts, styles, fonts and images all come from the site itself."""
    foreign = {
        (name, url)
        for name, page in pages.items()
        for url in page.fetched
        if urlsplit(url).netloc or url.startswith("//")
    }
    assert len(pages) > 20
    assert not foreign


def test_no_style_sheet_fetches_from_another_host(site: Path) -> None:
    sheets = {path: path.read_text() for path in site.rglob("*.css")}
    other_host = re.compile(r"""(?:url\(|@import)\s*['"]?(?:https?:)?//""")
    assert sheets
    assert not [path for path, css in sheets.items() if other_host.search(css)]


def test_no_page_starts_material_s_requests_to_other_hosts(site: Path) -> None:
    """Material requests a repository's stars and Mermaid for pages that have these marks."""
    for path in site.rglob("*.html"):
        text = path.read_text()
        assert 'data-md-component="source"' not in text, path
        assert not re.search(r'class="[^"]*\bmermaid\b', text), path


def test_every_old_anchor_redirects_to_a_page(pages: dict[str, BuiltPage]) -> None:
    """The old page redirects to the front page, whose script redirects each old anchor."""
    assert pages[OLD_PAGE].redirect == "../../"
    moved = pages["index.html"].moved_anchors
    assert sorted(moved) == sorted(OLD_ANCHORS.split())
    for target in moved.values():
        path, _, anchor = urljoin("/", target).lstrip("/").partition("#")
        page = pages[f"{path}index.html"]
        assert not anchor or anchor in page.ids, target


def test_tables_name_every_job(site: Path) -> None:
    """Each job begins a row in two tables, jobs and permissions; other names begin one row."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())
    html = (site / "reference" / "workflow" / "index.html").read_text()
    rows = Counter(re.findall(r"<tr>\n<td[^>]*><code[^>]*>([^<]+)</code></td>", html))
    once = {*workflow["env"], "release", "workflow_dispatch", "environment", "testpypi", "pypi"}
    assert rows == {**dict.fromkeys(workflow["jobs"], 2), **dict.fromkeys(once, 1)}


def test_headings_never_skip_a_level(pages: dict[str, BuiltPage]) -> None:
    for name, page in pages.items():
        levels = page.heading_levels
        assert all(below - above <= 1 for above, below in pairwise(levels)), (name, levels)


def test_every_image_has_a_text(pages: dict[str, BuiltPage]) -> None:
    bare = {name: page.images_without_text for name, page in pages.items()}
    assert not {name: images for name, images in bare.items() if images}


def test_every_page_links_its_source_for_editing(site: Path) -> None:
    config = (ROOT / "mkdocs.yml").read_text()
    address = yaml.safe_load(re.search(r"^repo_url:.*$", config, re.MULTILINE)[0])["repo_url"]  # type: ignore[index]
    for source in (ROOT / "docs").rglob("*.md"):
        path = source.relative_to(ROOT / "docs")
        html = (site / file_of(path)).read_text()
        assert f'href="{address}/edit/main/docs/{path}"' in html, path
