"""Pages that are spoiled and run together, because a mistake on one fails no other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests import ROOT
from tests.drift.mutations.mutation import Mutation
from tests.pages.page import Docs
from tests.pages.prerequisites import prerequisites


def batches(mutations: Iterable[Mutation], size: int) -> list[list[Mutation]]:
    """The mutations in groups: a page once, and never with a page that it comes after.

    What spoils no page is alone.
    """
    docs, groups = Docs(ROOT), list[list[Mutation]]()
    for each in mutations:
        group = next((group for group in groups if _fits(docs, each, group, size)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return groups


def is_page(mutation: Mutation) -> bool:
    return mutation.file.startswith("docs/")


def _fits(docs: Docs, mutation: Mutation, group: Sequence[Mutation], size: int) -> bool:
    return (
        len(group) < size
        and is_page(mutation)
        and all(is_page(each) and _apart(docs, mutation.file, each.file) for each in group)
    )


def _apart(docs: Docs, one: str, other: str) -> bool:
    return one != other and one not in _before(docs, other) and other not in _before(docs, one)


def _before(docs: Docs, page: str) -> set[str]:
    """The pages that a run of the page plays first."""
    return {each.name for each in prerequisites(docs, docs.page(page))}
