"""Draws a table of settings on GitHub as a card, as the forms are that the tests fill in."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig

#: The title of the first column of such a table.
HEADS = {"In the browser", "On GitHub"}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Register the extension: mkdocs.yml cannot name a class in overrides/."""
    config.markdown_extensions.append(SettingsCards())  # type: ignore[arg-type]
    return config


class SettingsCards(Extension):
    """Replaces each table whose first column is one of HEADS."""

    def extendMarkdown(self, md: Markdown) -> None:
        # After the inline patterns (20), before the columns are named (15).
        md.treeprocessors.register(_Cards(md), "settings-cards", 16)


class _Cards(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, table in enumerate(parent):
                head = table.find("./thead/tr/th") if table.tag == "table" else None
                if head is not None and (title := "".join(head.itertext()).strip()) in HEADS:
                    parent[place] = _card(table, title)


def _card(table: Element, title: str) -> Element:
    card = Element("div", {"class": "settings"})
    line = SubElement(card, "p", {"class": "form__address"})
    SubElement(line, "span", {"class": "form__site form__site--github"}).text = "GitHub"
    SubElement(line, "span").text = title
    fields = SubElement(card, "dl")
    for row in table.iterfind("./tbody/tr"):
        label, value = list(row)[:2]
        label.tag, value.tag = "dt", "dd"
        for cell, switch in ((label, ""), (value, _switch(value))):
            cell.attrib.clear()
            if switch:
                cell.set("class", f"settings__{switch}")
        SubElement(fields, "div").extend([label, value])
    return card


def _switch(value: Element) -> str:
    """`on` or `off` for a box to tick; empty for any other value."""
    first = "".join(value.itertext()).partition(",")[0].strip()
    return first if first in ("on", "off") else ""
