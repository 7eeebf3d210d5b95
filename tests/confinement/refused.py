"""The sentences about what programs were refused, until they are asked for."""

from __future__ import annotations

#: A flood of refusals must fit into one message, where a character takes 12 bytes.
MOST = 100
_LONGEST = 600


class Refused:
    """Each sentence once, on one line; no more than MOST."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        """Names of files and programs may have any byte: those that do not print are escaped."""
        if len(self._sentences) < MOST:
            shown = (c if c.isprintable() else ascii(c)[1:-1] for c in sentence[:_LONGEST])
            self._sentences["".join(shown)] = None

    def take(self) -> list[str]:
        """The sentences since the last call."""
        taken = list(self._sentences)
        self._sentences.clear()
        return taken
