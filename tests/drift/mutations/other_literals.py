"""The mutations of the specimen's name and scripts, and of the words of the refusals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.drift.mutations.mutation import TOKEN, Mutation, mutations_of

SPECIMEN = "tests/specimen/pyproject.toml"
PLACEHOLDER = re.compile(r"\{[^}]*\}")


def of_specimen(text: str) -> Iterator[Mutation]:
    """The name of the project, and the names and the targets of its scripts."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if found := re.fullmatch(r"\[(.+)\]", line):
            table = found[1]
        elif (table == "project" and line.startswith("name ")) or table == "project.scripts":
            kind = "specimen's script" if table.endswith("scripts") else "specimen's name"
            literal = re.compile(r"(?<![\w-])[\w.:-]+(?=\"| =)")
            for mutation in mutations_of(SPECIMEN, number, 0, line, kind, literal):
                if mutation.old != "name":
                    yield mutation


def of_refusals(file: str, text: str) -> Iterator[Mutation]:
    """The longest word of each refusal, outside of what the code fills in."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := re.match(r'says = "(?P<says>.*)"', line):
            said = PLACEHOLDER.sub(lambda part: " " * len(part[0]), found["says"])
            tokens = list(TOKEN.finditer(said))
            if tokens:
                token = max(tokens, key=lambda each: len(each[0]))
                column = found.start("says") + token.start()
                yield from mutations_of(file, number, column, token[0], "refusal")
