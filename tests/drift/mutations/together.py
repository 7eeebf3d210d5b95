"""Judges many mutations by one run of the static checks: each page is spoiled once in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import zip_longest

from tests.drift.mutations.batches import is_page
from tests.drift.mutations.command_runs import ran
from tests.drift.mutations.mutation import Mutation
from tests.drift.mutations.project_copy import ProjectCopy

#: To judge fewer pages alone takes no longer.
FEWEST = 6
COMMAND = (
    "pytest", "-m", "drift", "-n0", "-q", "-vv", "--tb=short", "-p", "no:cacheprovider",
    "-o", "guide_inputs=",
)  # fmt: skip


def seen_together(
    copy: ProjectCopy, mutations: Sequence[Mutation]
) -> Iterator[tuple[Mutation, str | None]]:
    """The mutations of pages that a check has seen, with its sentence; None for a silent one.

    Only a sentence that names the mutation's own line, or its page and its wrong literal, counts.
    Silent is a mutation whose page and literals no sentence names; if a check has seen it all the
    same, it is counted as a survivor of the checks, and never the other way round. What remains is
    judged alone: a check may have seen it, or another mutation.
    """
    for group in _groups(mutations):
        with ExitStack() as spoiled:
            for each in group:
                spoiled.enter_context(copy.spoiled(each))
            _, output = ran(copy, COMMAND)
        lines = [line for line in output.splitlines() if line.startswith("E ") or ".md:" in line]
        for each in group:
            text = (copy.root / each.file).read_text(encoding="utf-8")
            if sentence := next((line for line in lines if names(line, each, text)), None):
                yield each, " ".join(sentence.removeprefix("E").split())
            elif not any(word in output for word in (each.file, each.old, each.new)):
                yield each, None


def names(line: str, mutation: Mutation, text: str) -> bool:
    """Whether the sentence is about this mutation; `text` is the page's, in which it is wrong."""
    if re.search(rf"{re.escape(mutation.file)}:{mutation.line}\b", line):
        return True
    wrong = rf"(?<![\w-]){re.escape(mutation.new)}(?![\w-])"
    return mutation.file in line and mutation.new not in text and bool(re.search(wrong, line))


def _groups(mutations: Sequence[Mutation]) -> Iterator[list[Mutation]]:
    """Each page once in a group."""
    files = defaultdict[str, list[Mutation]](list)
    for each in mutations:
        if is_page(each):
            files[each.file].append(each)
    for several in zip_longest(*files.values()):
        group = [each for each in several if each]
        if len(group) >= FEWEST:
            yield group
