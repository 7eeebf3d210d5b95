"""What the pages of failures say of themselves in their front matter: the only list of symptoms."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import meta

FOLDER = "troubleshooting"
NEEDED = ("says", "who")
#: What the box looks for in a log; see `assets/diagnosis/matching.js`.
PATTERNS = ("says", "also", "means", "hints", "unless")

Failure = Mapping[str, Any]


def read(docs: Path) -> list[Failure]:
    """The front matter of each page of a symptom, by name. Raises PluginError for one in lack."""
    found: list[Failure] = []
    for path in sorted((docs / FOLDER).glob("*.md")):
        _, front = meta.get_data(path.read_text(encoding="utf-8"))
        if "symptom" not in front:
            continue
        for key in NEEDED:
            if not isinstance(front.get(key), list):
                raise PluginError(f"docs/{FOLDER}/{path.name}: add a list `{key}:` to its head.")
        found.append(front)
    return found


def address(symptom: str) -> str:
    """Where a symptom's page is, from the site's root."""
    return f"{FOLDER}/{symptom}/"


def elsewhere(docs: Path) -> list[str]:
    """What makes any match something else: `unless` in the head of the page of all failures."""
    _, front = meta.get_data((docs / FOLDER / "index.md").read_text(encoding="utf-8"))
    return list(front.get("unless", []))


def listed(docs: Path) -> list[dict[str, Any]]:
    """The rows of `symptoms.json`: who looks a log up needs nothing else. Raises PluginError."""
    common = elsewhere(docs)
    return [
        {
            "symptom": front["symptom"],
            "url": address(front["symptom"]),
            "description": front.get("description", ""),
            **{key: front.get(key, []) for key in PATTERNS},
            "unless": [*front.get("unless", []), *common],
        }
        for front in read(docs)
    ]
