"""The hooks: small functions from text to text, tried on their own and on a site of two pages."""

from html import unescape
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

from overrides.hooks import failures, form, ran, symptom_table
from tests import ROOT

HOOKS = ROOT / "overrides/hooks"
LEDGER = {"ran_at": "2026-11-22T10:15:00+00:00", "tools": {"twine": "7.0.0", "pip": "26.3"}}


def site_of(folder: Path, **pages: str) -> Path:
    """Builds a site of these pages with the hooks that need one; returns its folder."""
    (folder / "docs").mkdir()
    for name, text in pages.items():
        (folder / "docs" / f"{name}.md").write_text(text)
    (folder / "mkdocs.yml").write_text(
        "site_name: Two pages\ntheme: mkdocs\nplugins: []\n"
        "markdown_extensions: [admonition, pymdownx.details, pymdownx.superfences]\n"
        f"hooks: [{HOOKS / 'form.py'}, {HOOKS / 'page_head.py'}]\n"
    )
    build(load_config(str(folder / "mkdocs.yml")))
    return folder / "site"


def test_form_gives_each_value_a_button() -> None:
    """A card names the form's address, and every value is drawn once and copied once."""
    fields = "Owner: awslabs\nAddress: https://x.org/"
    card = form.draw(fields, "form", "form", {"title": "u"}, None)
    assert card.count('<a href="u">') == 1
    for value in ("awslabs", "https://x.org/"):
        assert card.count(f"<code>{value}</code>") == 1
        assert card.count(f'data-clipboard-text="{value}"') == 1


def test_form_draws_what_is_typed() -> None:
    """A value is never taken for HTML."""
    card = form.draw('Name: <b>"x"', "form", "form", {"title": "u"}, None)
    assert "<b>" not in card
    assert '<b>"x"' in unescape(card)


@pytest.mark.parametrize("given", [{}, {"title": "u", "linenums": "1"}, {"refused": "x"}])
def test_form_takes_an_address_and_nothing_else(given: dict[str, str]) -> None:
    """A form fence without a title, or with any other attribute, is not drawn as a card."""
    assert not form.accept("form", given, {}, {}, None)


def test_page_opens_with_what_comes_before(tmp_path: Path) -> None:
    """The box links the pages under `after:` by their titles."""
    second = "---\ntitle: Second\nafter: [first.md]\n---\n\nText."
    site = site_of(tmp_path, first="---\ntitle: First things\n---\n\nText.", second=second)
    html = (site / "second" / "index.html").read_text()
    assert "Before you start" in html
    assert '<a href="../first/">First things</a>' in html
    assert "Before you start" not in (site / "first" / "index.html").read_text()


def test_unknown_page_before_is_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An `after:` that leads nowhere stops the build, naming the page and the path."""
    with pytest.raises(Abort):
        site_of(tmp_path, second="---\ntitle: Second\nafter: [gone.md]\n---\n\nText.")
    said = "docs/second.md: `after:` names gone.md, but docs/ holds no such page."
    assert said in caplog.messages


def test_failure_opens_with_its_words(tmp_path: Path) -> None:
    """A page of failures says first who says what."""
    page = "---\ntitle: T\nsymptom: t\nsays: ['HTTP 422: a `b`']\nwho: [gh, uv]\n---\n\nText."
    html = (site_of(tmp_path, second=page) / "second" / "index.html").read_text()
    assert "<strong>Who says it:</strong> gh, uv." in html
    assert "<code>HTTP 422: a `b`</code>" in html and "Older" not in html


def test_failure_folds_older_words_and_owns_up_to_none(tmp_path: Path) -> None:
    """What others say is folded away below; a failure without an error says that."""
    page = "---\ntitle: T\nsymptom: t\nsays: []\nalso: [gone]\nwho: [pip]\n---\n\nText."
    html = (site_of(tmp_path, second=page) / "second" / "index.html").read_text()
    assert "<strong>No error shows it.</strong>" in html
    assert '<details class="quote">' in html and "<code>gone</code>" in html.split("<details")[1]


def test_stamp_counts_aloud() -> None:
    """What passed, what failed and what is only shown are told apart, in words."""
    fences = [{"verdict": verdict} for verdict in ("ran", "ran", "checked", "failed", "shown")]
    stamp = ran.stamp(LEDGER, fences)
    assert "22 November 2026" in stamp
    assert "3 of 4 blocks passed (1 more only shown), with twine 7.0.0, pip 26.3." in stamp


@pytest.mark.parametrize("text", [None, "", '{"fences": ['])
def test_no_ledger_is_no_claim(tmp_path: Path, text: str | None) -> None:
    """Without a ledger, or with one cut short, nothing is said to have run."""
    path = tmp_path / "verdicts.json"
    if text is not None:
        path.write_text(text)
    assert ran.read(path) == {}


def write(docs: Path, symptom: str, **front: object) -> None:
    """A page of a symptom."""
    (docs / "troubleshooting").mkdir(exist_ok=True)
    head = yaml.safe_dump({"symptom": symptom, "who": ["pip"], "description": "It fails.", **front})
    (docs / f"troubleshooting/{symptom}.md").write_text(f"---\n{head}---\n")


def test_tables_of_failures_list_every_page(tmp_path: Path) -> None:
    """Grouped as in the navigation; a bar stays a bar; a page without words shows what it is."""
    write(tmp_path, "a", says=["x | y", "z"])
    write(tmp_path, "b", says=[])
    nav = [{"It failed": ["troubleshooting/index.md", {"First": ["troubleshooting/a.md"]},
                          {"Then": ["troubleshooting/b.md"]}]}]  # fmt: skip
    first, then = symptom_table.symptoms(failures.read(tmp_path), nav).split("\n\n### Then\n\n")
    assert first.startswith("### First\n\n| You see |")
    assert first.endswith(r"| `x \| y`<br>`z` | pip | [a](a.md) |")
    assert then.endswith("| It fails. | pip | [b](b.md) |")


def test_a_failure_outside_the_navigation_is_named(tmp_path: Path) -> None:
    """Its place in the navigation is its group in the tables."""
    write(tmp_path, "a", says=["x"])
    with pytest.raises(PluginError, match=r"^mkdocs\.yml: put troubleshooting/a\.md into a group"):
        symptom_table.symptoms(failures.read(tmp_path), [{"It failed": []}])


@pytest.mark.parametrize("says", [None, "words"])
def test_failure_without_its_words_is_named(tmp_path: Path, says: object) -> None:
    """A page of failures that does not list its words stops the build with one sentence."""
    write(tmp_path, "a", says=says)
    sentence = r"^docs/troubleshooting/a\.md: add a list `says:` to its head\.$"
    with pytest.raises(PluginError, match=sentence):
        failures.read(tmp_path)
