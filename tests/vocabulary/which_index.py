"""What belongs to TestPyPI does not stand in a sentence about PyPI, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from overrides.hooks.facts import Facts
from tests.vocabulary.spans import Span
from tests.vocabulary.statements import Statement

#: How sentences call the index with that host.
_LABELS = {"pypi.org": r"(?<!Test)PyPI\b", "test.pypi.org": r"\bTestPyPI\b"}


@dataclass(frozen=True)
class Mix:
    """A literal of one index in a statement about the other one, whose environment is `about`."""

    span: Span
    about: str


def mixes(statement: Statement, facts: Facts) -> list[Mix]:
    """The literals of a statement that belong to the index that it is not about."""
    about = _index_of(statement)
    if about is None:
        return []
    wrong = {host: pattern for host, pattern in _literals(facts).items() if host != about}
    return [
        Mix(span, about)
        for span in statement.spans
        if span.kind in ("code", "link") and any(p.search(span.text) for p in wrong.values())
    ]


def _index_of(statement: Statement) -> str | None:
    """The host of the only index that the statement names, or its row, column or headings name."""
    for text in (statement.words, statement.row, *reversed(statement.context)):
        named = [host for host, label in _LABELS.items() if re.search(label, text)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def _literals(facts: Facts) -> Mapping[str, re.Pattern[str]]:
    """What belongs to each index: its hosts, its environment, and names made of that."""
    found = {}
    for each in facts.workflow.environments:
        host = str(urlsplit(each.url or "").hostname)
        before = r"(?<![\w.-])(?:upload\.)?" if host == "pypi.org" else ""
        name = rf"(?<![\w/.-]){re.escape(each.name)}(?![\w.-])"
        found[host] = re.compile(rf"{before}{re.escape(host)}|{name}|{re.escape(each.job)}")
    return found
