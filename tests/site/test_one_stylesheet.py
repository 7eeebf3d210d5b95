"""Each page waits for one style sheet, which has the rules of all in their order."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config import load_config
from rcssmin import cssmin  # type: ignore[import-untyped]

from tests import ROOT

_LINK = re.compile(r'<link rel="?stylesheet"? href="?(?P<href>[^" >]+)')


def test_each_page_links_one_style_sheet_that_exists(site: Path) -> None:
    pages = {page: page.read_text(encoding="utf-8") for page in site.rglob("*.html")}
    links = {page: _LINK.findall(text) for page, text in pages.items() if _LINK.search(text)}
    assert len(links) > 80
    for page, hrefs in links.items():
        (href,) = hrefs
        folder = site if href.startswith("/") else page.parent
        name = re.sub("^/[^/]+/", "", href)
        assert (folder / name).is_file(), page


def test_it_has_the_theme_s_rules_and_then_the_site_s_own_without_comments(site: Path) -> None:
    (sheet,) = (site / "assets/stylesheets").glob("*.css")
    text = sheet.read_text(encoding="utf-8")
    own = load_config(str(ROOT / "mkdocs.yml")).extra_css
    paths = [ROOT / "overrides" / path for path in own]
    places = [text.find(cssmin(path.read_text(encoding="utf-8"))) for path in paths]
    assert len(places) == 4 and places == sorted(places)
    assert text.startswith("@charset") and places[0] > len(text) / 2
