"""Finds who says the messages in the head of a failure page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from tests.evaluate import refusal_match
from tests.guide import speaker
from tests.guide.spoken import GITHUB_RELAYS, INDEX_RELAYS, Spoken, parts, spoken
from tests.pages import transcript
from tests.pages.front_matter import FrontMatter
from tests.pages.page import Page


def own_outputs(page: Page) -> Iterator[Spoken]:
    """What the page's consoles show: each run compares it with what the program prints."""
    for fence in page.fences if page.front.acted else ():
        if fence.language != "console":
            continue
        for exchange in transcript.parse(fence.text):
            program = speaker.program_of(exchange.command)
            who = {name for name, programs in speaker.PROGRAMS.items() if program in programs}
            text = " ".join("\n".join(exchange.expected).split())
            yield Spoken(program or exchange.command, "this run", frozenset(who), text)


def speakers(message: str, page: Page, texts: Iterable[Spoken]) -> set[str]:
    """Who prints the message: on the page itself, or all of its parts in one program.

    A program may also print a part, and an index the others.
    """
    shown = [own for own in own_outputs(page) if refusal_match.occurs(message, own.text)]
    wanted = parts(message)
    index = _words_of_services()
    saying = [each for each in texts if wanted and _says(wanted, each, index)]
    return {name for each in (*shown, *saying) for name in each.speakers}


def _says(wanted: list[str], said: Spoken, index: str) -> bool:
    if all(part in said.text for part in wanted):
        return True
    passes_on = said.speakers <= INDEX_RELAYS or said.speakers <= GITHUB_RELAYS
    return passes_on and said.kind != "message" and _together(wanted, said.text, index)


@cache
def _words_of_services() -> str:
    return " ".join(each.text for each in spoken() if each.kind == "service")


def _together(wanted: list[str], text: str, index: str) -> bool:
    """Whether a client prints some of the parts itself, and an index says the others."""
    own = [part for part in wanted if part in text]
    return bool(own) and all(part in index for part in wanted if part not in own)


def who(front: FrontMatter) -> set[str]:
    """The speakers that the page names."""
    return {front.who} if isinstance(front.who, str) else set(front.who)
