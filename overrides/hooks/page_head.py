"""Adds links to a page's prerequisites to its top."""

from __future__ import annotations

from posixpath import dirname, relpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import meta


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The pages that a failure page needs are only for the tests: its reader has a failed run."""
    head = "" if "symptom" in page.meta else _before_you_start(page, files)
    return "\n\n".join(filter(None, [head, markdown]))


def _before_you_start(page: Page, files: Files) -> str:
    """A box with links to the pages under `prerequisites:`, or else `after:`; empty for none."""
    paths = page.meta.get("prerequisites", page.meta.get("after", []))
    links = [f"    - {_link(page, path, files)}" for path in paths]
    return "\n".join(['!!! note "Prerequisites"', "", *links]) if links else ""


def _link(page: Page, path: str, files: Files) -> str:
    """A relative link whose text is the target's title. Raises PluginError for a missing page."""
    here = page.file.src_uri
    file = files.get_file_from_path(path)
    if file is None:
        raise PluginError(f"docs/{here}: `after:` names {path}, but docs/ holds no such page.")
    _, front = meta.get_data(file.content_string)
    return f"[{front.get('title', path)}]({relpath(path, dirname(here) or '.')})"
