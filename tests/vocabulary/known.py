"""Where a literal on a page comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from overrides.hooks.facts import Facts
from tests.pages.front_matter import FrontMatter
from tests.vocabulary import (
    commands,
    packaging_names,
    page_blocks,
    program_options,
    project_names,
    quotations,
    workflow_words,
)
from tests.vocabulary.terms import Term

#: The page with the table of steps, each named by the beginning of its block.
_ABOUT_BLOCKS = ("docs/explanation/how-tested.md",)
#: Pages about the harness itself may name its parts.
_ABOUT_THE_HARNESS = (
    "docs/reference/architecture.md",
    "docs/reference/conventions.md",
    "docs/reference/log-patterns.md",
    "README.md",
)
_WORD = re.compile(r"[\w-]")
_DEFINED = re.compile(r"^\s*(?:class|def) (\w+)|^(\w+)\b[^=\n]* = ", re.MULTILINE)


class Vocabulary:
    """All sources of literals for the pages of the project in `root`."""

    def __init__(self, root: Path, facts: Facts, terms: Iterable[Term]) -> None:
        self._root, self._facts = root, facts
        self._names = project_names.names(facts)
        self._terms = {literal: term for term in terms for literal in term.literals}
        self._asked: dict[tuple[str, str], str | None] = {}

    def source(self, page: str, literal: str) -> str | None:
        """The source of a literal on a page; None when nothing holds it."""
        if literal in self._names:
            return self._names[literal]
        if (page, literal) not in self._asked:
            self._asked[page, literal] = self._source(page, literal)
        return self._asked[page, literal]

    def _source(self, page: str, literal: str) -> str | None:
        sources: tuple[tuple[str, Callable[[], bool]], ...] = (
            ("a block of the page", lambda: _occurs(literal, page_blocks.text(self._root, page))),
            ("a block of a page", lambda: page in _ABOUT_BLOCKS and self._begins_a_block(literal)),
            ("the example", lambda: project_names.composed(literal, self._facts)),
            ("a file", lambda: project_names.is_file(self._root, literal)),
            ("a message", lambda: quotations.is_said(self._root, literal)),
            ("a code or a page", lambda: literal in quotations.codes(self._root)),
            ("a command", lambda: _is_command(literal)),
            ("a variable", lambda: _is_variable(literal)),
            ("a workflow's key", lambda: workflow_words.is_key(self._root, literal)),
            ("Python packaging", lambda: packaging_names.is_known(literal)),
            ("the harness", lambda: _is_of_the_harness(self._root, page, literal)),
        )  # fmt: skip
        return next((name for name, holds in sources if holds()), None)

    def _begins_a_block(self, literal: str) -> bool:
        """Whether a block begins with it, or has it as its title; `$ ` is the prompt.

        One that is there more than once has its number behind it.
        """
        return re.sub(r" \(\d+\)$", "", literal) in page_blocks.beginnings(self._root)

    def is_name(self, literal: str) -> bool:
        """Whether it is a name of the project, or of its workflow."""
        return literal in self._names

    def term(self, page: str, literal: str) -> Term | None:
        """The entry of terms.toml that allows the literal on the page."""
        term = self._terms.get(literal)
        return term if term and term.allows(page) else None

    def similar(self, literal: str) -> str:
        """`; did you mean …`, or nothing."""
        close = get_close_matches(literal, [*self._names, *self._terms], 1, 0.75)
        return f"; did you mean `{close[0]}`" if close else ""


def _occurs(literal: str, text: str) -> bool:
    """Whether the text has the literal, and not only as a part of a longer word."""
    before = -1
    while (before := text.find(literal, before + 1)) >= 0:
        after = before + len(literal)
        if not _WORD.match(text[before - 1 : before]) and not _WORD.match(text[after : after + 1]):
            return True
    return False


def _is_command(literal: str) -> bool:
    """Whether it is a command, or the options of one, of a program on the pages."""
    if literal.startswith("-"):
        option = literal.split()[0].partition("=")[0]
        return any(option in options for options in program_options.recorded().values())
    found = commands.commands(literal)
    return bool(found) and all(
        commands.known(each) and not commands.problem(each) for each in found
    )


def _is_variable(literal: str) -> bool:
    """Whether a program names it in its help.

    pip reads each option from a variable: https://pip.pypa.io/en/stable/topics/configuration/.
    """
    if literal in program_options.variables():
        return True
    option = literal.removeprefix("PIP_").lower().replace("_", "-")
    return literal.startswith("PIP_") and f"--{option}" in program_options.recorded()["pip install"]


def _is_of_the_harness(root: Path, page: str, literal: str) -> bool:
    """Whether the page may name it: a name in the harness' code, a key of the front matter."""
    if page not in _ABOUT_THE_HARNESS:
        return False
    if literal.removesuffix(":") in FrontMatter.model_fields:
        return True
    return literal in _defined(root)


@cache
def _defined(root: Path) -> frozenset[str]:
    rooms = (
        "confinement",
        "evaluate",
        "guide",
        "lint",
        "pages",
        "sandbox",
        "terminal",
        "vocabulary",
    )
    folders = [root / "overrides/hooks", *(root / "tests" / room for room in rooms)]
    files = (path for folder in folders for path in folder.rglob("*.py"))
    texts = (path.read_text(encoding="utf-8") for path in files)
    return frozenset(name for text in texts for found in _DEFINED.findall(text) for name in found)
