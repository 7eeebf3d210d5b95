"""The links to the previous and the next page follow the road of the guide, and nothing else."""

from __future__ import annotations

from pathlib import Path

import lxml.html  # type: ignore[import-untyped]

from tests.ablation.steps import MAIN

#: The front page, and the pages whose steps build on one another.
ROAD = ["", *(f"{page.removesuffix('.md')}/" for page in MAIN)]


def linked(site: Path, address: str, relation: str) -> str | None:
    """The address of the previous or the next page; None without a link in head and footer."""
    tree = lxml.html.parse(str(site / address / "index.html"))
    inside = tree.xpath(f"//link[@rel='{relation}']/@href")
    shown = tree.xpath(f"//a[contains(@class, 'md-footer__link--{relation}')]/@href")
    assert inside == shown, f"{address}: the head and the footer differ"
    if not shown:
        return None
    folder = (site / address / shown[0]).resolve().relative_to(site.resolve())
    return "" if folder == Path() else f"{folder.as_posix()}/"


def test_next_follows_the_road_to_its_end(site: Path) -> None:
    following = [linked(site, address, "next") for address in ROAD]
    assert following == [*ROAD[1:], None]


def test_previous_follows_it_back(site: Path) -> None:
    preceding = [linked(site, address, "prev") for address in ROAD]
    assert preceding == [None, *ROAD[:-1]]


def test_a_page_beside_the_road_has_neither(site: Path) -> None:
    found = {path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html")}
    beside = found - set(ROAD) - {"./"}
    assert len(beside) > len(ROAD)
    assert not [
        address
        for address in sorted(beside)
        if linked(site, address, "prev") or linked(site, address, "next")
    ]
