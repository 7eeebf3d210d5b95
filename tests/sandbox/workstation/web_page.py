"""The parts of a web page that the browser uses: forms and labels, errors, a new API token."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import html  # type: ignore[import-untyped]

#: Error messages at GitHub; PyPI's notices; the errors of a field at PyPI.
_ALERTS = (
    "//*[@role='alert' or contains(@class, 'notification-bar--error')]"
    " | //ul[contains(@class, 'errors')]/li"
)


class Page:
    """`forms` are lxml's form elements; `alerts` are the error messages."""

    def __init__(self, text: str, url: str) -> None:
        document = html.document_fromstring(text or "<html/>", base_url=url)
        self.title = " ".join(document.xpath("string(//title)").split())
        self.forms: list[Any] = document.forms
        self.alerts = [text for found in document.xpath(_ALERTS) if (text := _text(found))]
        tokens = document.xpath("//*[@id='provisioned-key']")
        #: None on a page that shows no token.
        self.token = _text(tokens[0]) if tokens else None


def labels(form: Any) -> dict[str, Any]:
    """The form's fields by their labels."""
    return {plain(_text(label)): label.for_element for label in form.iter("label")}


def passwords(form: Any) -> list[str]:
    """The names of the form's fields for passwords."""
    return [field.name for field in form.iter("input") if field.get("type") == "password"]


def empty_fields(form: Any, data: Mapping[str, str]) -> list[str]:
    """The labels of the form's required fields that `data` leaves empty."""
    fields = labels(form).items()
    return [
        label
        for label, field in fields
        if field.get("required") is not None and not data.get(field.name, "").strip()
    ]


def sent_value(field: Any, value: str) -> str:
    """What a browser sends for `value`: an option's value in place of its text."""
    options = {_text(one): one.get("value", _text(one)) for one in field.iter("option")}
    return str(options.get(value, value))


def plain(label: str) -> str:
    """A label without a colon, an asterisk, `(optional)` or `(required)` at its end."""
    return re.sub(r"\s*\((optional|required)\)\s*\*?$", "", label.strip().rstrip(":*").strip())


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
