"""The HTML of the pages with forms: no design, PyPI's field names and labels."""

from __future__ import annotations

from html import escape

from starlette.responses import Response

from tests.sandbox.pypi.responses import CORS, html
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import State

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} · {site}</title></head>
<body>
{flashes}<h1>{title}</h1>
{body}
</body></html>
"""


def page(state: State, site: Site, title: str, body: str, status: int = 200) -> Response:
    """Return a page that shows the queued messages; empty the queue."""
    shown = list(state.flashes)
    state.flashes.clear()
    flashes = "".join(
        f'<p class="notification-bar notification-bar--{queue}">{escape(message)}</p>\n'
        for queue, message in shown
    )
    text = PAGE.format(title=escape(title), site=site.title, flashes=flashes, body=body)
    return html(text, status)


def not_found_page(site: Site) -> Response:
    text = PAGE.format(title="Page Not Found (404)", site=site.title, flashes="", body="")
    return html(text, 404, CORS)


def field(name: str, label: str, value: str = "", errors: list[str] | None = None,
          placeholder: str = "", kind: str = "text") -> str:  # fmt: skip
    """Return a labelled text field and its errors; `errors` are HTML.

    As in PyPI's templates, a field is required unless its label says `(optional)`.
    """
    required = "" if label.endswith("(optional)") else " required"
    items = "".join(f"<li>{error}</li>" for error in errors or [])
    return (
        f'<p><label for="{name}">{escape(label)}</label>\n'
        f'<input type="{kind}" id="{name}" name="{name}" value="{escape(value)}"'
        f' placeholder="{escape(placeholder)}"{required}>\n'
        f'<ul class="form-errors" id="{name}-errors">{items}</ul></p>\n'
    )


def form(fields: str, button: str, action: str = "") -> str:
    to = f' action="{action}"' if action else ""
    return f'<form method="POST"{to}>\n{fields}<button type="submit">{button}</button>\n</form>\n'
