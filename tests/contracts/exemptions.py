"""Rows that the stand-in need not agree with, each with its reason; one that agrees fails."""

from __future__ import annotations

from collections.abc import Callable

from tests.contracts import long_fields, uploads
from tests.contracts.credentials import is_known
from tests.contracts.request_bodies import body
from tests.contracts.rows import NotReproducible, Row


def _is_incomplete(row: Row) -> bool:
    """Whether the row leaves open how one of its requests was made."""
    request = row.get("request", {})
    requests = [request, *row.get("uploads", ()), *(b.get("request", {}) for b in _before(row))]
    return not all(map(_is_told, requests))


def _before(row: Row) -> list[Row]:
    return list(row.get("before", ()))


def _is_told(request: Row) -> bool:
    try:
        if "body_shape" in request:
            body(request, "a.b.c")
        if file := request.get("file"):
            uploads.content(file)
        told = [long_fields.value(long) for long in (request.get("fields_long") or {}).values()]
        return None not in told and is_known(request.get("auth") or {})
    except NotReproducible:
        return False


#: (what it selects, why it is left out)
EXEMPTIONS: list[tuple[Callable[[Row], bool], str]] = [
    (_is_incomplete, "the row names what it sent by a label or a digest that we cannot undo"),
]


def reason(row: Row) -> str | None:
    """Why `row` is left out; None for a row that counts."""
    return next((why for selects, why in EXEMPTIONS if selects(row)), None)
