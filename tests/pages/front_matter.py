"""The front matter of a page: the keys that it may have, and their meaning."""

from __future__ import annotations

import re
from collections.abc import Hashable
from difflib import get_close_matches
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from overrides.hooks.facts import workflow_yaml

#: MkDocs' own expression (mkdocs.utils.meta.YAML_RE).
FRONT = re.compile(r"^-{3}[ \t]*\n(?P<yaml>.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|$)", re.DOTALL)


class FrontMatter(BaseModel):
    """The keys of a page.

    `after`: the pages that a reader must have followed first, as paths below the docs folder.
    `prerequisites`: those that the page's box names where the tests follow others.

    Of a page about a failure: `symptom`, its name. `says`, the exact message, in which `…` is a
    part that varies. `who`, the programs that print it. `breakage`, the fault that causes it, or a
    mapping by tab when the fixes are in tabs. `refusals`, the services' symptoms when they are
    others than `symptom`. `silent`, true when no error is shown. `acted`, false when the sandbox
    cannot reproduce the failure.

    Only the site reads the rest: `also`, `means`, `hints`, `unless`, `tabs` and `elsewhere` are the
    patterns by which a log is looked up; see docs/reference/conventions.md.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str | None = None
    description: str | None = None
    after: tuple[str, ...] = ()
    prerequisites: tuple[str, ...] = ()
    symptom: str | None = None
    says: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    who: tuple[str, ...] | str = ()
    breakage: str | dict[str, str] | None = None
    refusals: tuple[str, ...] = ()
    silent: bool = False
    acted: bool = True
    means: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    tabs: dict[str, tuple[str, ...]] = {}
    elsewhere: dict[str, Any] = {}
    hide: Any = None
    search: Any = None
    tags: Any = None
    template: Any = None
    icon: Any = None
    status: Any = None


class FrontProblem(ValueError):
    """A mistake in `line` of the file. The message is the end of a sentence."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


@cache
def read(text: str) -> tuple[FrontMatter, dict[str, int], int]:
    """A page's front matter, the line of each of its keys, and its number of lines.

    Raises FrontProblem.
    """
    found = FRONT.match(text)
    if not found:
        _refuse_open(text)
        return FrontMatter(), {}, 0
    data, lines = _parsed(found["yaml"])
    try:
        return FrontMatter.model_validate(data), lines, found[0].count("\n")
    except ValidationError as problem:
        raise _explain(problem, lines) from None


def _refuse_open(text: str) -> None:
    """Raise FrontProblem for front matter that is not closed: MkDocs renders it as text."""
    if text.startswith("---\n"):
        raise FrontProblem(1, "front matter opens here and no line `---` closes it")


def _parsed(source: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The values, and the line of each key; the opening `---` is line 1."""
    try:
        document = workflow_yaml.parse(source)
    except workflow_yaml.YamlProblem as problem:
        line = problem.position.line + 1
        raise FrontProblem(line, f"front matter is not YAML: {problem}") from None
    if document.value is None:
        return {}, {}
    if not isinstance(document.value, dict):
        line = document.value_at(()).line + 1
        raise FrontProblem(line, "front matter is not `key: value` lines")
    return document.value, {key: document.key_at((key,)).line + 1 for key in document.value}


def _explain(problem: ValidationError, lines: dict[str, int]) -> FrontProblem:
    """The first mistake, as the end of a sentence."""
    first = problem.errors()[0]
    key: Hashable = first["loc"][0]
    line = lines.get(str(key), 1)
    if first["type"] != "extra_forbidden":
        return FrontProblem(line, f"`{key}` in the front matter: {first['msg'].lower()}")
    known = list(FrontMatter.model_fields)
    near = get_close_matches(str(key), known, 1)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    return FrontProblem(line, f"unknown key `{key}` in the front matter{hint}")
