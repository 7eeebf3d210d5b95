"""Takes the comments and the indentation out of the site's own scripts and styles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from rcssmin import cssmin  # type: ignore[import-untyped]
from rjsmin import jsmin  # type: ignore[import-untyped]

#: By the end of a file's name.
MINIFIERS: dict[str, Callable[[str], str]] = {".js": jsmin, ".css": cssmin}
#: Where the theme's own files are, which are minified already.
THEME = ("javascripts", "stylesheets", "images")


def on_post_build(config: MkDocsConfig) -> None:
    """Minifies what `overrides/assets/` and the hooks have published."""
    assets = Path(config.site_dir) / "assets"
    for path in assets.rglob("*"):
        minify = MINIFIERS.get(path.suffix)
        if minify and path.relative_to(assets).parts[0] not in THEME:
            path.write_text(minify(path.read_text(encoding="utf-8")), encoding="utf-8")
