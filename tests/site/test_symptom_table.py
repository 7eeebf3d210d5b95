"""The table of failures: its groups, its rows, and pages that it cannot list."""

from pathlib import Path

import pytest
import yaml
from mkdocs.exceptions import PluginError

from overrides.hooks import failures, symptom_table


def write_page(docs: Path, symptom: str, **front: object) -> None:
    """Writes a troubleshooting page that is only front matter."""
    (docs / "troubleshooting").mkdir(exist_ok=True)
    given = {"symptom": symptom, "title": "It fails", "who": ["pip"], "description": "Do it."}
    head = yaml.safe_dump({**given, **front})
    (docs / f"troubleshooting/{symptom}.md").write_text(f"---\n{head}---\n")


def test_the_symptom_table_lists_every_page_in_its_group(tmp_path: Path) -> None:
    """A bar in code does not end a cell, and backticks are kept; a page without messages has its
    title."""
    write_page(tmp_path, "a", says=["x | y", "`z` and more"])
    write_page(tmp_path, "b", says=[])
    nav = [{"Failures": ["troubleshooting/index.md", {"First": ["troubleshooting/a.md"]},
                          {"Then": ["troubleshooting/b.md"]}]}]  # fmt: skip
    tables = symptom_table.symptoms(failures.read_failures(tmp_path), nav)
    first, then = tables.split("\n\n### Then\n\n")
    assert first.startswith("### First\n\n| Error message |")
    assert first.endswith("| [`x | y`](a.md)<br>[`` `z` and more ``](a.md) | pip |")
    assert then.endswith("| [It fails](b.md) | pip |")


def test_rows_of_the_same_message_are_told_apart_by_their_titles(tmp_path: Path) -> None:
    """A title that begins with the message is not shown twice."""
    write_page(tmp_path, "a", says=["It broke", "Only here"], title="It broke: no key")
    write_page(tmp_path, "b", says=["It broke"], title="No door")
    nav = [{"First": ["troubleshooting/a.md", "troubleshooting/b.md"]}]
    tables = symptom_table.symptoms(failures.read_failures(tmp_path), nav)
    assert "| [`It broke`: no key](a.md)<br>[`Only here`](a.md) | pip |" in tables
    assert tables.endswith("| [`It broke`: No door](b.md) | pip |")


def test_a_troubleshooting_page_outside_the_navigation_is_named(tmp_path: Path) -> None:
    write_page(tmp_path, "a", says=["x"])
    with pytest.raises(PluginError, match=r"^mkdocs\.yml: put troubleshooting/a\.md into a group"):
        symptom_table.symptoms(failures.read_failures(tmp_path), [{"It failed": []}])


@pytest.mark.parametrize("says", [None, "message"])
def test_a_troubleshooting_page_without_a_list_of_messages_is_named(
    tmp_path: Path, says: object
) -> None:
    write_page(tmp_path, "a", says=says)
    sentence = r"^docs/troubleshooting/a\.md: the front matter has no list `says:`; add it\.$"
    with pytest.raises(PluginError, match=sentence):
        failures.read_failures(tmp_path)
