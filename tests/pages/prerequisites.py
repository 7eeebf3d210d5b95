"""What a reader must have done before a page: the pages of `after:`, and theirs, in order."""

from __future__ import annotations

from tests.pages.page import Docs, Page, Problem


class PrerequisiteProblem(ValueError):
    """An `after:` that cannot be played, as a sentence."""


def prerequisites(docs: Docs, page: Page) -> list[Page]:
    """The pages to play before `page`, each once, each behind its own; `page` is not among them.

    Raises PrerequisiteProblem for a page that is missing, broken, or its own prerequisite.
    """
    order: dict[str, Page] = {}
    _visit(docs, page, (), order)
    del order[page.name]
    return list(order.values())


def worker_group(docs: Docs, page: Page) -> str:
    """The name of the page whose world `page` and others grow from, or its own.

    Pages of one company are best played by one process: what they share is then played once. It is
    the first prerequisite that has several itself, since the others are played quickly.
    Raises PrerequisiteProblem.
    """
    order = [*prerequisites(docs, page), page]
    return next((one.name for one in order if len(prerequisites(docs, one)) > 1), page.name)


def _visit(docs: Docs, page: Page, trail: tuple[str, ...], order: dict[str, Page]) -> None:
    if page.name in order:
        return
    trail = (*trail, page.name)
    for path in page.front.after:
        name = docs.before(path)
        place = page.place("after")
        if name in trail:
            circle = " → ".join([*trail[trail.index(name) :], name])
            raise PrerequisiteProblem(str(Problem(place, f"`after` goes round: {circle}")))
        _visit(docs, _required(docs, name, place), trail, order)
    order[page.name] = page


def _required(docs: Docs, name: str, place: str) -> Page:
    """The page `name`, which the line at `place` asks for."""
    try:
        page = docs.page(name)
    except (OSError, UnicodeDecodeError):
        raise PrerequisiteProblem(f"{place}: `after` names {name}, which is not there") from None
    if page.problem:
        raise PrerequisiteProblem(f"{place}: `after` names a broken page: {page.problem}")
    return page
