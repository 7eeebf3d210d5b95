"""Expands snippet includes as the site does, keeping each line's number in the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.pages.fences import Line

#: No line of a page is a snippet's without this.
MARK = "8<-"
EXTENSION = "pymdownx.snippets"
#: Turns lines into the lines that stand for them; the site's own preprocessor.
Expand = Callable[[list[str]], list[str]]


class SnippetProblem(ValueError):
    """An include that the site could not resolve, as the end of a sentence; `line` is its line."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


def expand(lines: Sequence[Line], expander: Callable[[], Expand]) -> list[Line]:
    """The lines with every include replaced; included lines bear the number of their include.

    Raises SnippetProblem. `expander` is asked for only when there is something to expand.
    """
    if not any(MARK in line for _, line in lines):
        return list(lines)
    return list(_expanded(lines, expander()))


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
    """Single lines, and block includes (`--8<--`, paths, `--8<--`) as one."""
    from pymdownx.snippets import SnippetPreprocessor

    block: list[Line] = []
    for line in lines:
        found = SnippetPreprocessor.RE_ALL_SNIPPETS.match(line[1]) if MARK in line[1] else None
        edge = found is not None and bool(found["block_marker"]) and not found["escape"]
        if block or edge:
            block.append(line)
            if edge and len(block) > 1:
                yield block
                block = []
        else:
            yield [line]
    if block:
        yield block


@cache
def site_expander(settings: Path) -> Expand:
    """What the site of `settings` (its mkdocs.yml) does with snippets; nothing when it has none."""
    # Imported here: they cost a third of a second, and few pages include anything.
    from markdown import Markdown
    from mkdocs.config import load_config
    from pymdownx.snippets import SnippetExtension

    config = load_config(str(settings))
    if EXTENSION not in config.markdown_extensions:
        return lambda lines: lines
    markdown = Markdown(extensions=[SnippetExtension(**config.mdx_configs.get(EXTENSION, {}))])
    preprocessor: Any = markdown.preprocessors["snippet"]
    preprocessor.auto_append = []  # belongs to the page's end, not to every include
    return lambda lines: list(preprocessor.run(lines))
