"""The offline copy links files, has no address, and needs no other host."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.site import offline
from tests.site.built_page import BuiltPage

#: Addresses of other hosts, and parts of the page.
NOT_FILES = ("https://", "http://", "mailto:", "#")


def test_each_link_of_the_copy_leads_to_a_file_in_it(offline_copy: Path) -> None:
    """A browser shows a list of files for a link to a folder."""
    pages = [path for path in offline_copy.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 100
    wrong = [
        f"{path.relative_to(offline_copy)}: {link}"
        for path in pages
        for link in BuiltPage(path).links
        if not link.startswith(NOT_FILES)
        and not (path.parent / unquote(urlsplit(link).path)).is_file()
    ]
    assert not wrong, "\n".join(wrong)


def test_the_copy_fetches_from_no_other_host(offline_copy: Path) -> None:
    for path in offline_copy.rglob("*.html"):
        fetched = BuiltPage(path).fetched
        assert fetched and not [url for url in fetched if urlsplit(url).netloc], path
        assert "unpkg.com" not in path.read_text(encoding="utf-8")


def test_the_copy_has_no_address_of_its_own(offline_copy: Path) -> None:
    html = (offline_copy / "setup/pypi.html").read_text(encoding="utf-8")
    assert 'rel="canonical"' not in html and "og:url" not in html and "changes.atom" not in html
    assert not list(offline_copy.rglob("*.md")) and not (offline_copy / "llms.txt").exists()


def test_the_site_has_nothing_of_the_copy(site: Path) -> None:
    assert "iframe-worker" not in (site / "index.html").read_text(encoding="utf-8")
    assert not (site / "search/search_index.js").exists()


def test_the_archive_has_one_folder_and_is_the_same_each_time(
    offline_copy: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    count = offline.pack(offline_copy, first)
    offline.pack(offline_copy, second)
    assert first.read_bytes() == second.read_bytes() and first.stat().st_size < 5_000_000
    with zipfile.ZipFile(first) as archive:
        names = archive.namelist()
    assert len(names) == count and f"{offline.NAME}/index.html" in names
    assert all(name.startswith(f"{offline.NAME}/") for name in names)
    assert not [name for name in names if name.endswith(offline.LEFT_OUT)]
