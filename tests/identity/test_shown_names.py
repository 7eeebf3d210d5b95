"""The site with names from its box shows what a site built with those names shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from overrides.hooks.facts.identity import Identity
from tests import ROOT
from tests.faults.checkout import Checkout
from tests.identity.identities import AWKWARD, drawn
from tests.identity.renamed_copy import rename
from tests.site import built_site, serve

pytestmark = [pytest.mark.identity, pytest.mark.timeout(600)]

#: Puts the article of another page of the site into this one, with the names in its place, and
#: returns what is seen of it and what its buttons copy. The stamp and the box are of this project.
SHOWN = """async ([url, names]) => {
    const parsed = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    const article = parsed.querySelector("article.md-content__inner");
    const others = ".names-box, .ran, .page-foot, .md-content__button, script";
    article.querySelectorAll(others).forEach((one) => one.remove());
    globalThis.names.show(null);
    document.querySelector("article.md-content__inner").replaceWith(article);
    globalThis.names.show(names);
    const buttons = article.querySelectorAll("[data-clipboard-text]");
    return [article.textContent, [...buttons].map((one) => one.dataset.clipboardText)];
}"""
#: How this project was tested is drawn from a record, which a copy with other names does not have.
RECORD = Path("explanation/how-tested.md")
DOCS = ROOT / "docs"
PAGES = sorted({path.relative_to(DOCS) for path in DOCS.rglob("*.md")} - {RECORD})


@pytest.fixture(scope="module", params=["drawn", "awkward"])
def theirs(request: pytest.FixtureRequest, seed: int) -> Identity:
    return AWKWARD if request.param == "awkward" else drawn(seed)


@pytest.fixture(scope="module")
def renamed(theirs: Identity, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that was built with their names."""
    checkout = Checkout(tmp_path_factory.mktemp("renamed"))
    rename(checkout, theirs)
    # Not strict: the address of a heading with a name in it is not the one that pages link.
    site = built_site.build(tmp_path_factory.mktemp("site"), checkout.root, strict=False)
    with serve.served(site.folder) as address:
        yield address


def shown(tab: Page, page: Path, names: Identity | None) -> list[list[str]]:
    text, copied = tab.evaluate(
        SHOWN, ["../../" + built_site.url_of(page), names and asdict(names)]
    )
    return [text.split("\n"), copied]


def test_a_page_shows_the_names_of_the_box(
    browser: Browser, address: str, renamed: str, theirs: Identity
) -> None:
    ours, built = browser.new_page(), browser.new_page()
    ours.goto(f"{address}setup/pypi/")
    built.goto(f"{renamed}setup/pypi/")
    wrong = [
        f"{page}: {one!r}, built: {other!r}"
        for page in PAGES
        for lines in zip(shown(ours, page, theirs), shown(built, page, None), strict=True)
        for one, other in zip(*lines, strict=True)
        if one != other
    ]
    ours.close()
    built.close()
    assert not wrong, "\n".join(wrong)
