"""Whether a fence has anything to run, to compare or to show."""

from __future__ import annotations

from pygments.lexers import find_lexer_class_by_name  # type: ignore[import-untyped]
from pygments.token import Comment, Text  # type: ignore[import-untyped]
from pygments.util import ClassNotFound  # type: ignore[import-untyped]

from tests.pages.fences import Fence

#: A form without fields is a page to open, and to confirm with its one button.
WITHOUT_TEXT = ("form",)


def missing(fence: Fence) -> str | None:
    """The end of a sentence when the fence is empty, or has comments and nothing else."""
    if fence.language in WITHOUT_TEXT:
        return None
    if not fence.text.strip():
        return "the block is empty: remove it"
    if only_comments(fence.language, fence.text):
        return "the block has only comments, which nothing runs: write them as text"
    return None


def only_comments(language: str, text: str) -> bool:
    """Whether the site highlights all of the text as comments; False in an unknown language."""
    try:
        lexer = find_lexer_class_by_name(language)()
    except ClassNotFound:
        return False
    kinds = [kind for kind, value in lexer.get_tokens(text) if value.strip()]
    return bool(kinds) and all(kind in Comment or kind in Text.Whitespace for kind in kinds)
