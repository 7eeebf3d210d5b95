"""The catalogue of PyPI's refusals."""

from __future__ import annotations

from tests.sandbox.pypi import CATALOGUE


def test_every_refusal_has_a_status_a_message_and_a_source() -> None:
    for refusal in CATALOGUE.values():
        assert 200 <= refusal.status < 500 and refusal.says and refusal.read, refusal.slug
