"""The pieces of a statement."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """A piece of a statement: `text`, `code`, `label` (emphasised), or `link` (its address).

    A wrong name that is shown on purpose, as in `` `test-pypi`{.wrong} ``, is `wrong`.
    """

    kind: str
    text: str
    line: int
