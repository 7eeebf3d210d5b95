"""The picture that is shown with a link to the site is of today's name and logo."""

from __future__ import annotations

from tests.browser import card


def test_the_card_is_drawn_from_what_the_site_is_called_today() -> None:
    stated = card.stated_digest(card.CARD.read_bytes())
    assert stated == card.digest(), "draw it anew: uv run python -m tests.browser.card"


def test_a_picture_without_a_digest_is_outdated() -> None:
    assert card.stated_digest(b"\x89PNG") is None
