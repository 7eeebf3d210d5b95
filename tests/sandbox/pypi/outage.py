"""Bad days of an index: what it answers meanwhile, and when they are over by themselves."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from tests.sandbox.pypi.responses import status_page
from tests.sandbox.pypi.state import State

#: The flag of an index whose upload service fails; the rest of it works.
DOWN, UPLOADS = "uploads-down", "/legacy/"
#: The flag of an index behind a front end that speaks HTTP/2 to its clients, or loses the words
#: of the status line otherwise; the body still has them
#: (https://github.com/pypa/gh-action-pypi-publish/issues/303, RFC 9113, section 8.3.2).
SILENT = "silent-status-line"


def begin(state: State, flag: str, requests: int) -> None:
    """Raises `flag` until so many requests have met it."""
    state.flags.add(flag)
    state.remaining[flag] = requests


def tick(state: State, flag: str) -> None:
    """One more request meets `flag`; when its time is over it is lifted before that request.

    A flag without a time stays.
    """
    left = state.remaining.get(flag)
    if flag not in state.flags or left is None:
        return
    if left:
        state.remaining[flag] = left - 1
    else:
        state.flags.discard(flag)
        del state.remaining[flag]


def answer(state: State, request: Request) -> Response | None:
    """What an upload service without its database says; None when it works.

    Only who looks (GET) makes time pass: how often a client repeats an upload is its own affair.
    Source: `service_unavailable`, warehouse/views.py.
    """
    if request.url.path != UPLOADS:
        return None
    if request.method == "GET":
        tick(state, DOWN)
    return status_page(request, 503) if DOWN in state.flags else None
