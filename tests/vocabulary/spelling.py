"""Words that are neither English nor in words.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from spellchecker import SpellChecker

WORDS = Path(__file__).parent / "words.txt"
#: A word of letters; not a part of a path, an address, an option or a variable.
_WORD = re.compile(r"(?<![\w./@$<{%:=-])[A-Za-z]{3,}(?:'[a-z]+)?(?![\w/@(=]|[.:]\w|-\d)")
_POSSESSIVE = re.compile(r"'s?$")


def problems(text: str) -> Iterator[str]:
    """What is wrong with each unknown word, as the end of a sentence."""
    for word in words(text):
        if not (is_english(word) or is_ours(word)):
            close = _english().correction(word.lower())
            hint = f"did you mean `{close}`" if close and close != word.lower() else "correct it"
            yield f"`{word}` is not a known word; {hint}, or add it to words.txt"


def words(text: str) -> list[str]:
    """The words of a text, without a possessive ending."""
    return [_POSSESSIVE.sub("", word) for word in _WORD.findall(text)]


@cache
def is_english(word: str) -> bool:
    """Whether the dictionary has the word."""
    return word.lower() in _english()


def is_ours(word: str) -> bool:
    """Whether words.txt has it; a word at the start of a sentence has a capital."""
    return word in ours() or word[0].lower() + word[1:] in ours()


@cache
def ours() -> frozenset[str]:
    """The words of words.txt: names and terms that no dictionary has."""
    return frozenset(WORDS.read_text(encoding="utf-8").split())


@cache
def _english() -> SpellChecker:
    return SpellChecker("en")
