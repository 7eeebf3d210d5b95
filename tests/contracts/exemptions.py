"""Rows with which the stand-in need not agree, each with its reason.

An exempted row that agrees is a failure: its exemption is no longer needed.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.contracts import index_state, long_fields, uploads
from tests.contracts.credentials import check_labels
from tests.contracts.request_bodies import body
from tests.contracts.rows import NotReproducible, Row


def _is_incomplete(row: Row) -> bool:
    """Whether one of the row's requests cannot be made again from what the row holds."""
    before = [earlier.get("request", {}) for earlier in row.get("before", ())]
    try:
        for request in (row.get("request", {}), *row.get("uploads", ()), *before):
            _check_request(request)
        if user := row.get("as_user"):
            index_state.sign_in(index_state.build(row), user)
    except NotReproducible:
        return True
    return False


def _check_request(request: Row) -> None:
    """Raises NotReproducible if a part of the request is missing and cannot be derived."""
    if "body_shape" in request:
        body(request, "a.b.c")
    if file := request.get("file"):
        uploads.content(file)
    for field in (request.get("fields_long") or {}).values():
        long_fields.value(field)
    check_labels(request.get("auth") or {})


#: (condition on a row, reason)
EXEMPTIONS: list[tuple[Callable[[Row], bool], str]] = [
    (_is_incomplete, "the row names what it sent by a label or a digest that we cannot undo"),
]


def reason(row: Row) -> str | None:
    """The reason for the exemption of `row`; None if it has none."""
    return next((why for selects, why in EXEMPTIONS if selects(row)), None)
