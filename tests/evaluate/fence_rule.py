"""The fence rules: a table from the language and the title of a fence to its evaluator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pygments.lexers import find_lexer_class_by_name  # type: ignore[import-untyped]
from pygments.util import ClassNotFound  # type: ignore[import-untyped]

from tests.evaluate.context import Evaluator
from tests.evaluate.evaluators import bash, console, diff, excerpt, file, form, python, shown
from tests.pages import meaning
from tests.pages.fences import Fence
from tests.pages.info_string import SEMANTIC


@dataclass(frozen=True)
class FenceRule:
    """One row of the table.

    `verdict` is the ledger's verdict on a fence that passes. `takes` are the attributes that the
    fence may have beside `data-optional`. `mutates` is True when the fence changes the environment:
    then it also runs before a page that names this one under `after:`.
    """

    evaluate: Evaluator
    verdict: str
    takes: frozenset[str] = frozenset()
    mutates: bool = True

    @property
    def accepted(self) -> frozenset[str]:
        """The attributes that the fence may have; only one that does something is optional."""
        return self.takes | {"data-optional"} if self.mutates else self.takes


SHOWN = FenceRule(shown.evaluate, "shown", mutates=False)
PYTHON = FenceRule(python.evaluate, "ran")
FILE = FenceRule(file.evaluate, "ran", frozenset({"title"}))

UNTITLED = {
    "bash": FenceRule(bash.evaluate, "ran"),
    "console": FenceRule(console.evaluate, "ran", frozenset({"refused"})),
    "log": FenceRule(excerpt.evaluate, "checked", mutates=False),
    "python": PYTHON,
    "py": PYTHON,
    "text": SHOWN,
    "mermaid": SHOWN,
}
#: Languages whose titled fence is not written to a file; None for those that take no title.
TITLED = {
    "diff": FenceRule(diff.evaluate, "ran", frozenset({"title"})),
    "form": FenceRule(form.evaluate, "ran", frozenset({"title", "refused"})),
    "console": None,
    "mermaid": None,
}


@dataclass(frozen=True)
class FenceRules:
    """The table. `extra` has the project's rules for untitled fences, by language."""

    extra: Mapping[str, FenceRule] = field(default_factory=dict)

    def rule_for(self, fence: Fence) -> FenceRule | str:
        """The rule of the fence, or the end of a sentence when there is none."""
        if nothing := meaning.missing(fence):
            return nothing
        titled = "title" in fence.attributes
        found = _titled(fence.language) if titled else self._untitled.get(fence.language)
        if found is None:
            return self._no_rule(fence)
        unexpected = set(SEMANTIC) & set(fence.attributes) - found.accepted
        if unexpected:
            return f"a {fence.language} fence takes no `{min(unexpected)}`"
        return found

    def mutates(self, fence: Fence) -> bool:
        """True when the fence changes the environment."""
        rule = self.rule_for(fence)
        return isinstance(rule, FenceRule) and rule.mutates and not fence.problem

    @property
    def _untitled(self) -> Mapping[str, FenceRule]:
        return {**UNTITLED, **self.extra}

    def _no_rule(self, fence: Fence) -> str:
        """The reason why no rule fits the fence."""
        language, titled = fence.language, "title" in fence.attributes
        if titled and language in self._untitled:
            return f"a {language} fence takes no `title`"
        if not titled and language in TITLED:
            return f'a {language} fence needs a title: `{language} {{title="…"}}`'
        languages = sorted({*self._untitled, "diff", "form"})
        known = f"{', '.join(languages)}, and any language with a `title`"
        if not language:
            return f"a fence without a language has no rule; known are {known}"
        return f"no rule for language `{language}`; known are {known}"


def _titled(language: str) -> FenceRule | None:
    """The rule of a titled fence: a file, in any language that the site can highlight."""
    if language in TITLED:
        return TITLED[language]
    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        return None
    return FILE
