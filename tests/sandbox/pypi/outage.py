"""Temporary outages of an index: flags in its state that are removed after a number of requests."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tests.sandbox.pypi.responses import status_page
from tests.sandbox.pypi.state import State

#: Uploads fail with 503; the rest of the index works.
UPLOADS_DOWN = "uploads-down"
UPLOAD_PATH = "/legacy/"
#: The status line of a refusal has the standard phrase; only the body has PyPI's text, as behind a
#: front end that uses HTTP/2, which has no reason phrase
#: (https://github.com/pypa/gh-action-pypi-publish/issues/303, RFC 9113, section 8.3.2).
NO_REASON_PHRASE = "no-reason-phrase"


def begin(state: State, flag: str, requests: int) -> None:
    """Set `flag` for that number of requests."""
    state.flags.add(flag)
    state.requests_left[flag] = requests


def count_request(state: State, flag: str) -> None:
    """Count one request under `flag`; remove the flag if it has no requests left.

    A flag that `begin` has not set is not changed.
    """
    left = state.requests_left.get(flag)
    if flag not in state.flags or left is None:
        return
    if left:
        state.requests_left[flag] = left - 1
    else:
        state.flags.discard(flag)
        del state.requests_left[flag]


def response(state: State, request: Request) -> Response | None:
    """Return the 503 of an upload service without its database; None when it works.

    Only GET is counted, because clients repeat a failed upload a different number of times.
    Source: `service_unavailable`, warehouse/views.py.
    """
    if request.url.path != UPLOAD_PATH:
        return None
    if request.method == "GET":
        count_request(state, UPLOADS_DOWN)
    return status_page(request, 503) if UPLOADS_DOWN in state.flags else None
