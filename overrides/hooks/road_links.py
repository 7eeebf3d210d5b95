"""Lets the links to the previous and the next page follow the road, and nothing else.

The road is the front page and the sections of the navigation that `extra.road` in mkdocs.yml lists.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext


def on_nav(nav: Navigation, config: MkDocsConfig, **_: object) -> Navigation:
    """Raises PluginError for a section that the navigation does not have."""
    titles = {item.title for item in nav.items}
    if missing := [title for title in config.extra["road"] if title not in titles]:
        raise PluginError(f"mkdocs.yml: `extra.road` names {missing}, which `nav` does not have")
    return nav


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Removes each link from or to a page that is not on the road."""
    road = config.extra["road"]
    for link in ("previous_page", "next_page"):
        if not (_on(page, road) and _on(getattr(page, link), road)):
            setattr(page, link, None)
    return context


def _on(page: Page | None, road: list[str]) -> bool:
    if page is None:
        return False
    return page.is_homepage or any(section.title in road for section in page.ancestors)
