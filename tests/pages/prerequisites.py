"""The prerequisites of a page: the pages that its `after:` names, and theirs, in order."""

from __future__ import annotations

from tests.pages.page import Docs, Page, Problem


class PrerequisiteProblem(ValueError):
    """A prerequisite cannot run. The message is a sentence with file and line."""


def prerequisites(docs: Docs, page: Page) -> list[Page]:
    """The pages to run before `page`, each once and after its own prerequisites.

    Raises PrerequisiteProblem when a page is missing, not valid, or its own prerequisite.
    """
    order: dict[str, Page] = {}
    _add(docs, page, (), order)
    del order[page.name]
    return list(order.values())


def worker_group(docs: Docs, page: Page) -> str:
    """The name of the worker group of `page`, which is the name of a page.

    One worker runs all pages of a group, so that it runs their common prerequisites once. The
    group is named after the first prerequisite that has several of its own, because fewer are run
    quickly; a page without such a prerequisite is a group of its own. Raises PrerequisiteProblem.
    """
    order = [*prerequisites(docs, page), page]
    return next((each.name for each in order if len(prerequisites(docs, each)) > 1), page.name)


def _add(docs: Docs, page: Page, trail: tuple[str, ...], order: dict[str, Page]) -> None:
    """Add `page` to `order` after its prerequisites. `trail` is the path of pages to it."""
    if page.name in order:
        return
    trail = (*trail, page.name)
    for path in page.front.after:
        name = docs.page_name(path)
        place = page.place("after")
        if name in trail:
            circle = " → ".join([*trail[trail.index(name) :], name])
            raise PrerequisiteProblem(str(Problem(place, f"`after` is circular: {circle}")))
        _add(docs, _required(docs, name, place), trail, order)
    order[page.name] = page


def _required(docs: Docs, name: str, place: str) -> Page:
    """The page `name`, which the `after:` at `place` names."""
    try:
        page = docs.page(name)
    except (OSError, UnicodeDecodeError):
        raise PrerequisiteProblem(f"{place}: `after` names {name}, which does not exist") from None
    if page.problem:
        raise PrerequisiteProblem(f"{place}: `after` names a broken page: {page.problem}")
    return page
