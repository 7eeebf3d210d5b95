"""Whether a refusal is the one that the page names: by the services' own word, and by its words."""

from __future__ import annotations

import re

from tests.evaluate.context import EvaluationContext, output_excerpt
from tests.pages.front_matter import FrontMatter

SYMPTOMS = "troubleshooting"
#: The most that `…` stands for, in characters.
SENTENCE = 200


def mismatch(symptom: str, output: str, context: EvaluationContext) -> str | None:
    """None when the services refused with `symptom` and its exact words were printed."""
    met = context.environment.refusals()
    if met and not {symptom, *_refusals(symptom, context)} & set(met):
        return f"expected the refusal `{symptom}`, the services refused with {_list(met)}"
    says = _says(symptom, context)
    if says is None:
        page = context.docs.page_name(f"{SYMPTOMS}/{symptom}.md")
        return None if met else f"no page {page} says how `{symptom}` is worded"
    if not says:
        return f"the page of `{symptom}` has no `says` in its front matter"
    if any(occurs(words, output) for words in says):
        return None
    return (
        f"the words of `{symptom}` ({_list(list(says))}) were not printed{output_excerpt(output)}"
    )


def _says(symptom: str, context: EvaluationContext) -> tuple[str, ...] | None:
    """The words of the page about the symptom, else those of the page that shows it; or None."""
    front = _front(symptom, context)
    return front.says if front else context.page.front.says or None


def _refusals(symptom: str, context: EvaluationContext) -> tuple[str, ...]:
    """What the services call it."""
    front = _front(symptom, context)
    return front.refusals if front else ()


def _front(symptom: str, context: EvaluationContext) -> FrontMatter | None:
    """What the page about the symptom says of itself; None when there is no such page."""
    if context.page.front.symptom == symptom:
        return context.page.front
    try:
        return context.docs.page(context.docs.page_name(f"{SYMPTOMS}/{symptom}.md")).front
    except OSError:
        return None


def occurs(words: str, output: str) -> bool:
    """Blanks and line ends are one, as a program wraps to the window; `…` is up to a sentence."""
    parts = (re.escape(" ".join(part.split())) for part in words.split("…"))
    pattern = rf"\s?.{{0,{SENTENCE}}}?\s?".join(parts)
    return re.search(pattern, " ".join(output.split())) is not None


def _list(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))
