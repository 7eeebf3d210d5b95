"""The anchors that programs give to the headings of plain Markdown, which has no `{#id}`."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from html import unescape

_ELEMENT = re.compile(
    r'<h[2-6][^>]*\bid="(?P<heading>[^"]+)"[^>]*>(?P<title>.*?)</h[2-6]>|\bid="(?P<other>[^"]+)"',
    re.DOTALL,
)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@lru_cache(maxsize=256)
def anchors(html: str) -> dict[str, str]:
    """For each id of a page the anchor of its heading; of another element, of the one above it.

    It is empty above the first heading.
    """
    found: dict[str, str] = {}
    seen: Counter[str] = Counter()
    current = ""
    for element in _ELEMENT.finditer(html):
        if element["heading"]:
            current = slug(unescape(_TAG.sub("", _PERMALINK.sub("", element["title"]))))
            seen[current] += 1
            if seen[current] > 1:
                current = f"{current}-{seen[current] - 1}"
        found[element["heading"] or element["other"]] = current
    return found


def slug(title: str) -> str:
    """As GitHub makes it: small letters, no punctuation, hyphens for blanks."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
