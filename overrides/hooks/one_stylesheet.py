"""Joins the style sheets of a page into one file, which a browser waits for once, not six times."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

_LINK = re.compile(
    r'[ \t]*<link rel="stylesheet" href="(?P<root>[^"]*?)(?P<path>assets/[^"]+)">\n?'
)
#: Where the source of one of them is, which is none of the whole.
_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/")
_HASH_DIGITS = 8


def on_post_build(config: MkDocsConfig) -> None:
    """Joins them in the order of the links, so that the same rules win."""
    site, joined = Path(config.site_dir), set[str]()
    join = cache(lambda paths: _join(site, paths))
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        links = list(_LINK.finditer(text))
        if links:
            paths = tuple(link["path"] for link in links)
            joined.update(paths)
            one = f'<link rel="stylesheet" href="{links[0]["root"]}{join(paths)}">\n'
            begin, end = links[0].span()
            page.write_text(text[:begin] + one + _LINK.sub("", text[end:]), encoding="utf-8")
    for path in joined:
        (site / path).unlink()


def _join(site: Path, paths: tuple[str, ...]) -> str:
    """The path of a new file with the text of all of them; its name changes with the text."""
    parts = [(site / path).read_text(encoding="utf-8") for path in paths]
    text = _MAP.sub("", "\n".join(parts))
    name = f"assets/stylesheets/{sha256(text.encode()).hexdigest()[:_HASH_DIGITS]}.css"
    (site / name).write_text(text, encoding="utf-8")
    return name
