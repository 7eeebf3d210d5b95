"""Finds the sentences that readers see: each can be true or false, and no run notices which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from overrides.hooks.facts import PUBLISH
from tests.vocabulary import quotations, texts
from tests.vocabulary.page_lines import Line
from tests.vocabulary.spans import Span
from tests.vocabulary.statements import Statement

_SHOWN = ("text", "mermaid")
_ECHO = re.compile(r"\becho \"(?P<text>[^\"]*\s[^\"]*)\"")
_DIGITS = 12


@dataclass(frozen=True)
class Claim:
    """A sentence, a heading or a row of a table, with its statement."""

    statement: Statement

    @property
    def text(self) -> str:
        return " ".join((self.statement.row or self.statement.text).split())

    @property
    def digest(self) -> str:
        """In decimal digits, which no spell checker reads."""
        number = int.from_bytes(sha256(self.text.encode()).digest())
        return str(number % 10**_DIGITS).zfill(_DIGITS)

    @property
    def place(self) -> str:
        return f"{self.statement.page}:{self.statement.line}"


def files(root: Path) -> list[str]:
    """The files whose texts readers see."""
    return [each.relative_to(root).as_posix() for each in texts.files(root)]


def claims(root: Path, file: str) -> list[Claim]:
    """The claims of a file: its sentences, the rows of its tables, the blocks that nothing runs."""
    return [*of(texts.read(root, root / file)), *_shown(root, file)]


def of(statements: Iterable[Statement]) -> Iterator[Claim]:
    """The claims in statements: each cell of a row has the whole row, which counts once."""
    last = ""
    for claim in map(Claim, statements):
        row = claim.statement.row and f"{claim.statement.line} {claim.text}"
        if claim.text and (not row or row != last):
            yield claim
        last = row


def _shown(root: Path, file: str) -> Iterator[Claim]:
    """What no run holds: who prints a message, blocks that are shown, what the workflow prints."""
    for line, text in (*_speakers(root, file), *_blocks(root, file), *_printed(root, file)):
        yield Claim(Statement(file, "shown", (Span("text", text, line),)))


def _speakers(root: Path, page: str) -> Iterator[Line]:
    """The messages of a failure page with the programs that print them, as the page names them."""
    if page.startswith("docs/"):
        found = quotations.pages(root).page(page)
        who = found.front.who
        programs = who if isinstance(who, str) else ", ".join(who)
        if programs:
            yield found.key_lines["who"], f"{'; '.join(found.front.says)}: {programs}"


def _blocks(root: Path, page: str) -> Iterable[Line]:
    if not page.startswith("docs/"):
        return ()
    fences = quotations.pages(root).page(page).fences
    return ((each.line, each.text) for each in fences if each.language in _SHOWN)


def _printed(root: Path, file: str) -> Iterator[Line]:
    if file != PUBLISH:
        return
    for number, line in enumerate((root / file).read_text(encoding="utf-8").splitlines(), 1):
        if found := _ECHO.search(line):
            yield number, found["text"]
