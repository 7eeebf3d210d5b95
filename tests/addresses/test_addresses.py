"""No published address or heading disappears without a redirect."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.addresses.__main__ import main
from tests.addresses.built_addresses import LIST, addresses, missing, published

ADVICE = (
    "Keep a heading's id by `{{#{anchor}}}` after its text; redirect a page by `redirect_maps` in"
    " mkdocs.yml."
)


def test_every_published_address_exists_or_redirects(site: Path) -> None:
    """Links to this site are in issues, mails and on other sites."""
    for address in published():
        if why := missing(site, address):
            anchor = address.partition("#")[2]
            pytest.fail(f"/{address}: {why}. {ADVICE.format(anchor=anchor)}", pytrace=False)


def test_every_address_is_in_the_list(site: Path) -> None:
    """An address that is not listed is not protected."""
    new = sorted(addresses(site) - set(published()))
    assert not new, (
        f"{LIST.name} lacks {len(new)} addresses, such as {new[0]}: run"
        " `uv run python -m tests.addresses`"
    )


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("deployment/pypi-setup/#required-setup", None),
        ("e/invalid-auth/", None),
        ("e/invalid-auth/#fix", None),
        ("./", None),
        ("llms.txt", None),
        ("setup/pipy/", "no page is there"),
        ("setup/pypi/#fill-the-form", "setup/pypi/ has no such heading"),
        ("e/invalid-auth/#repair", "troubleshooting/invalid-auth/ has no such heading"),
        ("deployment/pypi-setup/#setup", "the front page has no such heading"),
    ],
)
def test_missing_follows_redirects_and_gives_the_reason_of_a_missing_address(
    site: Path, address: str, why: str | None
) -> None:
    """A redirect keeps the anchor; those of the old guide's page have their own redirects."""
    assert missing(site, address) == why


def test_the_list_is_sorted_and_without_duplicates() -> None:
    """A change to it is then easy to review."""
    assert published() == sorted(set(published())) and LIST.read_text().endswith("\n")


def test_the_command_refuses_what_it_does_not_know() -> None:
    """Before it builds the site."""
    with pytest.raises(SystemExit, match="2"):
        main(["--nonsense"])
