"""The messages that the pages quote: from the services, the clients and the workflow."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.pages.fences import Fence
from tests.pages.page import Docs, Page

#: What stands for a part that varies, in a quotation and in a catalogue.
_VARIES = re.compile(r"…|\.\.\.|\{\w+\}")
#: A shorter quotation occurs by chance.
_SHORTEST = 8


@cache
def pages(root: Path) -> Docs:
    """The pages of the project, each read once."""
    return Docs(root)


def all_pages(root: Path) -> list[Page]:
    """Each page below docs, in order."""
    paths = sorted((root / "docs").rglob("*.md"))
    return [pages(root).page(path.relative_to(root).as_posix()) for path in paths]


@cache
def messages(root: Path) -> tuple[str, ...]:
    """Each message that a source has: a refusal, a `says:`, a line of output, the workflow's."""
    found = [*_refusals(root), *_workflow(root), *_quoted(root)]
    found += [line for page in all_pages(root) for fence in page.fences for line in output(fence)]
    return tuple(dict.fromkeys(found))


@cache
def _quoted(root: Path) -> frozenset[str]:
    """The messages in the heads of the failure pages."""
    fronts = [page.front for page in all_pages(root)]
    return frozenset(message for front in fronts for message in (*front.says, *front.also))


def output(fence: Fence) -> list[str]:
    """The lines that a console block shows below its commands."""
    if fence.language != "console":
        return []
    return [line.strip() for line in fence.text.splitlines() if not line.startswith(("$ ", "> "))]


def _refusals(root: Path) -> Iterator[str]:
    yield from (entry["says"] for _, entry in catalogue(root))


@cache
def catalogue(root: Path) -> tuple[tuple[str, dict[str, str]], ...]:
    """The name and the entry of each refusal of the stand-ins; two may have one name."""
    paths = sorted((root / "tests/sandbox").rglob("refusals.toml"))
    catalogues = [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]
    return tuple(entry for each in catalogues for entry in each.items())


@cache
def codes(root: Path) -> frozenset[str]:
    """The codes of refusals, such as `invalid-publisher`, and the names of the failure pages."""
    pages = {path.stem for path in (root / "docs/troubleshooting").glob("*.md")}
    return frozenset({each["code"] for _, each in catalogue(root) if "code" in each} | pages)


@cache
def slugs(root: Path) -> frozenset[str]:
    """The names of the refusals in the catalogues of the stand-ins."""
    return frozenset(slug for slug, _ in catalogue(root))


def _workflow(root: Path) -> Iterator[str]:
    text = (root / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    for line in text.splitlines():
        if "::error::" in line:
            yield re.sub(r"\$[A-Z_]+", "…", line.partition("::error::")[2].rstrip('"'))


@cache
def is_said(root: Path, literal: str) -> bool:
    """Whether the words are a part of a message; `…` stands for any text."""
    if literal in _quoted(root):
        return True
    if len(re.sub(r"\W", "", literal)) < _SHORTEST or " " not in literal:
        return False
    if literal in _joined(root):
        return True
    parts = [part.strip() for part in _VARIES.split(literal) if part.strip()]
    if all(part in _joined(root) for part in parts) and any(
        _is_part(parts, each) for each in messages(root)
    ):
        return True
    text = " ".join(parts)
    return any(_fits(text, own) for own in _with_parts(root))


@cache
def _joined(root: Path) -> str:
    return "\n".join(messages(root))


def _is_part(parts: list[str], message: str) -> bool:
    """Whether each part of the quotation is in the message, in order."""
    position = 0
    for part in parts:
        found = message.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return True


@cache
def _with_parts(root: Path) -> list[list[str]]:
    """The words between the parts that vary, of each message that has such parts."""
    split = (_VARIES.split(message) for message in messages(root))
    found = ([p.strip() for p in pieces if len(p.strip()) > 1] for pieces in split if pieces[1:])
    return [pieces for pieces in found if pieces]


def _fits(text: str, own: list[str]) -> bool:
    """Whether a message with varying parts can read so, from one of its own words on."""
    if sum(map(len, own)) * 2 < len(text):
        return False
    position = 0
    matched = 0
    for piece in own:
        found = text.find(piece, position)
        if found >= 0:
            position, matched = found + len(piece), matched + len(piece)
    return matched * 2 >= len(text)
