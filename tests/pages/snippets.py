"""Expand snippet includes as the site does, and keep the line numbers of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.pages import site_extensions
from tests.pages.fence_syntax import Line

#: A part of every include.
MARK = "8<-"
EXTENSION = "pymdownx.snippets"
#: Returns the lines with their includes replaced, as the site's preprocessor does.
Expand = Callable[[list[str]], list[str]]


class SnippetProblem(ValueError):
    """The site cannot resolve the include in `line`. The message is the end of a sentence."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


def expand(lines: Sequence[Line], make_expander: Callable[[], Expand]) -> list[Line]:
    """Replace every include. Included lines have the number of the line that includes them.

    `make_expander` is called only when there is an include. Raises SnippetProblem.
    """
    if not any(MARK in line for _, line in lines):
        return list(lines)
    return list(_expanded(lines, make_expander()))


def _expanded(lines: Sequence[Line], expand_lines: Expand) -> Iterator[Line]:
    from pymdownx.snippets import SnippetMissingError  # type: ignore[import-untyped]

    for chunk in _chunks(lines):
        number = chunk[0][0]
        if not any(MARK in line for _, line in chunk):
            yield from chunk
            continue
        try:
            for line in expand_lines([line for _, line in chunk]):
                yield number, line
        except SnippetMissingError as problem:
            raise SnippetProblem(number, str(problem)) from None


def _chunks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Single lines, and each block include (`--8<--`, paths, `--8<--`) as one chunk."""
    from pymdownx.snippets import SnippetPreprocessor

    block: list[Line] = []
    for line in lines:
        found = SnippetPreprocessor.RE_ALL_SNIPPETS.match(line[1]) if MARK in line[1] else None
        marker = found is not None and bool(found["block_marker"]) and not found["escape"]
        if block or marker:
            block.append(line)
            if marker and len(block) > 1:
                yield block
                block = []
        else:
            yield [line]
    if block:
        yield block


@cache
def site_expander(settings: Path) -> Expand:
    """The snippet extension of the site whose mkdocs.yml is `settings`.

    Without that extension the site expands nothing.
    """
    # Imported here: few pages include anything.
    from markdown import Markdown
    from pymdownx.snippets import SnippetExtension

    options = site_extensions.options(settings, EXTENSION)
    if options is None:
        return lambda lines: lines
    markdown = Markdown(extensions=[SnippetExtension(**options)])
    preprocessor: Any = markdown.preprocessors["snippet"]
    preprocessor.auto_append = []  # is appended once to the page, not to each include
    return lambda lines: list(preprocessor.run(lines))
