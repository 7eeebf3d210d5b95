"""The list of differences: its references to code, the page that shows it, and errors in it."""

import re
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from overrides.hooks import differences
from tests import ROOT
from tests.contracts.exemptions import EXEMPTIONS

FOUND = differences.read(ROOT)
PAGE = (ROOT / "docs/reference/sandbox.md").read_text()


@pytest.mark.parametrize("one", FOUND, ids=lambda one: one["real"][:40])
def test_the_code_that_a_difference_names_exists(one: differences.Difference) -> None:
    """A change of that code then changes the difference, too."""
    path, _, name = one["where"].partition(":")
    text = (ROOT / path).read_text()
    assert re.search(rf"\b{re.escape(name)}\b", text), one["where"]


def test_the_page_shows_every_service_once() -> None:
    """The page has a table for each service of the list, in the list's order."""
    shown = re.findall(r'\[\[\[ differences\("(\w+)"\) \]\]\]', PAGE)
    assert shown == list(dict.fromkeys(one["service"] for one in FOUND))


def test_a_table_shows_every_difference_with_its_reason() -> None:
    """A `|` in a text is escaped, because it separates cells."""
    one = {"service": "s", "real": "a | b", "ours": "c", "reason": "d", "where": "e"}
    other = {**one, "service": "t"}
    table = differences.table([one, other], "s")
    assert table.splitlines()[2:] == [r"| a \| b | c | d |"]


def test_every_exemption_of_the_contracts_is_declared() -> None:
    """The page has the reason for each recorded row that is not compared."""
    reasons = {one["reason"] for one in FOUND if one["service"] == "contracts"}
    assert {why for _, why in EXEMPTIONS} <= reasons


def test_no_two_differences_have_the_same_text() -> None:
    texts = [(one["real"], one["ours"]) for one in FOUND]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "cannot be read as a list of differences"),
        ("[[difference", "cannot be read as a list of differences"),
        ('[[difference]]\nservice = "s"\nreal = "a"', "difference 1 has no ours, reason, where"),
    ],
)
def test_a_broken_list_stops_the_build(tmp_path: Path, text: str | None, sentence: str) -> None:
    """The message begins with the name of the list's file."""
    path = tmp_path / differences.LIST
    path.parent.mkdir(parents=True)
    if text is not None:
        path.write_text(text)
    with pytest.raises(PluginError, match=f"^{differences.LIST}: {sentence}"):
        differences.read(tmp_path)


def test_an_unknown_service_stops_the_build() -> None:
    """The message lists the services that have differences."""
    sentence = r"no difference is listed for 'gitlab'; listed are .*github.*pypi"
    with pytest.raises(PluginError, match=sentence):
        differences.table(FOUND, "gitlab")
