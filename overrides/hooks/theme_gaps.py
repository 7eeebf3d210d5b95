"""Adds what the theme's HTML lacks for readers who use a keyboard or a screen reader."""

from __future__ import annotations

import re
from html import escape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

#: The address of a page's title, to which the link "Skip to content" leads.
TITLE = "title"
#: The theme leads that link to the first heading below the title, which skips all before it.
_SKIP = re.compile(r'<a href="[^"]*" class="md-skip">')
_H1 = re.compile(r"<h1\b(?P<attributes>[^>]*)>")
_SEARCH = 'data-md-component="search" role="dialog"'


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Escape the description: the theme puts it into an attribute as it is."""
    page.meta["description"] = escape(str(page.meta.get("description", "")))
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Name the search, and let the link that skips the navigation lead to the title."""
    output = _once(output, re.compile(_SEARCH), f'{_SEARCH} aria-label="Search"', page)
    found = _H1.search(output)
    if found is None:
        raise PluginError(f"docs/{page.file.src_uri}: the page has no title.")
    known = re.search(r'\bid="([^"]+)"', found["attributes"])
    id_ = known[1] if known else TITLE
    added = "" if known else f' id="{TITLE}"'
    title = f'<h1{added} tabindex="-1"{found["attributes"]}>'
    output = output[: found.start()] + title + output[found.end() :]
    if 'data-md-component="skip"' in output and not _SKIP.search(output):
        link = f'<div data-md-component="skip"><a href="#{id_}" class="md-skip">Skip to content</a>'
        return output.replace('<div data-md-component="skip">', link)
    return _once(output, _SKIP, f'<a href="#{id_}" class="md-skip">', page)


def _once(output: str, pattern: re.Pattern[str], replacement: str, page: Page) -> str:
    """Replace the one match. Another version of the theme may have none."""
    output, count = pattern.subn(replacement, output)
    if count != 1:
        raise PluginError(
            f"docs/{page.file.src_uri}: the theme has {count} times {pattern.pattern!r}, "
            "not once; adapt overrides/hooks/theme_gaps.py."
        )
    return output
