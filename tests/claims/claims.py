"""Finds the sentences of the pages that say how a service or a program behaves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from overrides.hooks.facts import PUBLISH
from tests.vocabulary import quotations, texts
from tests.vocabulary.page_lines import Line
from tests.vocabulary.spans import Span
from tests.vocabulary.statements import Statement

#: The services, what belongs to them, the programs of others, and who may do what.
_SERVICE = re.compile(
    r"\b(?:Test)?PyPI\b|\bGitHub\b|\bSigstore\b|[Pp]ublishers?\b"
    r"|\b(?:API|identity|upload) tokens?\b|[Rr]equired reviewer|\b(?:pip|twine|uv|gh)\b"
    r"|(?i:\b(?:owners?|maintainers?|administrators?|reviewers?|re-runs?)\b)"
)
#: What turns a sentence into its opposite when it is left out, added or replaced.
_TURNS = re.compile(
    r"\b(?:must|may|can|cannot|will|does|do|did|not|never|no|none|only|always|every|each|before"
    r"|after|until|once|first|then|without|instead|unless|owners?|maintainers?|administrators?"
    r"|reviewers?|authors?|allows?|refuses?|accepts?|rejects?|needs?|requires?)\b|\d|n't\b",
    re.IGNORECASE,
)
#: The section of a failure page about the cause.
_CAUSE = "Why"
#: Pages about this project, which its other tests check.
ABOUT_US = {
    "docs/explanation/how-tested.md", "docs/reference/architecture.md",
    "docs/reference/conventions.md", "docs/reference/log-patterns.md",
}  # fmt: skip
_KINDS = ("title", "paragraph", "td", "html")
_SHOWN = ("text", "mermaid")
_ECHO = re.compile(r"\becho \"(?P<text>[^\"]*\s[^\"]*)\"")
_DIGITS = 12


@dataclass(frozen=True)
class Claim:
    """A sentence, or a row of a table, with its statement."""

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


def pages(root: Path) -> list[str]:
    """The texts that say how services behave: pages, the workflow, the table of differences."""
    paths = sorted((root / "docs").rglob("*.md"))
    names = [each.relative_to(root).as_posix() for each in paths]
    return [*(name for name in names if name not in ABOUT_US), PUBLISH, texts.DIFFERENCES]


def claims(root: Path, page: str) -> list[Claim]:
    """The claims of a page: its sentences, the rows of its tables, the blocks that nothing runs."""
    found = (Claim(each) for each in texts.read(root, root / page) if is_claim(each))
    return [*_without_repeated_rows(found), *_shown(root, page)]


def _shown(root: Path, page: str) -> Iterator[Claim]:
    """What no run holds: blocks that are only shown, and what the workflow tells people."""
    for line, text in _blocks(root, page) if page.endswith(".md") else _printed(root / page):
        yield Claim(Statement(page, "shown", (Span("text", text, line),)))


def _blocks(root: Path, page: str) -> Iterator[Line]:
    fences = quotations.pages(root).page(page).fences
    return ((each.line, each.text) for each in fences if each.language in _SHOWN)


def _printed(path: Path) -> Iterator[Line]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := _ECHO.search(line):
            yield number, found["text"]


def is_claim(statement: Statement) -> bool:
    """Whether it names a service, or says under "Why" what can be turned round.

    A title and a description say in one sentence what the page is about.
    """
    if statement.kind not in _KINDS:
        return False
    words = statement.row or statement.words
    return statement.kind == "title" or bool(
        _SERVICE.search(words) or (_CAUSE in statement.context and _TURNS.search(words))
    )


def _without_repeated_rows(found: Iterator[Claim]) -> Iterator[Claim]:
    """Each cell of a row has the whole row."""
    last = ""
    for claim in found:
        row = claim.statement.row and f"{claim.statement.line} {claim.text}"
        if not row or row != last:
            yield claim
        last = row
