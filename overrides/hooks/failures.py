"""The symptoms, which only the front matter of the troubleshooting pages declares."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import meta

FOLDER = "troubleshooting"
REQUIRED_LISTS = ("says", "who")
#: The patterns that a log is searched for; see `assets/diagnosis/matching.js`.
PATTERNS = ("says", "also", "means", "hints", "unless")

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
    """The rows of `symptoms.json`, which are the input for matching a log. Raises PluginError.

    The `unless` patterns of `troubleshooting/index.md` apply to every symptom.
    """
    common = _front_matter(docs / FOLDER / "index.md").get("unless", [])
    return [
        {
            "symptom": front["symptom"],
            "url": f"{FOLDER}/{front['symptom']}/",
            "description": front.get("description", ""),
            **{key: front.get(key, []) for key in PATTERNS},
            "unless": [*front.get("unless", []), *common],
        }
        for front in read_failures(docs)
    ]


def _front_matter(path: Path) -> Failure:
    _, front = meta.get_data(path.read_text(encoding="utf-8"))
    return front
