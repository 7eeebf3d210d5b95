"""Opens a failure page: one sentence of answer, who prints the message, and its other wordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import indent
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from overrides.hooks.failures import message_code

#: Headings of a failure page, and the id that each had under its first name; links to it exist.
FIRST_IDS = {
    "Error message": "you-see",
    "Symptoms": "you-see",
    "Similar errors": "not-this",
}


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Only the Markdown of a page with a symptom is changed."""
    return opened(markdown, page.meta) if "symptom" in page.meta else markdown


def opened(markdown: str, front: Mapping[str, Any]) -> str:
    """The Markdown with the parts that the front matter holds, each at its heading."""
    lines = [f"{front['description']}\n{{ .answer }}\n"] if front.get("description") else []
    for line in markdown.split("\n"):
        heading = line.removeprefix("## ") if line.startswith("## ") else ""
        if heading in FIRST_IDS:
            lines.append(f'<div id="{FIRST_IDS[heading]}"></div>\n')
        if heading == "Why" and front.get("also"):
            lines.append(f'??? quote "Other wordings"\n\n{indent(_list(front["also"]), "    ")}\n')
        lines.append(line)
        if heading == "Error message" and front["says"]:
            lines.append(f"\n{_printed_by(front['who'])}")
    return "\n".join(lines)


def _printed_by(programs: Sequence[str]) -> str:
    *most, last = programs
    return f"Printed by {', '.join(most)} and {last}:" if most else f"Printed by {last}:"


def _list(messages: Sequence[str]) -> str:
    return "\n".join(f"- {message_code(message)}" for message in messages)
