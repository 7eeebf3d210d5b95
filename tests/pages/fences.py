"""A fence: one code block of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fence:
    """One fence. `heading` is the text of the `##` heading above it, `tab` the title of its tab.

    `line` is the number of its first line. `text` is what the site renders and a reader copies:
    dedented, no blank line at either end, one newline at the end. `problem` is the end of a
    sentence when the site renders no block here or the info string is not valid.
    """

    page: str
    line: int
    language: str
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    heading: str = ""
    tab: str = ""
    problem: str | None = None

    @property
    def place(self) -> str:
        """`docs/page.md:12`."""
        return f"{self.page}:{self.line}"
