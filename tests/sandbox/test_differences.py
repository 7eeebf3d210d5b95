"""The list of differences: true to the code, whole on its page, refused when it is broken."""

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
def test_a_difference_is_where_it_says(one: differences.Difference) -> None:
    """The file is there, and holds the name: code that goes takes its difference with it."""
    path, _, name = one["where"].partition(":")
    text = (ROOT / path).read_text()
    assert re.search(rf"\b{re.escape(name)}\b", text), one["where"]


def test_the_page_shows_every_service_once() -> None:
    """What the list holds is drawn, and nothing is drawn that it does not hold."""
    drawn = re.findall(r'\[\[\[ differences\("(\w+)"\) \]\]\]', PAGE)
    assert drawn == list(dict.fromkeys(one["service"] for one in FOUND))


def test_a_table_shows_every_difference_with_its_reason() -> None:
    """One row each, with three cells; a bar in a text stays a bar."""
    one = {"service": "s", "real": "a | b", "ours": "c", "reason": "d", "where": "e"}
    other = {**one, "service": "t"}
    table = differences.table([one, other], "s")
    assert table.splitlines()[2:] == [r"| a \| b | c | d |"]


def test_every_exemption_of_the_contracts_is_declared() -> None:
    """Rows that are left out are left out for a reason that the page gives."""
    reasons = {one["reason"] for one in FOUND if one["service"] == "contracts"}
    assert {why for _, why in EXEMPTIONS} <= reasons


def test_nothing_is_said_twice() -> None:
    """Each difference has words of its own."""
    said = [(one["real"], one["ours"]) for one in FOUND]
    assert len(said) == len(set(said))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "cannot be read as a list of differences"),
        ("[[difference", "cannot be read as a list of differences"),
        ('[[difference]]\nservice = "s"\nreal = "a"', "difference 1 has no ours, reason, where"),
    ],
)
def test_a_broken_list_stops_the_build(tmp_path: Path, text: str | None, sentence: str) -> None:
    """One sentence, with the file's name."""
    path = tmp_path / differences.LIST
    path.parent.mkdir(parents=True)
    if text is not None:
        path.write_text(text)
    with pytest.raises(PluginError, match=f"^{differences.LIST}: {sentence}"):
        differences.read(tmp_path)


def test_an_unknown_service_stops_the_build() -> None:
    """The sentence names those that there are."""
    sentence = r"no difference is listed for 'gitlab'; listed are .*github.*pypi"
    with pytest.raises(PluginError, match=sentence):
        differences.table(FOUND, "gitlab")
