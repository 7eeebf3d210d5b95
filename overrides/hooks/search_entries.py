"""Gives the search each page's messages and hidden words, and puts some pages behind the others.

The theme's search takes any field that its configuration names, and draws only an entry's title and
text. So the words in the other fields are searched for, and not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from overrides.hooks.search_words import BOOSTS, WORDS

PLUGIN = "material/search"
#: The operators in the patterns that a log is searched for.
_OPERATORS = re.compile(r"[|*…]")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Checks that each page with words or a weight is there."""
    docs = Path(config.docs_dir)
    for path in (*WORDS, *BOOSTS):
        if not (docs / path).exists():
            raise PluginError(
                f"overrides/hooks/search_words.py names docs/{path}, which is not there."
            )
    return config


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Adds to the entries of the page, which the plugin has just made; the first is the page."""
    separator = config.plugins[PLUGIN].config["separator"]
    boost = _boost(page.file.src_uri)
    for number, entry in enumerate(_entries(page, config)):
        if boost != 1:
            entry.setdefault("boost", boost)
        if number == 0:
            entry.update(fields(page.meta, page.file.src_uri, separator))
    return context


def fields(front: Any, path: str, separator: str) -> dict[str, str]:
    """The fields of a page that are searched and not drawn, each word once.

    `symptom` is the page's name, `words` what it is about, `also` the words of other programs.
    """
    symptom = front.get("symptom", "")
    about = [front.get("title"), front.get("description"), symptom, *front.get("says", ())]
    words = _words([*about, WORDS.get(path)], separator)
    others = _words([*front.get("also", ()), *front.get("means", ())], separator)
    found = {
        "symptom": _words([symptom], separator),
        "words": words,
        "also": [word for word in others if word not in words],
    }
    return {field: " ".join(each) for field, each in found.items() if each}


def _words(texts: Iterable[str | None], separator: str) -> list[str]:
    """The words of the texts, in their order and each once."""
    text = _OPERATORS.sub(" ", " ".join(filter(None, texts))).lower()
    return list(dict.fromkeys(filter(None, re.split(separator, text))))


def _boost(path: str) -> float:
    known = [start for start in BOOSTS if path.startswith(start)]
    return BOOSTS[max(known, key=len)] if known else 1.0


def _entries(page: Page, config: MkDocsConfig) -> Iterator[dict[str, Any]]:
    plugin: Any = config.plugins[PLUGIN]
    for entry in plugin.search_index.entries:
        if entry["location"].partition("#")[0] == page.url:
            yield entry
