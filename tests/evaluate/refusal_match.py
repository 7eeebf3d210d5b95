"""Compare a refusal with the one that a page names: by its symptom and its printed message."""

from __future__ import annotations

import re

from tests.evaluate.context import EvaluationContext, output_excerpt
from tests.pages.front_matter import FrontMatter

#: The folder of the pages about symptoms.
SYMPTOMS = "troubleshooting"
#: The number of characters that `…` matches at most.
GAP = 200


def mismatch(
    symptom: str, output: str, context: EvaluationContext, earlier: list[str]
) -> str | None:
    """None when the refusal is `symptom` and its message was printed, else the end of a sentence.

    When no service refused, only the message is compared; it must not be a service's then.
    `earlier` are the refusals before this fence and after the last one that compared them.
    """
    refused = context.environment.refusals()
    names = {symptom, *_other_names(symptom, context)}
    if refused and not names & set(refused):
        return f"expected the refusal `{symptom}`, the services refused with {_list(refused)}"
    if context.page.front.symptom == symptom and earlier and earlier[0] not in names:
        return f"the first refusal was `{earlier[0]}`, before this fence, and not `{symptom}`"
    messages = messages_of(symptom, context)
    if messages is None:
        page = context.docs.page_name(f"{SYMPTOMS}/{symptom}.md")
        return (
            None if refused else f"there is no page {page} that quotes the message of `{symptom}`"
        )
    if not messages:
        return f"the page of `{symptom}` has no `says` in its front matter"
    printed = [message for message in messages if occurs(message, output)]
    if printed and not refused and not earlier:
        return _unrecorded(symptom, printed, context)
    if printed:
        return None
    known = _list(list(messages))
    return f"the message of `{symptom}` ({known}) was not printed{output_excerpt(output)}"


def _unrecorded(symptom: str, printed: list[str], context: EvaluationContext) -> str | None:
    """The end of a sentence when a service's message was printed, and no service refused."""
    claimed = [m for m in printed if context.environment.records_refusal(symptom, m)]
    if len(claimed) < len(printed) or not claimed:
        return None
    return f"`{claimed[0]}` was printed, but no service has refused anything: who printed it?"


def messages_of(symptom: str, context: EvaluationContext) -> tuple[str, ...] | None:
    """The messages on the page about the symptom, else on the current page; None without both."""
    front = front_of(symptom, context)
    return front.says if front else context.page.front.says or None


def _other_names(symptom: str, context: EvaluationContext) -> tuple[str, ...]:
    """The other symptoms of a refusal that the page about the symptom allows (`refusals:`)."""
    front = front_of(symptom, context)
    return front.refusals if front else ()


def front_of(symptom: str, context: EvaluationContext) -> FrontMatter | None:
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
