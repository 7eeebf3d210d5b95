"""The box for the reader's own names: what it changes, keeps, shares and refuses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

NAMES = {"owner": "acme", "repository": "rocket", "package": "Rocket.Tool", "pypi": "live"}
#: The text of the page with the values that its buttons copy.
ARTICLE = (
    "() => document.querySelector('article').innerHTML.replace(/<details.*?<\\/details>/s, '')"
)
#: Until then, theme_gaps.js changes the tables.
DRAWN = "html[data-drawn]"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}setup/pypi/")
    page.wait_for_selector(DRAWN)
    return page


def fill(page: Page, names: dict[str, str]) -> None:
    box = page.locator(".names-box")
    if box.get_attribute("open") != "":
        box.locator("summary").click()
    for place, name in names.items():
        page.fill(f"#names-{place}", name)


def value(page: Page, label: str) -> str | None:
    """What the button beside a field of the form copies."""
    return page.get_by_label(f"Copy {label}").first.get_attribute("data-clipboard-text")


def test_forms_commands_links_and_sentences_show_the_names(page: Page, address: str) -> None:
    fill(page, NAMES)
    assert value(page, "Owner") == "acme"
    assert value(page, "Repository name") == "rocket"
    assert value(page, "PyPI Project Name") == "Rocket.Tool"
    assert value(page, "Environment name") == "live"
    expect(page.locator("article")).to_contain_text("for the environment live")
    expect(page.locator("#names-module")).to_have_value("rocket_tool")
    page.goto(f"{address}setup/environments/")  # a new load
    expect(page.locator("article pre").first).to_contain_text("acme")
    hrefs = page.locator("article a").evaluate_all("links => links.map(a => a.href)")
    assert any(href.startswith("https://github.com/acme/rocket/settings") for href in hrefs)
    assert page.locator(".md-content__button").get_attribute("href", timeout=1000) == (
        "https://github.com/awslabs/open-hostfactory-plugin/edit/main/docs/setup/environments.md"
    )


def test_the_names_stay_when_the_page_changes_without_a_load(page: Page) -> None:
    fill(page, NAMES)
    page.get_by_role("navigation").get_by_text("Publish a test version to TestPyPI").first.click()
    page.wait_for_url("**/publish/dispatch/")
    expect(page.locator(".names-box__whose")).to_contain_text("acme/rocket")


def test_the_button_of_a_block_copies_the_names(page: Page, address: str) -> None:
    fill(page, {"workflow": "ship.yaml"})
    page.goto(f"{address}publish/dispatch/")
    page.locator(".highlight", has_text="gh workflow run").first.hover()
    page.locator(".highlight", has_text="gh workflow run").first.locator(
        ".md-code__button[title='Copy to clipboard'], .md-clipboard"
    ).first.click()
    assert "gh workflow run ship.yaml" in page.evaluate("navigator.clipboard.readText()")


def test_a_reset_restores_each_name(page: Page) -> None:
    before = page.evaluate(ARTICLE)
    fill(page, NAMES)
    assert page.evaluate(ARTICLE) != before
    page.get_by_role("button", name="Reset").click()
    assert page.evaluate(ARTICLE) == before
    page.reload()
    page.wait_for_selector(DRAWN)
    assert page.evaluate(ARTICLE) == before


@pytest.mark.parametrize(
    ("place", "name", "problem"),
    [
        ("owner", "<img src=x onerror=alert(1)>", "letters, digits and single hyphens"),
        ("package", "-rocket", "a letter or digit at both ends"),
        ("workflow", "folder/publish.yml", "a file name without a folder"),
        ("testpypi", "true", "YAML reads this"),
        ("pypi", "TestPyPI", "its own name"),
        ("team", "", "a team's slug"),
    ],
)
def test_a_name_that_is_not_possible_is_explained_and_not_shown(
    page: Page, place: str, name: str, problem: str
) -> None:
    before = page.evaluate(ARTICLE)
    fill(page, {place: name})
    expect(page.locator(f"#names-{place}-problem")).to_contain_text(problem)
    expect(page.locator(f"#names-{place}")).to_have_attribute("aria-invalid", "")
    expect(page.get_by_role("status").first).to_contain_text("keeps the names")
    assert page.evaluate(ARTICLE) == before


def test_a_link_shows_the_names_to_somebody_else_and_sends_them_to_no_server(
    page: Page, browser: Browser
) -> None:
    fill(page, NAMES)
    page.get_by_role("button", name="Copy a link").click()
    expect(page.get_by_role("status").first).to_contain_text("copied")
    link = page.evaluate("navigator.clipboard.readText()")
    sent: list[str] = []
    other = browser.new_page()
    other.on("request", lambda request: sent.append(request.url))
    other.goto(link)
    assert value(other, "PyPI Project Name") == "Rocket.Tool"
    assert value(other, "Environment name") == "live"
    assert "#" not in other.evaluate("location.href")
    assert sent and not any("rocket" in url.lower() for url in sent)
    other.close()


@pytest.mark.parametrize(
    "query", ["owner=%3Cscript%3E", "pypi=testpypi", "owner=a--b", "package=" + "a" * 201]
)
def test_a_link_with_an_impossible_name_is_not_used(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}setup/testpypi/#names?{query}")
    assert value(page, "Owner") == "awslabs"
    expect(page.get_by_role("status").first).to_contain_text("The link is not used")


@pytest.mark.parametrize("kept", ["no JSON", "{}", '{"owner": 1}', '{"owner": "<b>"}'])
def test_rubbish_in_the_browser_s_storage_is_ignored(page: Page, kept: str) -> None:
    page.evaluate("kept => localStorage.setItem('own-names', kept)", kept)
    page.reload()
    assert value(page, "Owner") == "awslabs"
