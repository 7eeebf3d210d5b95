"""Names in sentences that are not written as code: misspelt, or of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from overrides.hooks.facts import Facts
from tests.vocabulary.statements import Statement

#: Names of services and programs, as they write themselves.
PROPER_NAMES = (
    "PyPI", "TestPyPI", "GitHub", "Sigstore", "MkDocs", "Sybil", "BigQuery", "CycloneDX", "Poetry",
    "Linux", "Python", "JavaScript", "Markdown", "YAML", "JSON", "HTML",
)  # fmt: skip
#: The words that stand before a noun whose names are written as code.
QUALIFIERS = {
    "environment": "a an and any both check computed every github its managing no of one pypi"
    " testpypi that the their these this virtual which your",
    "workflow": "a an and another any approval called calling each else's for guide's its keeps"
    " match matching new next no of old one or publishing real reusable run same start such that"
    " the this to update which whole whose your",
    "job": "a all an another any build building called calling each every failed first from guide's"
    " its last later next no of one other own publishing same sbom second single that the this to"
    " two waiting which your",
    "secret": "a an any its no old older or own the this two whose your",
    "team": "a and its no one or same the your",
    "trigger": "a any its no the this two",
    "input": "a action's an and its no other such the these this whose",
    "branch": "a any default deployment kind no of one or protected that the this your",
}
_WORD = re.compile(r"\w(?:[\w./-]*\w)?")
_NOUN = re.compile(rf"(?P<word>[\w'-]+) (?P<noun>{'|'.join(QUALIFIERS)})s?\b")
#: A word is a misspelt name when so much of it is the name.
_CLOSE = 0.85
#: Letters that a misspelt name has more or less.
_LONGER = 3


def problems(statement: Statement, facts: Facts) -> Iterator[str]:
    """What is wrong with the words outside code, as the end of a sentence."""
    names = tuple(_names(facts))
    for word in _WORD.findall(statement.words):
        if word not in names and (right := _proper(word) or _name(word, names)):
            yield f"`{word}` is not a name; did you mean `{right}`"
    for found in _NOUN.finditer(statement.words):
        word, noun = found["word"].lower(), found["noun"]
        if word not in QUALIFIERS[noun].split():
            yield f"unknown {noun} `{found['word']}`; write its name as code, or add the word to"\
                " QUALIFIERS in tests/vocabulary/prose_names.py"  # fmt: skip


@cache
def _proper(word: str) -> str | None:
    """The name that the word is with other capitals."""
    return next((n for n in PROPER_NAMES if n.lower() == word.lower() and n != word), None)


def _names(facts: Facts) -> Iterator[str]:
    yield from (facts.slug, facts.package, facts.workflow.file)
    yield from (each.name for each in facts.workflow.environments)
    yield from (each.job for each in facts.workflow.environments)


@cache
def _name(word: str, names: tuple[str, ...]) -> str | None:
    """The name that the word is nearly; None for a proper name or a word of its own."""
    if word in PROPER_NAMES:
        return None
    near = (name for name in names if abs(len(name) - len(word)) <= _LONGER)
    return next((n for n in near if _is_close(word.lower(), n)), None)


def _is_close(word: str, name: str) -> bool:
    """The first two ratios are upper bounds of the last one, which takes longest."""
    matcher = SequenceMatcher(None, word, name)
    ratios = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(ratio() > _CLOSE for ratio in ratios)
