"""The built site: strict and quiet, asking no other host, every old address alive."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml

from tests import ROOT
from tests.site.built_page import Page

OLD_PAGE = "deployment/pypi-setup/index.html"
# The anchors of the page that this guide replaces, as its headings gave them.
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
def build(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """One strict build; the folder is the last of its arguments."""
    folder = tmp_path_factory.mktemp("site")
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **quiet}, text=True, capture_output=True
    )


@pytest.fixture(scope="module")
def site(build: subprocess.CompletedProcess[str]) -> Path:
    """The folder that the site was built into."""
    assert build.returncode == 0, build.stderr
    return Path(build.args[-1])


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Every built page by its path, such as `setup/pypi/index.html`."""
    return {str(path.relative_to(site)): Page(path) for path in sorted(site.rglob("*.html"))}


def test_strict_build_is_quiet(build: subprocess.CompletedProcess[str]) -> None:
    """`mkdocs build --strict` succeeds and warns of nothing."""
    assert build.returncode == 0, build.stderr
    assert "Documentation built" in build.stderr
    assert not re.findall(r"(?i)\b(?:warning|error)\b.*", build.stderr)


def test_no_page_asks_another_host(pages: dict[str, Page]) -> None:
    """Scripts, styles, fonts and pictures all come from the site itself."""
    foreign = {
        (name, url)
        for name, page in pages.items()
        for url in page.fetched
        if urlsplit(url).netloc or url.startswith("//")
    }
    assert len(pages) > 20
    assert not foreign


def test_no_style_asks_another_host(site: Path) -> None:
    """No style sheet names an address outside the site."""
    sheets = {path: path.read_text() for path in site.rglob("*.css")}
    elsewhere = re.compile(r"""(?:url\(|@import)\s*['"]?(?:https?:)?//""")
    assert sheets
    assert not [path for path, css in sheets.items() if elsewhere.search(css)]


def test_nothing_starts_the_scripts_that_ask_others(site: Path) -> None:
    """Material asks others for a repository's stars and for Mermaid: no page has either mark."""
    for path in site.rglob("*.html"):
        text = path.read_text()
        assert 'data-md-component="source"' not in text, path
        assert not re.search(r'class="[^"]*\bmermaid\b', text), path


def test_every_old_heading_leads_to_a_new_one(site: Path, pages: dict[str, Page]) -> None:
    """The old page redirects to the front page, and that sends each old anchor on."""
    assert 'href="../../"' in (site / OLD_PAGE).read_text()
    front = (site / "index.html").read_text()
    moved = dict(re.findall(r'^ *"(\S+)": "(\S+)",$', front, re.MULTILINE))
    assert sorted(moved) == sorted(OLD_ANCHORS.split())
    for target in moved.values():
        path, _, anchor = urljoin("/", target).lstrip("/").partition("#")
        page = pages[f"{path}index.html"]
        assert not anchor or anchor in page.ids, target


def test_tables_name_every_job(site: Path) -> None:
    """Each job opens a row in two tables, jobs and permissions; each name opens one in its own."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())
    html = (site / "reference" / "workflow" / "index.html").read_text()
    rows = Counter(re.findall(r"<tr>\n<td><code>([^<]+)</code></td>", html))
    once = {*workflow["env"], "release", "workflow_dispatch", "environment", "testpypi", "pypi"}
    assert rows == {**dict.fromkeys(workflow["jobs"], 2), **dict.fromkeys(once, 1)}


def test_headings_never_skip_a_level(pages: dict[str, Page]) -> None:
    """A heading is at most one level below the one before it."""
    for name, page in pages.items():
        steps = zip(page.levels, page.levels[1:], strict=False)
        assert all(below - above <= 1 for above, below in steps), (name, page.levels)


def test_pictures_are_described(pages: dict[str, Page]) -> None:
    """Every picture says in words what it shows."""
    assert not {name: page.bare_images for name, page in pages.items() if page.bare_images}


def test_every_page_has_its_pencil(site: Path) -> None:
    """The pencil of a page leads to its own source in the repository."""
    config = (ROOT / "mkdocs.yml").read_text()
    address = yaml.safe_load(re.search(r"^repo_url:.*$", config, re.MULTILINE)[0])["repo_url"]  # type: ignore[index]
    for source in (ROOT / "docs").rglob("*.md"):
        path = source.relative_to(ROOT / "docs")
        built = path.parent if path.stem == "index" else path.with_suffix("")
        html = (site / built / "index.html").read_text()
        assert f'href="{address}/edit/main/docs/{path}"' in html, path
