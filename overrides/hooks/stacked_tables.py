"""Gives each cell of a table the name of its column, and marks the short names in the cells.

guide.css shows the columns' names on a narrow screen, and does not break a short name.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
#: A name of a job, an input or an environment. A longer one would push the other columns out.
_SHORT = re.compile(r"<code>(?=[^<\s]{1,17}</code>)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Register the extension: mkdocs.yml cannot name a class in overrides/."""
    config.markdown_extensions.append(StackedTables())  # type: ignore[arg-type]
    return config


def on_page_content(html: str, **_: object) -> str:
    """Mark the names; the inline patterns stash code, so that no tree has it."""
    return _TABLE.sub(lambda table: _SHORT.sub('<code class="whole">', table[0]), html)


class StackedTables(Extension):
    """Adds `data-column` to the cells of tables."""

    def extendMarkdown(self, md: Markdown) -> None:
        # After the inline patterns (20), which make the texts of the headings.
        md.treeprocessors.register(_Columns(md), "stacked-tables", 15)


class _Columns(Treeprocessor):
    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            names = ["".join(cell.itertext()).strip() for cell in table.iter("th")]
            for row in table.findall("./tbody/tr"):
                for cell, name in zip(row, names, strict=False):
                    if name:
                        cell.set("data-column", name)
