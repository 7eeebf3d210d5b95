"""The addresses of a built site, and where each of them leads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from tests.site.built_page import Page

LIST = Path(__file__).with_name("published.txt")
#: Written by the redirects plugin: it sends the anchor along.
SENT_ON = re.compile(r'<meta http-equiv="refresh" content="0; url=(?P<target>[^"]*)"')
#: Written by overrides/main.html: anchors of the front page that were elsewhere before.
MOVED = re.compile(r'^ *"(?P<anchor>\S+)": "(?P<target>\S+)",$', re.MULTILINE)


def published() -> list[str]:
    """The list, such as `setup/pypi/` and `setup/pypi/#confirm`, from the site's root."""
    return LIST.read_text(encoding="utf-8").split()


@cache
def pages(site: Path) -> dict[str, Path]:
    """Each page's file by its address; the 404 page stands at none."""
    return {address(path.relative_to(site)): path for path in site.rglob("index.html")}


@cache
def page(path: Path) -> Page:
    """A built page, parsed once: there are ten headings a page to look for."""
    return Page(path)


def address(path: Path) -> str:
    """`setup/pypi/` for `setup/pypi/index.html`."""
    return "" if path.parent == Path() else f"{path.parent.as_posix()}/"


def addresses(site: Path) -> set[str]:
    """All that can be linked: pages, and headings."""
    found = set()
    for where, path in pages(site).items():
        found.add(where or "./")
        found |= {f"{where}#{anchor}" for anchor in page(path).anchors}
    return found


def missing(site: Path, wanted: str) -> str | None:
    """Why an address leads nowhere, as the end of a sentence; None when it leads somewhere."""
    known = pages(site)
    where, _, anchor = wanted.removeprefix("./").partition("#")
    if where not in known:
        return "no page is there"
    text = known[where].read_text(encoding="utf-8")
    if found := SENT_ON.search(text):
        where = urljoin(f"/{where}", found["target"]).lstrip("/")
        text = known[where].read_text(encoding="utf-8")
    if not anchor or anchor in page(known[where]).ids or anchor in _moved(where, text):
        return None
    return f"{where or 'the front page'} has no such heading"


def _moved(where: str, text: str) -> Mapping[str, str]:
    """The anchors that a page's script sends on."""
    return {} if where else {each["anchor"]: each["target"] for each in MOVED.finditer(text)}
