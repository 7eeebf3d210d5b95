"""A form's card has the site, the heading and the button of the page that it stands for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from overrides.hooks import form
from overrides.hooks.form_pages import PAGES, FormPage, form_page, site
from tests import ROOT
from tests.pages import form_fields
from tests.pages.fences import Fence
from tests.pages.page import Docs

#: Whose forms the tests fill in; each has the words of the real page.
STAND_INS = ("tests/sandbox/pypi", "tests/sandbox/github")


def fences() -> Iterator[Fence]:
    docs = Docs(ROOT)
    for path in sorted((ROOT / "docs").rglob("*.md")):
        page = docs.page(path.relative_to(ROOT).as_posix())
        yield from (fence for fence in page.fences if fence.language == "form")


def shown(fence: Fence) -> FormPage | None:
    labels = form_fields.parse(fence.text).keys()
    return form_page(fence.attributes["title"], labels)


def words() -> set[str]:
    """The texts in the code of the stand-ins, up to a value that is filled in."""
    trees = [ast.parse(p.read_text()) for folder in STAND_INS for p in (ROOT / folder).glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    texts = [str(node.value) for node in nodes if isinstance(node, ast.Constant)]
    pieces = {piece for text in texts for piece in re.split(r"<[^>]*>|\n", text)}
    return {piece.removesuffix(" for Project: ") for piece in pieces}


def test_each_form_to_fill_in_has_a_known_page() -> None:
    unknown = [fence.place for fence in fences() if fence.text.strip() and not shown(fence)]
    assert not unknown, "add them to overrides/hooks/form_pages.py: " + ", ".join(unknown)


def test_each_known_page_is_shown_somewhere() -> None:
    found = [shown(fence) for fence in fences()]
    assert not [page.path for page in PAGES if page not in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.heading or page.button)
def test_heading_and_button_are_those_of_the_form_that_the_tests_fill_in(page: FormPage) -> None:
    assert {page.heading, page.button} - {""} <= words()


def test_a_button_that_no_form_has_is_found() -> None:
    assert "Add publisher" not in words()


def test_a_card_names_the_site_and_ends_with_the_button() -> None:
    url = "https://test.pypi.org/manage/account/publishing/"
    card = form.render("Owner: a", "form", "form", {"title": url}, None)
    assert re.search(r'form__site--testpypi">TestPyPI<', card)
    assert card.index("Add a new pending publisher<") < card.index("<dt>Owner")
    assert card.index("</dl>") < card.index('Press <span class="form__button">Add<')


def test_the_two_forms_of_a_release_are_told_apart_by_a_field() -> None:
    url = "https://pypi.org/manage/project/a/release/1.0/"
    found = [form_page(url, labels) for labels in (["Version", "Reason (optional)"], ["Version"])]
    assert [page and page.button for page in found] == ["Yank release", None]


def test_a_site_that_is_not_listed_is_called_by_its_host() -> None:
    assert site("https://example.org/x") == ("example.org", "")
    assert site("https://pypi.org/x") == ("PyPI", "pypi")
