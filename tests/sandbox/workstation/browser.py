"""The reader's browser: opens a page, finds fields by their labels, submits the form."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import Any

import httpx

from tests.sandbox.workstation.web_page import (
    Page,
    empty_fields,
    labels,
    passwords,
    plain,
    sent_value,
)


class NoSuchFieldError(ValueError):
    """The page has no form with these labels; the message names the labels that it has."""


class FieldLeftOutError(ValueError):
    """A browser does not send a form while a required field is empty."""


#: What the reader's password manager types.
_PASSWORD = "a-password-of-the-reader"


class Browser:
    """A browser that uses the sandbox's proxy and keeps the session's cookies."""

    def __init__(self, proxy: str, context: ssl.SSLContext) -> None:
        self._client = httpx.Client(
            proxy=proxy, verify=context, trust_env=False, follow_redirects=True, timeout=30
        )
        self.shown_tokens: list[str] = []

    @property
    def shown_token(self) -> str | None:
        """The API token that a page showed last; a page shows each token once."""
        return self.shown_tokens[-1] if self.shown_tokens else None

    def submit(self, url: str, fields: Mapping[str, str]) -> list[str]:
        """The error messages of the page after the form was sent; none when it was accepted.

        Raises:
            NoSuchFieldError: no form of the page has all these labels.
            FieldLeftOutError: a required field of that form is empty.
        """
        answer = self._client.get(url)
        if answer.is_error:
            return [_status(url, answer)]
        typed = {plain(label): value for label, value in fields.items()}
        form = _form_with(Page(answer.text, str(answer.url)), typed, url)
        data = _filled_in(form, typed)
        if empty := empty_fields(form, data):
            raise FieldLeftOutError(f"{url} is not sent without {', '.join(empty)}")
        sent = self._client.post(form.action or str(answer.url), data=data)
        shown = Page(sent.text, str(sent.url))
        self.shown_tokens += [shown.token] if shown.token else []
        return shown.alerts or ([_status(url, sent)] if sent.is_error else [])

    def post(self, url: str, body: Mapping[str, object], headers: Mapping[str, str]) -> int:
        """The status of a JSON request, as a script makes it."""
        return self._client.post(url, json=dict(body), headers=dict(headers)).status_code

    def close(self) -> None:
        self._client.close()


def _status(url: str, answer: httpx.Response) -> str:
    return f"{url} answers {answer.status_code} {answer.reason_phrase}"


def _form_with(page: Page, typed: Mapping[str, str], url: str) -> Any:
    for form in page.forms:
        if set(typed) <= set(labels(form)):
            return form
    known = sorted({label for form in page.forms for label in labels(form)})
    missing = ", ".join([label for label in typed if label not in known] or typed)
    raise NoSuchFieldError(f"{url} has no form with {missing}; its fields are {', '.join(known)}")


def _filled_in(form: Any, typed: Mapping[str, str]) -> dict[str, str]:
    data = dict(form.form_values())
    data |= dict.fromkeys(passwords(form), _PASSWORD)
    for label, value in typed.items():
        field = labels(form)[label]
        data[field.name] = sent_value(field, value)
    return data
