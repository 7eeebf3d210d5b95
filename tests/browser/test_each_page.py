"""Each page in both palettes, on a desktop and on a phone: axe-core, widths, errors, requests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page

from tests import ROOT
from tests.browser.measures import CUT, SMALL_OR_PLAIN, WIDTHS
from tests.browser.print_media import cut
from tests.browser.shots import SCHEMES
from tests.site.built_site import url_of

pytestmark = pytest.mark.accessibility

DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
#: axe-core, which the package carries for its own wrapper.
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
#: Where axe-core looks; between them it finds nothing else.
SMALLEST_AND_LARGEST = (min(WIDTHS), max(WIDTHS))
#: The parts around the article are the same on all pages; these have each kind of them.
WHOLE = (
    "index.md", "setup/pypi.md", "troubleshooting/index.md", "troubleshooting/invalid-publisher.md",
)  # fmt: skip
RUN = """async whole => {
    const found = await axe.run(whole ? document : "article", { resultTypes: ["violations"] });
    return found.violations.flatMap(({ id, nodes }) => nodes.map(
        ({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}: ${failureSummary}`));
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_for_everybody(tab: Page, address: str, page: str) -> None:
    """No axe-core violation, nothing cut or small, no error, no other host, whole on paper."""
    problems: list[str] = []
    tab.on("pageerror", lambda error: problems.append(f"error: {error}"))
    tab.on("console", lambda line: problems.extend([line.text] * (line.type == "error")))
    tab.on("request", lambda request: problems.extend(_foreign(request.url, address)))
    tab.goto(address + url_of(Path(page)))
    tab.evaluate(AXE.read_text(encoding="utf-8"))  # The pages' policy refuses an added script.
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 900})
        problems += [f"{width} px: {each}" for each in tab.evaluate(CUT)]
        if wider := tab.evaluate(TOO_WIDE):
            problems.append(f"{width} px: {wider} px too wide")
        for scheme in SCHEMES if width in SMALLEST_AND_LARGEST else ():
            tab.emulate_media(color_scheme=scheme)
            found: list[Any] = tab.evaluate(RUN, page in WHOLE)
            problems += [f"{scheme}, {width} px: {each}" for each in found]
    problems += tab.evaluate(SMALL_OR_PLAIN)
    problems += [f"on paper: {each}" for each in cut(tab)]
    assert not problems, "\n".join(dict.fromkeys(problems))


def _foreign(url: str, address: str) -> list[str]:
    own = address.split("/open-")[0]
    return [] if url.startswith((own, "data:", "blob:")) else [f"requests {url}"]
