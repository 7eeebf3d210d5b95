"""Renders a `form` fence as a card that looks like the web page: a field, its value to copy."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from overrides.hooks.form_pages import form_page, instruction, site

CARD = """<div class="form"{optional}>
<p class="form__address"><span class="form__site{site_class}">{site}</span>
 <a href="{url}">{url}</a></p>
{heading}{fields}{button}</div>"""
ROW = """<div><dt>{label}</dt><dd><code>{value}</code>
<button class="md-icon form__copy" title="Copy" aria-label="Copy {label}"
 data-clipboard-text="{value}"></button></dd></div>"""
#: A box to tick has no value to copy.
BOX = """<div><dt>{label}</dt><dd class="settings__{state}" data-box="{label}: {value}">{value}</dd>
</div>"""
BOXES = {"ticked": "on", "on": "on", "off": "off"}
#: What to do on a page that is shown without a form.
END = '<p class="form__end">{}</p>\n'
HEADING = '<p class="form__heading">{}</p>\n'
BUTTON = '<p class="form__end">Press <span class="form__button">{}</span></p>\n'


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
    url, reason = options["title"], options.get("data-optional")
    page = form_page(url, {line.partition(":")[0].strip() for line in fields})
    end = "" if fields else END.format(escape(instruction(url, "this page")))
    name, colour = site(url)
    return CARD.format(
        site=escape(name),
        site_class=f" form__site--{colour}" if colour else "",
        url=escape(url),
        heading=HEADING.format(escape(page.heading)) if page and page.heading else "",
        fields="\n".join(["<dl>", *map(_row, fields), "</dl>\n"]) if fields else "",
        button=BUTTON.format(escape(page.button)) if page else end,
        optional=f' data-optional="{escape(reason)}"' if reason else "",
    )


def _row(line: str) -> str:
    """The row of one field; a value may contain colons, a label may not."""
    label, _, value = line.partition(":")
    label, value = label.strip(), value.strip()
    if value in BOXES:
        return BOX.format(label=escape(label), value=value, state=BOXES[value])
    return ROW.format(label=escape(label), value=escape(value))
