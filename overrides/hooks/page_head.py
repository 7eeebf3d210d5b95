"""Opens a page with what its front matter says: what comes before it, or whose failure it is."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname, relpath
from textwrap import indent
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import meta


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the heads in front of the page's own text."""
    heads = [symptom(page.meta), before(page, files)]
    return "\n\n".join([head for head in heads if head] + [markdown])


def before(page: Page, files: Files) -> str:
    """The "Before you start" box: links to the pages under `after:`."""
    links = [f"    - {link(page, path, files)}" for path in page.meta.get("after", [])]
    return "\n".join(['!!! note "Before you start"', "", *links]) if links else ""


def link(page: Page, path: str, files: Files) -> str:
    """A link from the page to another, by that page's title."""
    here = page.file.src_uri
    file = files.get_file_from_path(path)
    if file is None:
        raise PluginError(f"docs/{here}: `after:` names {path}, but docs/ holds no such page.")
    _, front = meta.get_data(file.content_string)
    return f"[{front.get('title', path)}]({relpath(path, dirname(here) or '.')})"


def symptom(front: Mapping[str, Any]) -> str:
    """For a failure's page: who says it, in which words, and in which others it is met."""
    if "symptom" not in front:
        return ""
    if front["says"]:
        said = [f"**Who says it:** {', '.join(front['who'])}. **The words:**", words(front["says"])]
    else:
        said = ["**No error shows it.** *You see* tells the signs."]
    if front.get("also"):
        folded = indent(words(front["also"]), "    ")
        said += ['??? quote "Older and other programs say"', folded]
    return "\n\n".join(said)


def words(lines: list[str]) -> str:
    """A list, each line as it is printed."""
    return "\n".join(f"- `` {' '.join(line.split())} ``" for line in lines)
