"""Gives each page a strict Content-Security-Policy: the site's own files, and no other script."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

#: What a page may use. `data:` is for the icons, which the theme's style has as masks.
POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
#: A policy counts from its place on, so it comes before the first script.
_BEGIN = '<meta charset="utf-8">'
_REDIRECT = 'http-equiv="refresh"'
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_NOT_INLINE = re.compile(r"""\bsrc=|\btype=["']?application/""")


def on_post_build(config: MkDocsConfig) -> None:
    """Adds the policies, once all pages and redirects are written.

    All pages have the same one: the theme changes the page without a load, and the policy of the
    first page then holds for the next.
    """
    files = sorted(Path(config.site_dir).rglob("*.html"))
    pages = {path: path.read_text(encoding="utf-8") for path in files}
    shared = policy(text for text in pages.values() if _REDIRECT not in text)
    for path, text in pages.items():
        own = policy([text]) if _REDIRECT in text else shared
        begin, mark, rest = text.partition(_BEGIN)
        if not mark:
            name = path.relative_to(config.site_dir)
            raise PluginError(f"{name}: no {_BEGIN}; adapt overrides/hooks/security_policy.py.")
        meta = f'{mark}\n<meta http-equiv="Content-Security-Policy" content="{own}">'
        path.write_text(begin + meta + rest, encoding="utf-8")


def policy(pages: Iterable[str]) -> str:
    """The policy that allows the inline scripts of these pages, and no other."""
    found = {_hash(text) for page in pages for text in inline_scripts(page)}
    return POLICY.format(hashes=" ".join(sorted(found)))


def inline_scripts(page: str) -> list[str]:
    """The texts of the scripts that a browser runs from the page itself; data is none."""
    return [
        found["text"]
        for found in _SCRIPT.finditer(page)
        if not _NOT_INLINE.search(found["attributes"])
    ]


def _hash(text: str) -> str:
    """As in https://www.w3.org/TR/CSP3/#grammardef-hash-source."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
