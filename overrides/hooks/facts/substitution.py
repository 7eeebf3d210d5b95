"""Puts the names of another project into the texts of this one: pages, workflow, settings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from .identity import Identity, table

#: Characters that belong to a name where they stand beside it: `-` and `.` with a letter behind.
_NOT_BEFORE = r"(?<![A-Za-z0-9_])(?<![A-Za-z0-9_][.-])"
_NOT_BEHIND = r"(?![A-Za-z0-9_])(?![.-][A-Za-z0-9_])"


class AmbiguousNamesError(ValueError):
    """Two places of a project have one name, so a text does not tell which of them it means."""


def substitution(ours: Identity, theirs: Identity, *kept: str) -> Callable[[str], str]:
    """A function that replaces the names of `ours` by those of `theirs`.

    It goes through a text once, the longest context first, so that no name is replaced twice. It
    leaves the texts in `kept` as they are.

    Raises:
        AmbiguousNamesError: one context of `ours` stands for two of `theirs`.
    """
    pairs = {text: text for text in kept}
    for template in [*table()["kept"], *table()["contexts"]]:
        old = ours.filled(template)
        new = old if template in table()["kept"] else theirs.filled(template)
        if pairs.setdefault(old, new) != new:
            raise AmbiguousNamesError(f"{old!r} is {pairs[old]!r} and {new!r}; both are possible")
    pattern = _alternatives(pairs)
    return lambda text: pattern.sub(lambda found: pairs[found[0]], text)


def _alternatives(texts: Iterable[str]) -> re.Pattern[str]:
    """One pattern of all texts, the longest first, each with boundaries where it has a name's end.

    Lookarounds of one and two characters: JavaScript has the same.
    """
    longest_first = sorted(texts, key=lambda text: (-len(text), text))
    return re.compile("|".join(map(_bounded, longest_first)), re.ASCII)


def _bounded(text: str) -> str:
    before = _NOT_BEFORE if re.match(r"\w", text, re.ASCII) else ""
    behind = _NOT_BEHIND if re.search(r"\w\Z", text, re.ASCII) else ""
    return before + re.escape(text) + behind
