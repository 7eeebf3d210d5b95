"""Adds the box for a log to the troubleshooting and 404 pages, and publishes `symptoms.json`."""

from __future__ import annotations

import json
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from overrides.hooks.failures import FOLDER, lookup, symptom_rows

MARK = "<!-- log box -->"
PARTIAL = "partials/log-box.html"


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Replaces MARK by the box."""
    if MARK not in html:
        return html
    env = config.theme.get_env()
    box = env.get_template(PARTIAL).render(
        config=config, base=get_relative_url(".", page.url), known=_lookup_json(config)
    )
    return html.replace(MARK, box)


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """Adds the box's values to 404.html; `base` is absolute, since any URL may have this page."""
    if template_name == "404.html":
        added = {"base": context["base_url"].rstrip("/"), "known": _lookup_json(config)}
        context.update(added)  # type: ignore[typeddict-item]
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Writes `troubleshooting/symptoms.json` for other programs."""
    target = Path(config.site_dir) / FOLDER / "symptoms.json"
    target.parent.mkdir(exist_ok=True)
    rows = symptom_rows(Path(config.docs_dir))
    target.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _lookup_json(config: MkDocsConfig) -> str:
    """What the box looks up, without `<`, for a script element; embedding saves a request."""
    known = lookup(Path(config.docs_dir))
    if not config.use_directory_urls:  # A copy for a disk links files.
        for place in (each for row in known["symptoms"] for each in (row, *row["tabs"])):
            place["url"] = re.sub(r"/(?=#|$)", ".html", place["url"])
    known["symptoms"] = [  # The page has the description; the box gives the title and the line.
        {key: value for key, value in row.items() if value and key != "description"}
        for row in known["symptoms"]
    ]
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
