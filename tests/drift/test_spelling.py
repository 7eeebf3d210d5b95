"""The words of the comments, the quoted texts and the reasons in blocks and workflows.

Those of sentences are among the literals of tests/vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests import ROOT
from tests.drift import page_code
from tests.vocabulary import quotations, spelling, texts

pytestmark = pytest.mark.drift

#: A comment, or a quoted text with a blank in it.
_TEXT = re.compile(r'(?:^|\s)#\s+(?!--8<--)(?P<comment>.*)$|"(?P<quoted>[^"]*\s[^"]*)"')
_LANGUAGES = {"bash", "diff", "python", "toml", "yaml"}


def lines() -> Iterator[tuple[str, str]]:
    """The place and the text of each line of code."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        page = path.relative_to(ROOT).as_posix()
        for piece in page_code.read(page, path.read_text(encoding="utf-8")):
            if piece.language in _LANGUAGES:
                for number, line in enumerate(piece.text.splitlines(), piece.line):
                    yield f"{page}:{number}", line
    for path in sorted((ROOT / ".github").rglob("*.yml")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", line


@cache
def written() -> tuple[tuple[str, str], ...]:
    """The place and the text of all that is written for people."""
    return tuple(_written())


def _written() -> Iterator[tuple[str, str]]:
    for place, line in lines():
        yield from ((place, found["comment"] or found["quoted"]) for found in _TEXT.finditer(line))
    for page in quotations.all_pages(ROOT):
        yield from (
            (each.place, each.attributes.get("data-optional") or "") for each in page.fences
        )


def test_the_words_in_code_are_spelt() -> None:
    wrong = [f"{at}: {problem}" for at, text in written() for problem in spelling.problems(text)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "line", ["run: | # bulid it", 'echo "These files are publisched"', "  # Ths is a comment"]
)
def test_a_misspelt_word_is_found(line: str) -> None:
    (found,) = _TEXT.finditer(line)
    assert [*spelling.problems(found["comment"] or found["quoted"])]


def test_every_word_of_the_list_is_needed() -> None:
    """No dictionary has it, and a text uses it."""
    sentences = [each.words for path in texts.files(ROOT) for each in texts.read(ROOT, path)]
    used = {word for text in sentences for word in spelling.words(text)}
    used |= {word for _, text in written() for word in spelling.words(text)}
    used |= {word[0].lower() + word[1:] for word in used}
    unneeded = [each for each in spelling.ours() if each not in used or spelling.is_english(each)]
    assert not unneeded, f"tests/vocabulary/words.txt: remove {unneeded}"
