"""The hooks of the site: their functions, and a site of two pages that is built with them."""

from html import unescape
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from overrides.hooks import code_blocks, form, long_words
from tests import ROOT

HOOKS = ROOT / "overrides/hooks"


def build_site(folder: Path, **pages: str) -> Path:
    """Builds a site of these pages with the hooks of forms and heads; returns its folder."""
    (folder / "docs").mkdir()
    for name, text in pages.items():
        (folder / "docs" / f"{name}.md").write_text(text)
    (folder / "mkdocs.yml").write_text(
        "site_name: Two pages\ntheme: mkdocs\nplugins: []\n"
        "markdown_extensions: [admonition, pymdownx.details, pymdownx.superfences]\n"
        f"hooks: [{HOOKS / 'form.py'}, {HOOKS / 'page_head.py'}, {HOOKS / 'failure_head.py'}]\n"
    )
    build(load_config(str(folder / "mkdocs.yml")))
    return folder / "site"


def test_a_form_gives_each_value_a_copy_button() -> None:
    """The form's address is linked once; every value is shown once and copied once."""
    fields = "Owner: awslabs\nAddress: https://x.org/"
    card = form.render(fields, "form", "form", {"title": "u"}, None)
    assert card.count('<a href="u">') == 1
    for value in ("awslabs", "https://x.org/"):
        assert card.count(f"<code>{value}</code>") == 1
        assert card.count(f'data-clipboard-text="{value}"') == 1


def test_a_form_escapes_html_in_values() -> None:
    card = form.render('Name: <b>"x"', "form", "form", {"title": "u"}, None)
    assert "<b>" not in card
    assert '<b>"x"' in unescape(card)


@pytest.mark.parametrize(("value", "state"), [("ticked", "on"), ("on", "on"), ("off", "off")])
def test_a_box_to_tick_is_drawn_as_one_and_has_nothing_to_copy(value: str, state: str) -> None:
    """The block that the tests run has the line of the fence all the same."""
    line = f"I understand: {value}"
    card = form.render(line, "form", "form", {"title": "u"}, None)
    assert f'class="settings__{state}"' in card and "form__copy" not in card
    (block,) = code_blocks.blocks(card)
    assert (block.text, block.copied) == (f"{line}\n", "")


@pytest.mark.parametrize(
    ("page", "end"),
    [
        ("unverified-account/", "no email came, this page sends it again."),
        ("project/a/settings/publishing/", "Remove a publisher on this page."),
        ("account/", "Remove the tokens on this page."),
        ("", "Open this page and confirm."),
    ],
)
def test_a_page_without_fields_says_what_to_do_there(page: str, end: str) -> None:
    card = form.render("", "form", "form", {"title": f"https://pypi.org/manage/{page}"}, None)
    assert end in card


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_form_has_no_row_for_a_blank_line(blank: str) -> None:
    """`form_fields.parse` skips it, too."""
    spaced, plain = f"{blank}\nOwner: a\n{blank}\nName: b\n{blank}", "Owner: a\nName: b"
    cards = [form.render(text, "form", "form", {"title": "u"}, None) for text in (spaced, plain)]
    assert cards[0] == cards[1]


@pytest.mark.parametrize("given", [{"data-optional": "why"}, {"refused": "x"}, {}])
def test_a_form_fence_may_say_why_it_is_optional_or_refused(given: dict[str, str]) -> None:
    options: dict[str, str] = {}
    assert form.accept("form", {"title": "u", **given}, options, {}, None)
    shown = form.render("A: b", "form", "form", options, None)
    assert ('data-optional="why"' in shown) is ("data-optional" in given)


@pytest.mark.parametrize("given", [{}, {"title": "u", "linenums": "1"}, {"refused": "x"}])
def test_a_form_fence_has_a_title_and_no_unknown_attribute(given: dict[str, str]) -> None:
    assert not form.accept("form", given, {}, {}, None)


def test_a_page_begins_with_links_to_its_prerequisites(tmp_path: Path) -> None:
    """The box links those under `prerequisites:`, or else `after:`; without both there is none."""
    second = "---\ntitle: Second\nafter: [first.md]\n---\n\nText."
    third = "---\ntitle: Third\nafter: [first.md]\nprerequisites: [second.md]\n---\n\nText."
    pages = {"first": "---\ntitle: First things\n---\n\nText.", "second": second, "third": third}
    site = build_site(tmp_path, **pages)
    box = (site / "third" / "index.html").read_text().partition("Prerequisites")[2]
    assert '<a href="../second/">Second</a>' in box and "First" not in box.partition("Text.")[0]
    html = (site / "second" / "index.html").read_text()
    assert "Prerequisites" in html and '<a href="../first/">First things</a>' in html
    assert "Prerequisites" not in (site / "first" / "index.html").read_text()


def test_an_unknown_prerequisite_stops_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The message names the page and the path."""
    with pytest.raises(Abort):
        build_site(tmp_path, second="---\ntitle: Second\nafter: [gone.md]\n---\n\nText.")
    message = "docs/second.md: `after:` names gone.md, but docs/ holds no such page."
    assert message in caplog.messages


def test_a_failure_page_begins_with_its_answer_and_names_the_programs(tmp_path: Path) -> None:
    """What its tests need first is no prerequisite of its reader."""
    front = "title: T\ndescription: Do it.\nsymptom: t\nsays: ['a `b`']\nwho: [gh, pip, uv]"
    page = f"---\n{front}\nafter: [gone.md]\n---\n\n## Error message\n\n## Why\n"
    html = (build_site(tmp_path, second=page) / "second" / "index.html").read_text()
    answer, _, message = html.partition('id="error-message"')
    assert "Do it." in answer and 'id="you-see"' in answer
    assert "Printed by gh, pip and uv:" in message
    assert "Prerequisites" not in html and "Other wordings" not in html


def test_a_failure_page_folds_other_wordings_and_names_no_program_for_none(tmp_path: Path) -> None:
    page = (
        "---\ntitle: T\nsymptom: t\nsays: []\nalso: ['`gone` it']\nwho: [pip]\n---\n\n"
        "## Symptoms\n\n## Why\n"
    )
    html = (build_site(tmp_path, second=page) / "second" / "index.html").read_text()
    assert "Printed by" not in html
    symptoms, _, why = html.partition('id="why"')
    assert '<details class="quote">' in symptoms
    assert "<code>`gone` it</code>" in symptoms.split("<details")[1] and "<details" not in why


def test_a_long_word_of_a_block_may_be_broken_where_a_reader_would() -> None:
    """What stands beside a tag or is short has no mark, and what is copied is the same."""
    word = "deployment_branch_policy[protected_branches]=false"
    html = f'<pre class="x_y"><code><span class="a_b[c]">{word}</span> short_word\n</code></pre>'
    shown = long_words.with_places(html)
    broken = "deployment_<wbr>branch_<wbr>policy<wbr>[protected_<wbr>branches]=<wbr>false"
    assert shown == html.replace(word, broken)
    assert code_blocks.blocks(shown) == code_blocks.blocks(html)
