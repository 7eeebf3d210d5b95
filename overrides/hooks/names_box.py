"""Adds the box for the reader's own names to pages with names, and writes its table of rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from overrides.hooks.facts import core_schema, read
from overrides.hooks.facts.identity import Identity, identity_of, table
from overrides.hooks.facts.substitution import substitution

PARTIAL = "partials/names-box.html"
SCRIPT = "assets/names/table.js"
#: What the box calls each name.
LABELS = {
    "owner": "Owner on GitHub",
    "repository": "Repository",
    "package": "Package",
    "module": "Import name",
    "workflow": "Workflow file",
    "testpypi": "Environment for TestPyPI",
    "pypi": "Environment for PyPI",
    "team": "Team of reviewers",
}
#: Names that no page has, to see whether a page has any of ours.
_OTHERS = Identity("x-0", "_0_", "x.0", "_0", "_0.yml", "_1", "_2", "x-1")

#: The box of each site, drawn once in a build: each `get_env` would compile its template anew.
_drawn: dict[Path, str] = {}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the table of names and rules for the scripts, which set a global each."""
    _replaced.cache_clear()  # `mkdocs serve` builds again after a name was changed.
    _drawn[_root(config)] = _box(config)
    content = f"(globalThis.names ??= {{}}).table = {json.dumps(_table(config))};\n"
    files.append(File.generated(config, SCRIPT, content=content))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the box behind the title of a page that has names of the project."""
    has_names = _replaced(_root(config))(page.markdown or "") != page.markdown
    if not has_names:
        return html
    # The theme adds a title in front of a page that has none of its own.
    head, title, rest = html.rpartition("</h1>")
    return head + title + _drawn[_root(config)] + rest


def _box(config: MkDocsConfig) -> str:
    """The box, which is the same on all pages."""
    template = config.theme.get_env().get_template(PARTIAL)
    return template.render(labels=LABELS, ours=read(_root(config)).slug)


def _table(config: MkDocsConfig) -> dict[str, object]:
    facts = read(_root(config))
    rules = {
        place: {key: rule[key] for key in ("pattern", "longest", "means")}
        for place, rule in table()["places"].items()
    }
    return {
        "ours": asdict(identity_of(facts)),
        "labels": LABELS,
        "places": rules,
        "contexts": table()["contexts"],
        "kept": table()["kept"],
        "address": facts.site_url.removeprefix("https://").rstrip("/"),
        "notText": core_schema.NOT_TEXT,
    }


@cache
def _replaced(root: Path) -> Callable[[str], str]:
    return substitution(identity_of(read(root)), _OTHERS)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent
