"""The index of the search: the words that pages do not show, and what is loaded when."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from overrides.hooks import search_entries, search_words
from tests import ROOT

SEPARATOR = load_config(str(ROOT / "mkdocs.yml")).plugins["material/search"].config["separator"]


def entries(site: Path) -> dict[str, dict[str, object]]:
    documents = json.loads((site / "search/documents.json").read_text(encoding="utf-8"))
    return {entry["location"]: entry for entry in documents["docs"]}


def test_a_message_s_words_are_searched_for_once_and_without_operators() -> None:
    front = {
        "symptom": "no-token",
        "says": ["No token … given: token"],
        "means": ["gave|give tok*"],
    }
    found = search_entries.fields(front, "troubleshooting/x.md", SEPARATOR)
    assert found == {"symptom": "no token", "words": "no token given", "also": "gave give tok"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id-token: write", ["id", "token", "write"]),
        ("TWINE_PASSWORD='…'", ["TWINE_PASSWORD"]),
        ("twine 7.0.0 &lt;file&gt;.", ["twine", "7.0.0", "file"]),
        ("https://test.pypi.org/legacy/", ["https", "test", "pypi", "org", "legacy"]),
    ],
)
def test_punctuation_separates_words(text: str, words: list[str]) -> None:
    assert [word for word in re.split(SEPARATOR, text) if word] == words


def test_only_the_first_entry_of_a_page_has_its_hidden_words(site: Path) -> None:
    found = entries(site)
    assert "2fa" in str(found["setup/accounts/"]["words"]).split()
    assert "words" not in found["setup/accounts/#confirm"]
    assert found["reference/architecture/#rooms"]["boost"] == search_words.BOOSTS["reference/"]
    assert "Owner on GitHub" not in str(found["setup/pypi/"]["text"]), "the names box"


def test_pages_load_no_texts_before_a_search(site: Path) -> None:
    """The theme loads this file with each page."""
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert index["docs"] == [] and index["config"]["separator"] == SEPARATOR


def test_words_for_a_page_that_is_not_there_stop_the_build(tmp_path: Path) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.docs_dir = str(tmp_path)
    with pytest.raises(PluginError, match=r"search_words\.py names docs/.*, which is not there"):
        search_entries.on_config(config)
