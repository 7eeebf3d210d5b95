"""The record of the claims that were looked up: recorded.txt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from pathlib import Path

from tests.claims.claims import Claim

RECORD = Path(__file__).parent / "recorded.txt"


def read(path: Path = RECORD) -> dict[str, list[str]]:
    """The digests of each page, in the order of its claims."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.startswith(" "):
            found[next(reversed(found))] += line.split()
        else:
            found[line] = []
    return found


def write(claims: Mapping[str, Iterable[Claim]], path: Path = RECORD) -> None:
    """One claim in a line, below the name of its page."""
    lines = [
        line
        for page, found in sorted(claims.items())
        for line in (page, *(f"  {claim.digest}" for claim in found))
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def changed(claims: list[Claim], digests: list[str]) -> tuple[list[Claim], int]:
    """The claims that are new or moved, and how many recorded ones are gone or moved."""
    if digests == [each.digest for each in claims]:
        return [], 0
    matcher = SequenceMatcher(None, digests, [each.digest for each in claims], autojunk=False)
    new, gone = list[Claim](), 0
    for what, first, last, start, end in matcher.get_opcodes():
        if what != "equal":
            new += claims[start:end]
            gone += last - first
    return new, gone
