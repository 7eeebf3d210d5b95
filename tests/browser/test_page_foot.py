"""The foot of a page: the issue that it opens, and the file that is downloaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from overrides.hooks.facts import read
from overrides.hooks.facts.identity import Identity, identity_of
from overrides.hooks.facts.substitution import substitution
from tests import ROOT

FORM = ".github/ISSUE_TEMPLATE/page-problem.yml"
THEIRS = Identity(
    "acme", "rocket", "Rocket.Tool", "rocket_tool", "ship.yaml", "staging", "live", "crew"
)
SELECT = """text => {
    const article = document.querySelector("article");
    const nodes = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) if (nodes.currentNode.data.includes(text)) break;
    getSelection().selectAllChildren(nodes.currentNode.parentNode);
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab in which no link leaves the site: an issue's address is read, and not requested."""
    page = browser.new_page(reduced_motion="reduce")
    page.route("https://github.com/**", lambda route: route.abort())
    yield page
    page.close()


def asked(page: Page) -> dict[str, str]:
    """The fields of the form as the link fills them in, once it has the focus."""
    link = page.get_by_role("link", name="Is this page wrong?")
    link.focus()
    address = urlsplit(link.get_attribute("href") or "")
    assert address._replace(query="").geturl() == f"{read(ROOT).repo_url}/issues/new"
    return {name: value for name, (value,) in parse_qs(address.query).items()}


def test_the_issue_has_page_and_heading_as_the_form_calls_them(page: Page, address: str) -> None:
    """An id is the field's name in the address: GitHub's syntax for its form schema."""
    page.goto(f"{address}setup/environments/#protect-pypi")
    found = asked(page)
    form = yaml.safe_load((ROOT / FORM).read_text())
    assert set(found) - {"template", "title"} <= {each["id"] for each in form["body"]}
    assert found["template"] == Path(FORM).name
    assert found["title"] == f"{form['title']}Create the GitHub environments"
    assert found["page"] == f"{read(ROOT).site_url}setup/environments/"
    assert found["heading"] == "Require a reviewer and a release tag"


def test_the_heading_is_that_of_the_selected_text(page: Page, address: str) -> None:
    page.goto(f"{address}setup/environments/#protect-pypi")
    page.evaluate(SELECT, "a rehearsal cannot change")
    assert asked(page)["heading"] == "Create the environments"


def test_the_next_page_has_its_own_heading(page: Page, address: str) -> None:
    """Also when it is shown without a load."""
    page.goto(f"{address}setup/environments/#protect-pypi")
    asked(page)
    page.get_by_role("navigation").get_by_text("Create PyPI and TestPyPI accounts").first.click()
    page.wait_for_url("**/setup/accounts/**")
    found = asked(page)
    assert found["page"].endswith("/setup/accounts/")
    headings = page.locator("article h2").all_inner_texts()
    assert found["heading"] in [each.rstrip("¶") for each in headings]


def test_without_javascript_the_issue_has_the_page(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}setup/environments/")
    href = page.locator(".page-foot__wrong").get_attribute("href") or ""
    assert parse_qs(urlsplit(href).query)["page"] == [f"{read(ROOT).site_url}setup/environments/"]
    page.close()


def test_the_edit_and_markdown_links_are_of_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}setup/pypi/")
    foot = page.locator(".page-foot")
    edit = foot.get_by_role("link", name="Edit this page").get_attribute("href") or ""
    assert edit == f"{read(ROOT).repo_url}/edit/main/docs/setup/pypi.md"
    foot.get_by_role("link", name="Read it as Markdown").click()
    page.wait_for_url("**/setup/pypi/index.md")
    expect(page.locator("body")).to_contain_text("# ")


def downloaded(page: Page, tmp_path: Path) -> tuple[str, str]:
    """The name and the text of the file behind the link on the page about the workflow."""
    with page.expect_download() as file:
        page.locator("article a[download]").click()
    file.value.save_as(tmp_path / "file")
    return file.value.suggested_filename, (tmp_path / "file").read_text(encoding="utf-8")


def whole_file(site: Path) -> str:
    """The workflow as the pages show it, which the tests run."""
    return (site / "assets/publish.yml").read_text(encoding="utf-8")


def test_the_downloaded_workflow_has_the_reader_s_names(
    page: Page, address: str, site: Path, tmp_path: Path
) -> None:
    """It is what the substitution makes of it that the tests play with other names."""
    facts = read(ROOT)
    renamed = substitution(
        identity_of(facts), THEIRS, facts.site_url.removeprefix("https://").rstrip("/")
    )
    page.goto(f"{address}reference/workflow/")
    page.locator(".names-box summary").click()
    for place in ("owner", "repository", "package", "workflow", "testpypi", "pypi", "team"):
        page.fill(f"#names-{place}", getattr(THEIRS, place))
    name, text = downloaded(page, tmp_path)
    assert name == "ship.yaml"
    assert text == renamed(whole_file(site)) != whole_file(site)
    assert "acme/rocket" in text and "Rocket.Tool" in text


@pytest.mark.parametrize("script", [True, False])
def test_without_other_names_or_javascript_the_file_is_ours(
    browser: Browser, address: str, site: Path, tmp_path: Path, script: bool
) -> None:
    page = browser.new_page(java_script_enabled=script)
    page.goto(f"{address}reference/workflow/")
    assert downloaded(page, tmp_path) == ("publish.yml", whole_file(site))
    page.close()


def test_the_file_is_the_one_that_a_page_shows_to_copy(site: Path) -> None:
    """And that `act` runs. Marks of the parts that pages cut out are left out."""
    twin = (site / "setup/before-you-begin/index.md").read_text(encoding="utf-8")
    assert f"\n{whole_file(site).strip()}\n" in twin
