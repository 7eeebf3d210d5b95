"""Digests by which the site and the tests agree on what a run was a run of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256


def page_digest(source: str, blocks: Iterable[str]) -> str:
    """The digest of a page: its Markdown, and the digests of its blocks as a reader copies them.

    A block may be included from another file, so that the Markdown alone does not show its text.
    """
    return joined([sha256(source.encode()).hexdigest(), *blocks])


def joined(digests: Iterable[str]) -> str:
    """One digest of several, in order: that of the prerequisites of a page, as they are played."""
    return sha256("\0".join(digests).encode()).hexdigest()


def played_before(page: str, after: Mapping[str, Sequence[str]]) -> list[str]:
    """The pages to play before `page`, each once and after its own; `after` is by page.

    A page that is missing or circular is left out: the test of the page reports it.
    """
    order: dict[str, None] = {}
    _add(page, after, order, set())
    return [each for each in order if each != page]


def _add(
    page: str, after: Mapping[str, Sequence[str]], order: dict[str, None], seen: set[str]
) -> None:
    if page in seen or page not in after:
        return
    seen.add(page)
    for each in after[page]:
        _add(each, after, order, seen)
    order[page] = None
