"""A uvicorn protocol that lets an application set the reason phrase of the status line.

PyPI puts its refusal there and twine prints it; ASGI has no field for it. The application sets the
header `x-reason`, and `uvicorn.Config(app, http=ReasonProtocol)` moves it to the status line.
"""

from __future__ import annotations

from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER = b"x-reason"
#: Python 3.13 renamed the phrase; the recorded answers of PyPI's server have this one.
PHRASES = {422: [b"Unprocessable Entity"]}


def reason_header(text: str) -> str:
    """`text` as one line of ISO 8859-1, the status line's charset; `?` replaces the rest."""
    line = text.replace("\r", " ").replace("\n", " ")
    return line.encode("iso-8859-1", "replace").decode("iso-8859-1")


class ReasonConnection(h11.Connection):
    """An h11 connection that sends the header `x-reason` as the reason phrase."""

    def send(self, event: Any) -> Any:
        return super().send(_with_reason(event) if isinstance(event, h11.Response) else event)


def _with_reason(response: h11.Response) -> h11.Response:
    headers = list(response.headers)
    reasons = [value for name, value in headers if name == HEADER]
    reasons = reasons or PHRASES.get(response.status_code, [])
    if not reasons:
        return response
    return h11.Response(
        status_code=response.status_code,
        headers=[(name, value) for name, value in headers if name != HEADER],
        reason=reasons[-1],
    )


class ReasonProtocol(H11Protocol):
    """uvicorn's own HTTP/1.1 protocol with a `ReasonConnection`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = self.config.h11_max_incomplete_event_size
        sizes = {} if limit is None else {"max_incomplete_event_size": limit}
        self.conn = ReasonConnection(h11.SERVER, **sizes)
