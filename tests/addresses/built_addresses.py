"""The addresses of a built site, and whether an address exists in it or redirects into it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from tests.site.built_page import BuiltPage

#: What other programs fetch, beside the pages.
FILES = (
    "assets/card.png", "assets/publish.yml", "changes.atom", "llms-full.txt", "llms.txt",
    "troubleshooting/symptoms.json",
)  # fmt: skip
LIST = Path(__file__).with_name("published.txt")


def published() -> list[str]:
    """The list: addresses from the site's root, such as `setup/pypi/` and `setup/pypi/#confirm`."""
    return LIST.read_text(encoding="utf-8").split()


def addresses(site: Path) -> set[str]:
    """The addresses of all pages, headings, tabs and FILES; the front page is `./`."""
    found = {name for name in FILES if (site / name).is_file()}
    for address, path in _files(site).items():
        found.add(address or "./")
        page = _page(path)
        found |= {f"{address}#{anchor}" for anchor in page.heading_ids | page.tab_ids}
    return found


def missing(site: Path, wanted: str) -> str | None:
    """Why an address does not exist, as the end of a sentence; None when it exists or redirects."""
    files = _files(site)
    if wanted in FILES:
        return None if (site / wanted).is_file() else "no file is there"
    address, _, anchor = wanted.removeprefix("./").partition("#")
    if address not in files:
        return "no page is there"
    if redirect := _page(files[address]).redirect:
        address = urljoin(f"/{address}", redirect).lstrip("/")
    page = _page(files[address])
    if not anchor or anchor in page.ids or (not address and anchor in page.moved_anchors):
        return None
    return f"{address or 'the front page'} has no such heading"


@cache
def _files(site: Path) -> dict[str, Path]:
    """The file of each page by address; the 404 page has no address."""
    return {_address(path.relative_to(site)): path for path in site.rglob("index.html")}


def _address(path: Path) -> str:
    """`setup/pypi/` for `setup/pypi/index.html`."""
    return "" if path.parent == Path() else f"{path.parent.as_posix()}/"


@cache
def _page(path: Path) -> BuiltPage:
    """A parsed page; cached, because a page has about ten addresses."""
    return BuiltPage(path)
