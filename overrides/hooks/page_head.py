"""Adds the symptom and the prerequisites in a page's front matter to the top of the page."""

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
    heads = [_symptom(page.meta), _before_you_start(page, files)]
    return "\n\n".join([head for head in heads if head] + [markdown])


def _before_you_start(page: Page, files: Files) -> str:
    """A box with links to the pages under `after:`; empty when there are none."""
    links = [f"    - {_link(page, path, files)}" for path in page.meta.get("after", [])]
    return "\n".join(['!!! note "Prerequisites"', "", *links]) if links else ""


def _link(page: Page, path: str, files: Files) -> str:
    """A relative link whose text is the target's title. Raises PluginError for a missing page."""
    here = page.file.src_uri
    file = files.get_file_from_path(path)
    if file is None:
        raise PluginError(f"docs/{here}: `after:` names {path}, but docs/ holds no such page.")
    _, front = meta.get_data(file.content_string)
    return f"[{front.get('title', path)}]({relpath(path, dirname(here) or '.')})"


def _symptom(front: Mapping[str, Any]) -> str:
    """Which programs print the failure, its message and other wordings; empty without a symptom."""
    if "symptom" not in front:
        return ""
    if front["says"]:
        head = [f"**Who says it:** {', '.join(front['who'])}. **The words:**", _list(front["says"])]
    else:
        head = ["**No error shows it.** *You see* lists the signs."]
    if front.get("also"):
        folded = indent(_list(front["also"]), "    ")
        head += ['??? quote "Older and other programs say"', folded]
    return "\n\n".join(head)


def _list(messages: list[str]) -> str:
    return "\n".join(f"- `` {' '.join(message.split())} ``" for message in messages)
