"""No address and no heading that was ever published disappears without a redirect."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.addresses.built_addresses import LIST, addresses, missing, published

NEXT = (
    "Keep a heading's id by `{{#{anchor}}}` behind its text; send a page on by `redirect_maps` in"
    " mkdocs.yml."
)


def test_every_published_address_leads_somewhere(site: Path) -> None:
    """Links into this site live in issues, mails and other people's pages."""
    for address in published():
        if why := missing(site, address):
            anchor = address.partition("#")[2]
            pytest.fail(f"/{address}: {why}. {NEXT.format(anchor=anchor)}", pytrace=False)


def test_every_address_is_in_the_list(site: Path) -> None:
    """Only what is written down is kept."""
    new = sorted(addresses(site) - set(published()))
    assert not new, f"{len(new)} are not, {new[0]} first: run `uv run python -m tests.addresses`"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("deployment/pypi-setup/#required-setup", None),
        ("e/invalid-auth/", None),
        ("e/invalid-auth/#fix", None),
        ("./", None),
        ("setup/pipy/", "no page is there"),
        ("setup/pypi/#fill-the-form", "setup/pypi/ has no such heading"),
        ("e/invalid-auth/#mend", "troubleshooting/invalid-auth/ has no such heading"),
        ("deployment/pypi-setup/#setup", "the front page has no such heading"),
    ],
)
def test_a_redirect_counts_and_a_gap_is_told(site: Path, address: str, why: str | None) -> None:
    """Anchors go with a redirect; those of the old guide are sent on one by one."""
    assert missing(site, address) == why


def test_the_list_is_sorted_and_without_doubles() -> None:
    """So that a change to it is easy to read."""
    assert published() == sorted(set(published())) and LIST.read_text().endswith("\n")
