"""A built page as its tests see it: what a browser would fetch, and how it is made up."""

import re
from html.parser import HTMLParser
from pathlib import Path

# What a browser fetches by itself; `a` and `link rel=canonical` are only followed by a person.
FETCHED = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src",
    "audio": "src", "embed": "src", "object": "data", "use": "href",
}  # fmt: skip
NOT_FETCHED = {"canonical", "prev", "next", "edit"}


class Page(HTMLParser):
    """One built page: what it fetches, its ids, its headings' levels and ids, its bare images."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.ids: set[str] = set()
        self.levels: list[int] = []
        self.anchors: set[str] = set()
        self.bare_images: list[str] = []
        self.feed(path.read_text())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.ids |= {given[key] for key in ("id", "name") if key in given}
        if tag in FETCHED:
            self.fetched.append(given.get(FETCHED[tag], ""))
        if tag == "link" and given.get("rel") not in NOT_FETCHED:
            self.fetched.append(given.get("href", ""))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
            self.anchors |= {given["id"]} if given.get("id") else set()
        if tag == "img" and not given.get("alt"):
            self.bare_images.append(given.get("src", ""))
