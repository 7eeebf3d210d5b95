"""The verdict on a fence."""

from __future__ import annotations

from dataclasses import dataclass

FAILED = "failed"
#: The failure of a fence whose evaluation has raised an exception, such as a time limit of pytest.
INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class Verdict:
    """The result of a fence. `failure` is the report, `docs/page.md:LINE: …`, or None."""

    verdict: str
    seconds: float
    failure: str | None
