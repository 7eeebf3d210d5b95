"""Content negotiation as in WebOb (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def acceptable(header: str | None, offers: Sequence[str]) -> list[str]:
    """Return the `offers` that an Accept header allows, best first; without a header all."""
    if header is None:
        return list(offers)
    ranges = [_range(part) for part in header.split(",") if part.strip()]
    if any("/" not in name for name, _ in ranges):  # WebOb ignores a malformed header.
        return list(offers)
    qualities = {offer: _quality_of(offer, ranges) for offer in offers}
    return sorted((o for o in offers if qualities[o] > 0), key=lambda o: -qualities[o])


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            return name.lower(), _quality(value)
    return name.lower(), 1.0


def _quality(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0


def _quality_of(offer: str, ranges: list[tuple[str, float]]) -> float:
    """Return the quality of the most specific range that covers `offer`; 0 if none does."""
    for candidate in (offer, f"{offer.split('/')[0]}/*", "*/*"):
        for name, quality in ranges:
            if name == candidate:
                return quality
    return 0.0
