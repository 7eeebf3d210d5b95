"""Renders a `form` fence as a card: one row per field, each value with a copy button."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

CARD = """<div class="form"{optional}>
<p class="form__address">{do} <a href="{url}">{url}</a></p>
<dl>
{rows}
</dl>
</div>"""
ROW = """<div><dt>{label}</dt><dd><code>{value}</code>
<button class="md-icon form__copy" title="Copy" aria-label="Copy {label}"
 data-clipboard-text="{value}"></button></dd></div>"""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Registers the fence with SuperFences: mkdocs.yml cannot name a function in overrides/."""
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    fences = superfences.setdefault("custom_fences", [])
    fences.append({"name": "form", "class": "form", "format": render, "validator": accept})
    return config


def accept(
    language: str,
    inputs: Mapping[str, str],
    options: MutableMapping[str, str],
    attrs: MutableMapping[str, str],
    md: Any,
) -> bool:
    """True when the fence has a title, which is the form's address, and no unknown attribute."""
    options.update(inputs)
    return {"title"} <= set(inputs) <= {"title", "refused", "data-optional"}


def render(
    source: str,
    language: str,
    css_class: str,
    options: Mapping[str, str],
    md: Any,
    **_: Any,
) -> str:
    """The card; each line of `source` is `Label: value` or blank. Without fields it is a button."""
    fields = [line for line in source.splitlines() if line.strip()]
    do = "Fill in" if fields else "Open and confirm"
    reason = options.get("data-optional")
    return CARD.format(
        do=do,
        url=escape(options["title"]),
        rows="\n".join(map(_row, fields)),
        optional=f' data-optional="{escape(reason)}"' if reason else "",
    )


def _row(line: str) -> str:
    """The row of one field; a value may contain colons, a label may not."""
    label, _, value = line.partition(":")
    return ROW.format(label=escape(label.strip()), value=escape(value.strip()))
