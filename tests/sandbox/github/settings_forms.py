"""The HTML of github.com's settings pages, without a design: a title, messages, one form."""

from __future__ import annotations

import html

from starlette.responses import HTMLResponse


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(
        f"<!DOCTYPE html><title>{html.escape(title)}</title><h1>{html.escape(title)}</h1>{body}",
        status_code=status,
    )


def alert(text: str) -> str:
    return f'<p role="alert">{html.escape(text)}</p>'


def form(*fields: str, button: str = "Save") -> str:
    return f'<form method="post">{"".join(fields)}<button>{button}</button></form>'


def text_field(label: str, name: str, value: str = "", *, required: bool = False) -> str:
    flag = " required" if required else ""
    return (
        f'<label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" value="{html.escape(value)}"{flag}>'
    )


def choice(label: str, name: str, choices: dict[str, str], chosen: str | bool) -> str:
    chosen = "on" if chosen is True else "off" if chosen is False else chosen
    options = "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{text}</option>'
        for text, value in choices.items()
    )
    return (
        f'<label for="{name}">{label}</label><select id="{name}" name="{name}">{options}</select>'
    )
