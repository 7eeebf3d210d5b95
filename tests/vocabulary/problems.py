"""What a text says that no source holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from overrides.hooks.facts import Facts
from tests.vocabulary import (
    characters,
    limits,
    links,
    prose_names,
    quantities,
    spelling,
    tags,
    terms,
    texts,
    which_index,
)
from tests.vocabulary.known import Vocabulary
from tests.vocabulary.limits import Limit
from tests.vocabulary.spans import Span
from tests.vocabulary.statements import Statement


@dataclass(frozen=True)
class Problem:
    """`literal` in line `line` of `page` is wrong; `kind` is the check that found it."""

    page: str
    line: int
    kind: str
    literal: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Checks:
    """The checks of a project's texts, and which entries of their lists were needed."""

    root: Path
    facts: Facts
    vocabulary: Vocabulary
    known_limits: tuple[Limit, ...]

    def problems(self, path: Path) -> Iterator[Problem]:
        """All problems of one file, in the order of the checks."""
        page = path.relative_to(self.root).as_posix()
        for line, text in characters.problems(path.read_text(encoding="utf-8")):
            yield Problem(page, line, "character", text.split(" ")[0], text)
        for statement in texts.read(self.root, path):
            yield from self.in_statement(statement)

    def in_statement(self, statement: Statement) -> Iterator[Problem]:
        for span in statement.spans:
            yield from self._of_span(statement.page, span)
        for number in quantities.quantities(statement):
            if not self.limits_of(number):
                text = f"`{number.text}` has no source; correct it, or add it to limits.toml"
                yield Problem(statement.page, statement.line, "number", number.text, text)
        for mix in which_index.mixes(statement, self.facts):
            text = f"`{mix.span.text}` stands in a text about {mix.about}"
            yield Problem(statement.page, mix.span.line, "index", mix.span.text, text)
        for kind, found in (
            ("name", prose_names.problems(statement, self.facts)),
            ("tag", tags.problems(statement)),
            ("spelling", spelling.problems(statement.words)),
        ):
            for text in found:
                yield Problem(statement.page, statement.line, kind, text.split("`")[1], text)

    def limits_of(self, number: quantities.Quantity) -> list[Limit]:
        return [limit for limit in self.known_limits if limit.holds(number)]

    def _of_span(self, page: str, span: Span) -> Iterator[Problem]:
        known = self.vocabulary
        if span.kind == "code" and not (
            known.source(page, span.text) or known.term(page, span.text)
        ):
            text = f"`{span.text}` has no source{known.similar(span.text)}, or add it to terms.toml"
            yield Problem(page, span.line, "code", span.text, text)
        elif span.kind == "wrong" and known.is_name(span.text):
            text = f"`{span.text}` is marked as wrong, and it is right"
            yield Problem(page, span.line, "wrong", span.text, text)
        elif span.kind == "link" and (problem := links.problem(span.text)):
            yield Problem(page, span.line, "link", span.text, problem)


def checks(root: Path, facts: Facts) -> Checks:
    """The checks with the lists of this folder."""
    return Checks(root, facts, Vocabulary(root, facts, terms.read()), tuple(limits.read()))
