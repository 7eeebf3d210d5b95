"""What a fence means: the fence rule, as one table."""

from __future__ import annotations

from dataclasses import dataclass

from pygments.lexers import find_lexer_class_by_name  # type: ignore[import-untyped]
from pygments.util import ClassNotFound  # type: ignore[import-untyped]

from tests.harness.fences import Fence
from tests.harness.headers import MEANT
from tests.harness.meanings import bash, console, diff, file, form, fragment, python, shown
from tests.harness.scene import Judge


@dataclass(frozen=True)
class Meaning:
    """One row of the fence rule.

    `verdict` is what the ledger calls a fence that holds. `takes` are the attributes it may have.
    `acts` is true when it changes the world, so that later pages need it played.
    """

    judge: Judge
    verdict: str
    takes: frozenset[str] = frozenset()
    acts: bool = True


BASH = Meaning(bash.judge, "ran")
CONSOLE = Meaning(console.judge, "ran", frozenset({"refused"}))
FORM = Meaning(form.judge, "ran", frozenset({"title"}))
FILE = Meaning(file.judge, "ran", frozenset({"title"}))
DIFF = Meaning(diff.judge, "ran", frozenset({"title"}))
EXAMPLE = Meaning(python.judge, "ran")
FRAGMENT = Meaning(fragment.judge, "checked", frozenset({"file"}), acts=False)
SHOWN = Meaning(shown.judge, "shown", acts=False)

UNTITLED = {
    "bash": BASH,
    "console": CONSOLE,
    "python": EXAMPLE,
    "py": EXAMPLE,
    "yaml": FRAGMENT,
    "yml": FRAGMENT,
    "toml": FRAGMENT,
    "json": FRAGMENT,
    "text": SHOWN,
    "mermaid": SHOWN,
}
#: Titled fences that are more than a file, or none at all.
TITLED = {"diff": DIFF, "form": FORM, "console": None, "mermaid": None}
KNOWN = f"{', '.join(sorted({*UNTITLED, 'diff', 'form'}))}, and any language with a `title`"


def meaning(fence: Fence) -> Meaning | str:
    """What the fence means, or the end of a sentence when nothing fits it."""
    titled = "title" in fence.attributes
    found = _titled(fence.language) if titled else UNTITLED.get(fence.language)
    if found is None:
        return _unknown(fence)
    extra = set(MEANT) & set(fence.attributes) - found.takes
    if extra:
        return f"a {fence.language} fence takes no `{min(extra)}`"
    return found


def acts(fence: Fence) -> bool:
    """True when the fence changes the world, so that what follows needs it played."""
    means = meaning(fence)
    return isinstance(means, Meaning) and means.acts and not fence.problem


def _titled(language: str) -> Meaning | None:
    """A file, in any language that the site knows how to colour."""
    if language in TITLED:
        return TITLED[language]
    try:
        find_lexer_class_by_name(language)
    except ClassNotFound:
        return None
    return FILE


def _unknown(fence: Fence) -> str:
    """Why no meaning fits."""
    language, titled = fence.language, "title" in fence.attributes
    if titled and language in UNTITLED:
        return f"a {language} fence takes no `title`"
    if not titled and language in TITLED:
        return f'a {language} fence needs a file: `{language} {{title="…"}}`'
    if not language:
        return f"a fence without a language has no meaning; known are {KNOWN}"
    return f"no meaning for language `{language}`; known are {KNOWN}"
