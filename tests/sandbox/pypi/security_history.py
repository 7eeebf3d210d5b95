"""The security history of a project or an account, in the words of PyPI's templates.

Source: warehouse/templates/manage/project/history.html and manage/account.html.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from tests.sandbox.pypi.state import State

PATH = "/manage/project/{name}/history/"


def record(state: State, now: float, of: str, event: str, detail: str = "") -> None:
    """Add an event to the history of a project (by its id) or of a user (by name)."""
    state.events.append((now, of, event, detail))


def html(state: State, of: str) -> str:
    """Return the events of a project or a user, the newest first."""
    rows = "".join(
        f"<tr><td><strong>{escape(event)}</strong> <small>{escape(detail)}</small></td>"
        f"<td>{datetime.fromtimestamp(time, UTC):%Y-%m-%d %H:%M:%S}</td></tr>\n"
        for time, owner, event, detail in reversed(state.events)
        if owner == of
    )
    return f"<h2>Security history</h2>\n<table>\n{rows}</table>\n"
