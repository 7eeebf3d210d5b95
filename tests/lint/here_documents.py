"""Here-documents: their lines are text, which runs only when a program reads it as code."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tree_sitter import Node

from tests.lint.findings import Finding
from tests.lint.syntax import line_of, literal, text_of

#: The one program that reads its input as code here; the code is parsed.
PYTHON = (["python3"], ["python3", "-"])
PARTS = {"heredoc_start", "heredoc_body", "heredoc_end", "file_redirect"}


def findings(redirected: Node) -> Iterator[Finding]:
    """The findings in the here-documents of a command with redirections."""
    body = redirected.children[0]
    for redirect in redirected.children[1:]:
        if redirect.type != "heredoc_redirect":
            continue
        words = [literal(child) for child in body.children]
        if words in PYTHON and {child.type for child in redirect.named_children} <= PARTS:
            yield from _python(redirect)
        else:
            text = "has a here-document, whose lines are text and do not run: show a file as a"
            yield Finding.at(body, f"{text} block with a title")


def _python(redirect: Node) -> Iterator[Finding]:
    content = next(child for child in redirect.children if child.type == "heredoc_body")
    try:
        ast.parse(text_of(content))
    except SyntaxError as error:
        line = line_of(content) + (error.lineno or 1) - 1
        yield Finding(line, f"is not Python: {error.msg}")
