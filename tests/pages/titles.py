"""The words of a failure page's title that quote its message."""

from __future__ import annotations

import re

from tests.pages.front_matter import FrontMatter

#: A single word occurs by chance, unless it is the whole title.
SHORTEST = 2


def quoted(front: FrontMatter) -> str:
    """The longest run of words of the title that a message has; empty when there is none.

    PyPI's messages begin with a code, which is the page's symptom.
    """
    words = (front.title or "").split()
    messages = [" ".join(each.replace("`", "").split()) for each in (*front.says, *front.also)]
    messages += [f"{front.symptom}: {message}" for message in messages]
    for size in range(len(words), min(SHORTEST, len(words)) - 1, -1):
        for at in range(len(words) - size + 1):
            run = " ".join(words[at : at + size]).rstrip(",:")
            if run and any(_has(message, run) for message in messages):
                return run
    return ""


def _has(message: str, run: str) -> bool:
    """Whether the words stand in the message, with or without punctuation behind them."""
    return run in message and bool(
        re.search(rf"(?<!\S){re.escape(run)}(?=[.,:;]?(?:\s|$))", message)
    )
