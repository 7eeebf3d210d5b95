"""The symptoms, which only the front matter of the troubleshooting pages declares."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import meta
from pymdownx.slugs import slugify  # type: ignore[import-untyped]

FOLDER = "troubleshooting"
REQUIRED_LISTS = ("says", "who")
#: The patterns that a log is searched for; see `assets/diagnosis/matching.js`.
PATTERNS = ("says", "also", "means", "hints", "unless")
_SLUG = slugify(case="lower")

Failure = Mapping[str, Any]


def read_failures(docs: Path) -> list[Failure]:
    """The front matter of each symptom's page, sorted by file name.

    Raises PluginError for a page that lacks one of REQUIRED_LISTS.
    """
    found: list[Failure] = []
    for path in sorted((docs / FOLDER).glob("*.md")):
        front = _front_matter(path)
        if "symptom" not in front:
            continue
        for key in REQUIRED_LISTS:
            if not isinstance(front.get(key), list):
                place = f"docs/{FOLDER}/{path.name}"
                raise PluginError(f"{place}: the front matter has no list `{key}:`; add it.")
        found.append(front)
    return found


def symptom_rows(docs: Path) -> list[dict[str, Any]]:
    """The rows of `symptoms.json`. Raises PluginError."""
    return [
        {
            "symptom": front["symptom"],
            "title": front.get("title", front["symptom"]),
            "url": f"{FOLDER}/{front['symptom']}/",
            "description": front.get("description", ""),
            "silent": bool(front.get("silent")),
            **{key: front.get(key, []) for key in PATTERNS},
            "tabs": [_tab(front["symptom"], *tab) for tab in front.get("tabs", {}).items()],
        }
        for front in read_failures(docs)
    ]


def lookup(docs: Path) -> dict[str, Any]:
    """All that matching a log needs. Raises PluginError.

    `unless` and `elsewhere` stand in the front matter of `troubleshooting/index.md`.
    """
    common = _front_matter(docs / FOLDER / "index.md")
    publishers = common.get("elsewhere", {})
    return {
        "symptoms": symptom_rows(docs),
        "unless": common.get("unless", []),
        "elsewhere": [{"name": name, **publisher} for name, publisher in publishers.items()],
    }


def _tab(symptom: str, name: str, when: list[str]) -> dict[str, Any]:
    """A tab of a page; its address is the one that pymdownx.tabbed gives it in mkdocs.yml."""
    return {"name": name, "url": f"{FOLDER}/{symptom}/#{_SLUG(name, '-')}", "when": when}


def message_code(message: str) -> str:
    """The message as inline code; one with backticks is put between two of them."""
    message = " ".join(message.split())
    return f"`` {message} ``" if "`" in message else f"`{message}`"


def _front_matter(path: Path) -> Failure:
    _, front = meta.get_data(path.read_text(encoding="utf-8"))
    return front
