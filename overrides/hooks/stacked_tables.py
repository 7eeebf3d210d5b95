"""Gives each cell of a table the name of its column, which guide.css shows on a narrow screen."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Register the extension: mkdocs.yml cannot name a class in overrides/."""
    config.markdown_extensions.append(StackedTables())  # type: ignore[arg-type]
    return config


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
