"""Each message in the head of a failure page is one that a program of `who` prints."""

from __future__ import annotations

from functools import cache

import pytest

from tests import ROOT
from tests.guide import messages, spoken
from tests.guide.spoken import Spoken
from tests.pages.page import Docs, Page

FOLDER = "docs/troubleshooting"
PAGES = sorted(path.stem for path in (ROOT / FOLDER).glob("*.md") if path.stem != "index")


def page(name: str) -> Page:
    return Docs(ROOT).page(f"{FOLDER}/{name}.md")


@cache
def texts(*, binaries: bool) -> tuple[Spoken, ...]:
    """What is said; the binaries are large, so they are searched for what nothing else has."""
    return tuple(each for each in spoken.spoken() if binaries or each.kind != "binary")


def problems(checked: Page) -> list[str]:
    """A sentence for each message that nobody says, and each speaker who says none."""
    front, silent = checked.front, messages.who(checked.front)
    found: list[str] = []
    for key, said in (("says", front.says), ("also", front.also)):
        for message in said:
            who = messages.speakers(message, checked, texts(binaries=False))
            if not who or silent - who & {"uv", "gh", "GitHub"}:
                who |= messages.speakers(message, checked, texts(binaries=True))
            silent -= who
            if not who:
                found.append(f"{checked.place(key)}: `{message}` is said by no recorded program")
    if silent and (front.says or front.also):
        place = checked.place("who")
        found.append(f"{place}: nothing in `says` and `also` is said by {sorted(silent)}")
    return found


@pytest.mark.parametrize("name", PAGES)
def test_each_message_is_said_by_a_program_that_the_page_names(name: str) -> None:
    assert not problems(page(name))


def spoilt(name: str, old: str, new: str) -> list[str]:
    """The problems of a page with another head."""
    real = page(name)
    assert old in real.text
    docs = Docs(ROOT)
    return problems(docs._parsed(real.name, real.text.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("invalid-auth", "who: [twine,", "who: [gh, twine,", "is said by ['gh']"),
        ("environment-protection", "who: [GitHub,", "who: [twine, GitHub,", "by ['twine']"),
        ("register-api-gone", "who: [twine]", "who: [pip]", "is said by ['pip']"),
        ("invalid-auth", 'says: ["', 'says: ["The token is stale", "', "`The token is stale`"),
        ("project-size-limit", "also: [", 'also: ["Project size too big", ', "too big` is said by"),
        ("file-too-large", "400 File too large", "400 File too heavy", "too heavy. Limit for"),
        ("invalid-api-token", "token is expired", "token is too old", "token is too old` is said"),
    ],
)
def test_a_message_or_a_speaker_of_nobody_is_found(
    name: str, old: str, new: str, sentence: str
) -> None:
    """A program that has not said it, a second `says`, or an `also` that nobody says."""
    found = spoilt(name, old, new)
    assert found and sentence in found[0]
    assert found[0].startswith(f"{FOLDER}/{name}.md:")


def test_each_recorded_message_is_needed() -> None:
    """One that an installed program or a log has, or that no page quotes, is removed."""
    recorded = list(spoken.recorded())
    others = [each for each in texts(binaries=True) if each not in recorded]
    small = [each for each in others if each.kind != "binary"]
    quoted = [(m, p) for p in map(page, PAGES) for m in (*p.front.says, *p.front.also)]
    lost = [pair for pair in quoted if not messages.speakers(*pair, small)]
    lost = [pair for pair in lost if not messages.speakers(*pair, others)]
    for each in recorded:
        assert any(messages.speakers(*pair, [each]) for pair in lost), (
            f"tests/guide/recorded_messages.toml: remove `{each.text}`, no page needs it"
        )
