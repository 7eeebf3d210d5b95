"""One page of the built site: ids, headings, images, redirects, and fetched URLs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]

#: Elements whose URL a browser fetches without a click, and the attribute that holds the URL.
FETCHED = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src",
    "audio": "src", "embed": "src", "object": "data", "use": "href",
}  # fmt: skip
#: Values of `rel` whose links a browser does not fetch.
NOT_FETCHED = {"canonical", "prev", "next", "edit"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: An old anchor and the page it redirects to, in the script of overrides/main.html.
MOVED_ANCHOR = re.compile(r'^ *"(?P<anchor>\S+)": "(?P<target>\S+)",$', re.MULTILINE)


class BuiltPage:
    """One HTML file, parsed once."""

    def __init__(self, path: Path) -> None:
        self._html = path.read_text(encoding="utf-8")
        self._tree: Any = lxml.html.document_fromstring(self._html)

    @cached_property
    def ids(self) -> set[str]:
        """Everything that an anchor can name."""
        return {str(value) for value in self._tree.xpath("//@id | //@name")}

    @property
    def heading_levels(self) -> list[int]:
        """1 to 6 for each heading, in order."""
        return [int(heading.tag[1]) for heading in self._tree.iter(*HEADINGS)]

    @property
    def heading_ids(self) -> set[str]:
        return {heading.get("id") for heading in self._tree.iter(*HEADINGS) if heading.get("id")}

    @property
    def tab_ids(self) -> set[str]:
        """Of each tab; a link to it opens it."""
        return {
            str(each) for each in self._tree.xpath("//*[contains(@class, 'tabbed-set')]/input/@id")
        }

    @property
    def images_without_text(self) -> list[str]:
        """The `src` of each image that has no `alt`, or an empty one."""
        return [image.get("src", "") for image in self._tree.iter("img") if not image.get("alt")]

    @property
    def fetched(self) -> list[str]:
        """Each URL that a browser fetches without a click."""
        urls = [element.get(FETCHED[element.tag], "") for element in self._tree.iter(*FETCHED)]
        links = [link for link in self._tree.iter("link") if link.get("rel") not in NOT_FETCHED]
        return urls + [link.get("href", "") for link in links]

    @property
    def links(self) -> list[str]:
        """The `href` of each link that a reader may follow."""
        return [str(href) for href in self._tree.xpath("//a/@href")]

    @property
    def redirect(self) -> str | None:
        """The relative URL of a redirect; None for an ordinary page.

        mkdocs-redirects writes it as a refresh, whose script keeps the anchor.
        """
        for content in self._tree.xpath("//meta[@http-equiv='refresh']/@content"):
            return str(content).partition("url=")[2]
        return None

    @property
    def moved_anchors(self) -> Mapping[str, str]:
        """The old anchors that the front page's script redirects, and their relative URLs."""
        return {found["anchor"]: found["target"] for found in MOVED_ANCHOR.finditer(self._html)}
