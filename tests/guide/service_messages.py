"""The messages of the stand-ins, from their catalogues, as patterns with `…` for what varies."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from tests import ROOT

#: A status that a client writes before a service's message.
_STATUS = re.compile(r"^(HTTP )?(Error )?\d{3}:? ")


@cache
def messages() -> dict[str, tuple[str, ...]]:
    """The messages of each symptom."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests/sandbox").rglob("refusals.toml")):
        for slug, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            text = re.sub(r"\{[^{}]*\}", "…", entry["says"])
            found.setdefault(entry.get("symptom", slug), []).append(text)
    return {symptom: tuple(texts) for symptom, texts in found.items()}


def is_recorded(symptom: str, message: str) -> bool:
    """Whether the longest piece of the message stands in one that a service has for the symptom."""
    piece = max((part.strip() for part in _STATUS.sub("", message).split("…")), key=len)
    return any(piece in text for text in messages().get(symptom, ()))
