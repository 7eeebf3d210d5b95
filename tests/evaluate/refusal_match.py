"""Compare a refusal with the one that a page names: by its symptom and its printed message."""

from __future__ import annotations

import re

from tests.evaluate.context import EvaluationContext, output_excerpt
from tests.pages.front_matter import FrontMatter

#: The folder of the pages about symptoms.
SYMPTOMS = "troubleshooting"
#: The number of characters that `…` matches at most.
GAP = 200


def mismatch(symptom: str, output: str, context: EvaluationContext) -> str | None:
    """None when the refusal is `symptom` and its message was printed, else the end of a sentence.

    When no service refused, only the message is compared.
    """
    refused = context.environment.refusals()
    if refused and not {symptom, *_other_names(symptom, context)} & set(refused):
        return f"expected the refusal `{symptom}`, the services refused with {_list(refused)}"
    messages = _messages(symptom, context)
    if messages is None:
        page = context.docs.page_name(f"{SYMPTOMS}/{symptom}.md")
        return (
            None if refused else f"there is no page {page} that quotes the message of `{symptom}`"
        )
    if not messages:
        return f"the page of `{symptom}` has no `says` in its front matter"
    if any(occurs(message, output) for message in messages):
        return None
    known = _list(list(messages))
    return f"the message of `{symptom}` ({known}) was not printed{output_excerpt(output)}"


def _messages(symptom: str, context: EvaluationContext) -> tuple[str, ...] | None:
    """The messages on the page about the symptom, else on the current page; None without both."""
    front = _front(symptom, context)
    return front.says if front else context.page.front.says or None


def _other_names(symptom: str, context: EvaluationContext) -> tuple[str, ...]:
    """The other symptoms of a refusal that the page about the symptom allows (`refusals:`)."""
    front = _front(symptom, context)
    return front.refusals if front else ()


def _front(symptom: str, context: EvaluationContext) -> FrontMatter | None:
    """The front matter of the page about the symptom; None when there is no such page."""
    if context.page.front.symptom == symptom:
        return context.page.front
    try:
        return context.docs.page(context.docs.page_name(f"{SYMPTOMS}/{symptom}.md")).front
    except OSError:
        return None


def occurs(message: str, output: str) -> bool:
    """True when the output contains `message`, in which `…` matches up to 200 characters.

    All whitespace is equal, because programs wrap lines at the width of the terminal.
    """
    parts = (re.escape(" ".join(part.split())) for part in message.split("…"))
    pattern = rf"\s?.{{0,{GAP}}}?\s?".join(parts)
    return re.search(pattern, " ".join(output.split())) is not None


def _list(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))
