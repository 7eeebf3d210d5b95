"""Writes `changes.atom`, the feed of the changes that docs/what-changed.md lists (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

PAGE, FEED = "what-changed.md", "changes.atom"
NAMESPACE = "http://www.w3.org/2005/Atom"
#: A change is a heading whose address has its date, `changes-2026-11-27`, and what follows it.
_CHANGE = re.compile(
    r'(?P<head><h3 id="(?P<id>changes-(?P<date>\d{4}-\d\d-\d\d)[\w-]*)">(?P<title>.*?)'
    r'<a class="headerlink".*?</h3>)(?P<text>.*?)(?=<h[123]|\Z)',
    re.DOTALL,
)
_HEADING = re.compile(r"^### .*\{#changes-(?P<date>\d{4}-\d\d-\d\d)[\w-]*\}$", re.MULTILINE)
_HREF = re.compile(r'(?<=href=")[^"]+')


@dataclass(frozen=True)
class Change:
    """One entry; `text` is HTML with whole addresses."""

    address: str
    day: date
    title: str
    text: str


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Shows below the heading of each change its date."""
    return _HEADING.sub(_dated, markdown) if page.file.src_uri == PAGE else markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Writes the feed."""
    if page.file.src_uri != PAGE or not config.site_url:
        return html
    changes = list(read(html, page.canonical_url or ""))
    if not changes:
        raise PluginError(f"docs/{PAGE}: no heading has an address such as changes-2026-11-27.")
    Path(config.site_dir).mkdir(parents=True, exist_ok=True)
    (Path(config.site_dir) / FEED).write_bytes(feed(changes, config))
    return html


def read(html: str, address: str) -> Iterator[Change]:
    """The changes in a page's HTML, which stands at the address. Raises ValueError for no date."""
    for found in _CHANGE.finditer(html):
        here = f"{address}#{found['id']}"
        text = _HREF.sub(lambda href: urljoin(address, unescape(href[0])), found["text"].strip())
        title = unescape(re.sub("<.*?>", "", found["title"])).strip()
        yield Change(here, date.fromisoformat(found["date"]), title, text)


def feed(changes: list[Change], config: MkDocsConfig) -> bytes:
    """The feed, the newest change first."""
    site = config.site_url or ""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}feed")
    _add(root, "title", f"{config.site_name}: changes")
    _add(root, "id", urljoin(site, FEED))
    _add(root, "link", rel="self", href=urljoin(site, FEED))
    _add(root, "link", rel="alternate", href=changes[0].address.partition("#")[0])
    _add(root, "updated", _time(max(change.day for change in changes)))
    _add(_add(root, "author"), "name", config.repo_name or "")
    for change in sorted(changes, key=lambda each: each.day, reverse=True):
        entry = _add(root, "entry")
        _add(entry, "title", change.title)
        _add(entry, "id", change.address)
        _add(entry, "link", rel="alternate", href=change.address)
        _add(entry, "updated", _time(change.day))
        _add(entry, "content", change.text, type="html")
    ElementTree.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root) + b"\n"


def _add(
    parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    child.text = text
    return child


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _dated(found: re.Match[str]) -> str:
    day = date.fromisoformat(found["date"])
    return f'{found[0]}\n\n<time datetime="{day.isoformat()}">{day.day} {day:%B %Y}</time>'
