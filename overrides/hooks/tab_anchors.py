"""Lets pages link to tabs: MkDocs looks for anchors before pymdownx.tabbed has named the tabs."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_TAB = re.compile(r'<input [^>]*\bid="(?P<id>[^"]+)" name="__tabbed_')


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Adds the ids of the page's tabs to those that links may name."""
    known = page.present_anchor_ids
    page.present_anchor_ids = {*(known or ()), *(tab["id"] for tab in _TAB.finditer(html))}
    return html
