"""Mutations that change no meaning, recognised by rule."""

from __future__ import annotations

import re
from collections.abc import Iterable

from overrides.hooks.facts import PUBLISH
from overrides.hooks.facts.workflow_yaml import YamlProblem, parse
from tests.drift.mutations.mutation import Mutation

#: Options and commands whose argument is free text, which no program reads.
FREE_TEXT = re.compile(
    r"""(?:(?:-a?m|--message|--title|--notes|--description)[ =]|\becho )"""
    r"""(?P<text>"[^"$]*"|'[^'$]*')"""
)


def reason(mutation: Mutation, text: str, pages: Iterable[str]) -> str | None:
    """Why the mutation of the file with this text changes no meaning; None when it may.

    `pages` are the texts of the pages.
    """
    line = text.split("\n")[mutation.line - 1]
    if mutation.file == PUBLISH:
        return _in_workflow(mutation, text, line, pages)
    if mutation.kind == "attribute output":
        return "a remark: the attribute itself marks the block"
    if mutation.kind == "command" and any(
        found.start("text") <= mutation.column < found.end("text")
        for found in FREE_TEXT.finditer(line)
    ):
        # Free text that the page shows again, such as a commit that a later command lists, is not.
        free = text.count(mutation.old) == 1
        return "free text in a command, which the page shows only here" if free else None
    return None


def _in_workflow(mutation: Mutation, text: str, line: str, pages: Iterable[str]) -> str | None:
    if mutation.kind == "display name":
        shown = line.partition(":")[2].strip()
        if not any(shown in page for page in pages):
            return "a text for people to read, which no page quotes"
    if mutation.kind == "workflow value" and line.strip().startswith("timeout-minutes: "):
        return "a time limit of our own, which no page states"
    if mutation.kind in ("comment", "version"):
        return None
    try:
        same = parse(mutation.apply(text)).value == parse(text).value
    except YamlProblem:
        return None
    return "the same values, written otherwise" if same else None
