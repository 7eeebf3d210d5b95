"""Finds what plain English avoids: clichés and archaisms by proselint, and the words of a list."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count
from pathlib import Path

from proselint.checks import __register__  # type: ignore[import-untyped]
from proselint.config import DEFAULT, Config  # type: ignore[import-untyped]
from proselint.registry import CheckRegistry  # type: ignore[import-untyped]
from proselint.tools import LintFile  # type: ignore[import-untyped]

from tests.vocabulary.statements import Statement

LIST = Path(__file__).with_name("plain_english.toml")
#: Typography is for print: the pages show what a reader types and a program prints.
_CONFIG: Config = {**DEFAULT, "checks": {**DEFAULT["checks"], "typography": False}}
#: Between two statements, so that a word that ends one and begins the next is not doubled.
_BREAK = "\n¶\n"
#: The heading of a column of sentences to avoid.
BEFORE = "Instead of"
_CODE = re.compile(r"`[^`]*`")


def problems(statements: Sequence[Statement]) -> Iterator[str]:
    """A sentence for each word or phrase of one file that is better avoided.

    A table's column `Instead of` shows such words on purpose.
    """
    statements = [each for each in statements if BEFORE not in each.context]
    for statement in statements:
        for words, write in avoided():
            if found := words.search(_CODE.sub("`", statement.text)):
                yield f"{statement.page}:{statement.line}: `{found[0]}`: write {write}"
    yield from _of_proselint(statements)


@cache
def avoided() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each pattern of the list, and what to write instead."""
    entries = tomllib.loads(LIST.read_text(encoding="utf-8"))["avoid"]
    return tuple(
        (re.compile(rf"\b(?:{entry['words']})(?![\w-])", re.IGNORECASE), entry["write"])
        for entry in entries
    )


def _of_proselint(statements: Sequence[Statement]) -> Iterator[str]:
    """What proselint finds in the texts, each with the place of its statement."""
    _register()
    number = count()  # Two pieces of code, one after the other, are no doubled word.
    texts = [
        _CODE.sub(lambda _: f"code{next(number)}", each.text).replace("\n", " ")
        for each in statements
    ]
    content = _BREAK.join(texts)
    if not content.strip():
        return
    for found in LintFile(statements[0].page, content).lint(_CONFIG):
        line, _ = found.pos
        statement = statements[min(line // 2, len(statements) - 1)]
        yield f"{statement.page}:{statement.line}: {found.check_result.message}"


@cache
def _register() -> None:
    CheckRegistry().register_many(__register__)
