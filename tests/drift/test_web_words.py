"""Buttons, headings and menus that the pages name are those of the web pages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests import ROOT

pytestmark = pytest.mark.drift

FOLDERS = ("troubleshooting", "setup", "publish")
#: *Word* or **Word**, with a capital, as the pages write names of a web page.
EMPHASIS = re.compile(r"(?<![*\w])(\*{1,2})(?P<words>[A-Z](?:[^*\n]|\n(?!\n))*)\1(?![*\w])")
#: Blocks and pieces of code.
CODE = re.compile(r"^[ >]*```.*?^[ >]*```|`[^`\n]*`", re.MULTILINE | re.DOTALL)
#: The stand-ins' templates: a button of theirs is one that a form of the guide has.
STAND_INS = ("tests/sandbox/pypi", "tests/sandbox/github")


@cache
def known() -> dict[str, str]:
    """The words, and where each is read."""
    path = Path(__file__).with_name("web_words.toml")
    return {
        words: source
        for site in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for words, source in site.items()
    }


def named(text: str) -> Iterator[tuple[int, str]]:
    """The emphasised words of a page that begin with a capital, each with its line."""
    prose = CODE.sub(lambda found: re.sub(r"[^\n]", "x", found[0]), text)
    for found in EMPHASIS.finditer(prose):
        line = prose.count("\n", 0, found.start()) + 1
        yield line, " ".join(found["words"].split()).rstrip(".,;:?")


def pages() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((ROOT / "docs" / folder).glob("*.md"))]


def test_each_button_and_heading_is_one_of_a_web_page() -> None:
    unknown = [
        f"{path.relative_to(ROOT).as_posix()}:{number}: no web page has `{words}`"
        for path in pages()
        for number, words in named(path.read_text(encoding="utf-8"))
        if words not in known()
    ]
    assert not unknown, "\n".join(
        [*unknown, "name it in tests/drift/web_words.toml, with a source"]
    )


def test_each_known_word_is_used() -> None:
    used = {words for path in pages() for _, words in named(path.read_text(encoding="utf-8"))}
    assert not known().keys() - used, "tests/drift/web_words.toml: remove what no page names"


@pytest.mark.parametrize("words", ["Add", "Remove", "Add a new pending publisher"])
def test_a_button_of_a_form_that_the_guide_fills_in_is_the_stand_in_s(words: str) -> None:
    texts = [p.read_text() for folder in STAND_INS for p in (ROOT / folder).glob("*.py")]
    assert any(f'"{words}"' in text or f"'{words}'" in text for text in texts)


def test_a_button_that_no_form_has_is_found() -> None:
    """In one or two asterisks, over two lines too; code and small letters are no names."""
    text = "Press **Submit now**, then *Save\nall.*\n\n`*Code*` and *small* and 2*X*3\n"
    assert [words for _, words in named(text)] == ["Submit now", "Save all"]
    assert "Submit now" not in known()


def test_the_words_of_this_site_are_in_its_templates() -> None:
    path = Path(__file__).with_name("web_words.toml")
    ours = tomllib.loads(path.read_text(encoding="utf-8"))["this_site"]
    assert ours
    assert not [words for words, source in ours.items() if words not in (ROOT / source).read_text()]
