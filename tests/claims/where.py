"""Where a claim can be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.claims.claims import Claim
from tests.vocabulary import limits, quantities, quotations, terms, texts
from tests.vocabulary.statements import Statement

#: Of a page without a source of its own.
_DOCUMENTS = ("https://docs.pypi.org/", "https://docs.github.com/en/actions")
#: Of a text about this project.
_CODE = ("the code",)
_ABOUT_US = {
    "docs/explanation/how-tested.md", "docs/reference/architecture.md",
    "docs/reference/conventions.md", "docs/reference/log-patterns.md", "mkdocs.yml", "README.md",
}  # fmt: skip
_MOST = 3
#: The catalogue of PyPI's refusals names its files.
_WAREHOUSE = "https://github.com/pypi/warehouse/blob/main/"


def where(root: Path, claim: Claim) -> list[str]:
    """The addresses and files to look at, the nearest first."""
    found = [*_near(root, claim.statement), *_refusals(root, claim.statement.page)]
    page = claim.statement.page
    default = _CODE if page in _ABOUT_US else _DOCUMENTS
    return list(dict.fromkeys(found))[:_MOST] or list(default)


def _near(root: Path, statement: Statement) -> Iterator[str]:
    """The links of the sentence, the sources of its numbers and names, the links of its section."""
    yield from _links([statement])
    for number in quantities.quantities(statement):
        yield from (each.source for each in limits.read() if each.holds(number))
    code = {span.text for span in statement.spans if span.kind == "code"}
    for term in terms.read():
        if code.intersection(term.literals) and term.allows(statement.page):
            yield term.source
    page = texts.read(root, root / statement.page)
    yield from _links(each for each in page if each.context[:2] == statement.context[:2])


def _links(statements: Iterable[Statement]) -> Iterator[str]:
    for span in (span for each in statements for span in each.spans):
        if span.kind == "link" and span.text.startswith("https://"):
            yield span.text


def _refusals(root: Path, page: str) -> list[str]:
    """The sources of the refusals that the page explains."""
    if not page.startswith("docs/"):
        return []
    front = quotations.pages(root).page(page).front
    named = {front.symptom, *front.refusals} - {None}
    return [
        re.sub("^(?=warehouse/)", _WAREHOUSE, each["read"])
        for name, each in quotations.catalogue(root)
        if "read" in each and named & {name, each.get("symptom"), each.get("code")}
    ]
