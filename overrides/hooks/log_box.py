"""Gives the page of failures and the 404 page their box for a log, and the site its symptoms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

if TYPE_CHECKING or __package__ == "overrides.hooks":
    from overrides.hooks.failures import FOLDER, listed
else:
    # MkDocs puts the hooks' own folder on the path, and only while it imports a hook.
    from failures import FOLDER, listed

MARK = "<!-- log box -->"
PARTIAL = "partials/log-box.html"


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the box where a page has its mark."""
    if MARK not in html:
        return html
    env = config.theme.get_env()
    box = env.get_template(PARTIAL).render(
        config=config, base=get_relative_url(".", page.url), symptoms=embedded(config)
    )
    return html.replace(MARK, box)


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """The 404 page draws the box itself: it may stand at any address, so it names the root."""
    if template_name == "404.html":
        own = {"base": context["base_url"].rstrip("/"), "symptoms": embedded(config)}
        context.update(own)  # type: ignore[typeddict-item]
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Writes `troubleshooting/symptoms.json`, for other programs."""
    target = Path(config.site_dir) / FOLDER / "symptoms.json"
    target.parent.mkdir(exist_ok=True)
    rows = listed(Path(config.docs_dir))
    target.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def embedded(config: MkDocsConfig) -> str:
    """The symptoms as a script element may hold them; the box needs no second request."""
    rows = listed(Path(config.docs_dir))
    return json.dumps(rows, ensure_ascii=False).replace("<", "\\u003c")
