"""The words of the patterns with which the box finds a page: each is spelt as texts have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from overrides.hooks.failures import lookup
from tests import ROOT
from tests.vocabulary import spelling

pytestmark = pytest.mark.drift

LOGS = ROOT / "tests/diagnose/logs"
#: Words of programs and people that no text here has.
LIST = ROOT / "tests/diagnose/words_of_logs.txt"
_WORD = re.compile(r"[a-z_]{3,}")
#: The keys of loose patterns. Those of quoted messages are compared with the messages.
_LOOSE = ("means", "hints", "unless")


@cache
def known() -> frozenset[str]:
    """The words of the logs, of the text of the pages, and of what the stand-ins say."""
    files = [*LOGS.iterdir(), *(ROOT / "tests/sandbox").rglob("refusals.toml")]
    found = [path.read_text(encoding="utf-8") for path in files]
    for path in (ROOT / "docs").rglob("*.md"):
        found.append(re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL))
    return frozenset(_WORD.findall("\n".join(found).lower()))


@cache
def listed() -> frozenset[str]:
    return frozenset(LIST.read_text(encoding="utf-8").split())


def patterns(rows: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each loose pattern with the page that it is for."""
    for row in rows["symptoms"]:
        yield from ((row["symptom"], each) for key in _LOOSE for each in row[key])
    yield from (("index", each) for each in rows["unless"])
    yield from (("index", each) for one in rows["elsewhere"] for each in one["means"])


def unknown(pattern: str) -> list[str]:
    """The words of a pattern that no text has; `word*` is the start of one."""
    words = re.findall(rf"{_WORD.pattern}\*?", pattern.lower())
    return [word for word in words if not _occurs(word)]


def _occurs(word: str) -> bool:
    if word.endswith("*"):
        return any(each.startswith(word[:-1]) for each in known())
    return word in known() or spelling.is_english(word) or spelling.is_ours(word)


@cache
def in_no_text() -> tuple[tuple[str, str], ...]:
    """Each word of a pattern that no text has, with its page and pattern."""
    return tuple(
        (word.rstrip("*"), f"docs/troubleshooting/{page}.md: `{word}` in `{pattern}`")
        for page, pattern in patterns(lookup(ROOT / "docs"))
        for word in unknown(pattern)
    )


def test_each_word_of_a_pattern_is_in_a_text_or_a_dictionary() -> None:
    found = [place for word, place in in_no_text() if word not in listed()]
    assert not found, "\n".join(found)


def test_each_word_of_the_list_is_needed() -> None:
    unneeded = sorted(listed() - {word for word, _ in in_no_text()})
    assert not unneeded, f"{LIST.relative_to(ROOT)}: remove {unneeded}"


@pytest.mark.parametrize(
    "pattern",
    ["no artifacts|artigacts", "too similar to … exisuing project", "named-scikiu_build_core"],
)
def test_a_misspelt_word_is_found(pattern: str) -> None:
    assert unknown(pattern)
