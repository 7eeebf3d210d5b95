"""What counts as a text that readers see, and which addresses of the site it may name."""

from __future__ import annotations

from pathlib import Path

from overrides.hooks import facts
from tests import ROOT
from tests.vocabulary import links, texts


def test_the_lines_of_a_block_in_yaml_are_texts(tmp_path: Path) -> None:
    form = tmp_path / "form.yml"
    form.write_text(
        "description: Short.\nbody:\n  - value: >-\n      First.\n\n      Second.\n"
        "    run: |\n      no\n"
    )
    found = [(each.line, each.text) for each in texts.read(tmp_path, form) if each.text]
    assert found == [(1, "Short."), (4, "First."), (6, "Second.")]


def test_an_address_of_the_site_names_one_of_its_pages() -> None:
    site = facts.read(ROOT).site_url
    assert links.problem(f"{site}troubleshooting/") is None
    assert links.problem(f"{site}setup/pypi/#title") is None
    assert links.problem(f"{site}setup/pypy/") == f"{site}setup/pypy/ is no page of the site"
