"""The offline copy, read from a disk: search, log box and names box work without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.log_box import REFUSED, paste


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab without a network; no page that it has shown reports an error or asks a host."""
    page = browser.new_page(reduced_motion="reduce")
    page.context.set_offline(True)
    problems: list[str] = []
    page.on("console", lambda line: problems.extend([line.text] * (line.type == "error")))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda asked: problems.extend([asked.url] * asked.url.startswith("http")))
    yield page
    assert problems == []
    page.close()


def test_the_search_finds_pages(page: Page, offline_copy: Path) -> None:
    page.goto((offline_copy / "index.html").as_uri())
    page.locator(".md-search__input").click()
    page.keyboard.type("required reviewers")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/*.html?h=*")
    assert (offline_copy / page.url.partition("copy/")[2].partition("?")[0]).is_file()


def test_a_log_finds_its_page_and_its_tab(page: Page, offline_copy: Path) -> None:
    page.goto((offline_copy / "troubleshooting/index.html").as_uri())
    paste(page, f"{REFUSED}* `environment`: `MISSING`\n")
    page.get_by_role("link", name="No environment in the job").click()
    page.wait_for_url("**/troubleshooting/invalid-publisher.html#no-environment-in-the-job")
    expect(page.get_by_text("the job names no environment, but the publisher does")).to_be_visible()


def test_the_reader_s_names_stay_from_page_to_page(page: Page, offline_copy: Path) -> None:
    page.goto((offline_copy / "setup/pypi.html").as_uri())
    page.locator(".names-box summary").click()
    page.fill("#names-owner", "acme")
    page.locator(".md-footer__link--next").click()
    page.wait_for_url("**/setup/environments.html")
    expect(page.locator(".names-box__whose")).to_contain_text("acme/")


def test_the_workflow_is_downloaded_as_it_is(
    page: Page, offline_copy: Path, tmp_path: Path
) -> None:
    """A page on a disk may not read a file to change it."""
    page.goto((offline_copy / "reference/workflow.html").as_uri())
    with page.expect_download() as file:
        page.locator("article a[download]").click()
    file.value.save_as(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == (offline_copy / "assets/publish.yml").read_bytes()
