"""Values in many JSON objects of GitHub's API: addresses, times, node ids."""

from __future__ import annotations

from datetime import UTC, datetime

API = "https://api.github.com"
WEB = "https://github.com"


def timestamp(seconds: float | None) -> str | None:
    """ISO 8601 in UTC with whole seconds, the form of the API's times; None stays None."""
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def node_id(kind: str, number: int) -> str:
    return f"{kind}_{number:012x}"
