"""The reader's browser: opens a page, finds fields by their labels, submits the form."""

from __future__ import annotations

import re
import ssl
import threading
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

#: The page on which the reader types the code that `gh auth login` shows.
DEVICE_PAGE, DEVICE_LABEL = (
    "https://github.com/login/device",
    "Enter the code displayed on your device",
)
#: Stands for any text in an address.
ELLIPSIS = "…"


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
        #: The address of the page that the last form has led to.
        self.address = ""

    @property
    def shown_token(self) -> str | None:
        """The API token that a page showed last; a page shows each token once."""
        return self.shown_tokens[-1] if self.shown_tokens else None

    def submit(self, url: str, fields: Mapping[str, str]) -> list[str]:
        """The error messages of the page after the form was sent; none when it was accepted.

        A page that leads to another one, such as that of a login, is an error.

        Raises:
            NoSuchFieldError: no form of the page has all these labels.
            FieldLeftOutError: a required field of that form is empty.
        """
        answer = self._client.get(self._opened(url))
        if answer.is_error:
            return [_status(url, answer)]
        page = Page(answer.text, str(answer.url))
        typed = {plain(label): value for label, value in fields.items()}
        if _leads_elsewhere(answer):
            return [f"{url} leads to {answer.url}: {page.title}", *page.alerts]
        form = _form_with(page, typed, url)
        data = _filled_in(form, typed)
        if empty := empty_fields(form, data):
            raise FieldLeftOutError(f"{url} is not sent without {', '.join(empty)}")
        sent = self._client.post(form.action or str(answer.url), data=data)
        self.address = str(sent.url)
        shown = Page(sent.text, self.address)
        self.shown_tokens += [shown.token] if shown.token else []
        return shown.alerts or ([_status(url, sent)] if sent.is_error else [])

    def type_device_code(self, code: str) -> None:
        """Type the code that a program shows, as soon as the request that made it is answered."""
        arguments = (DEVICE_PAGE, {DEVICE_LABEL: code})
        threading.Thread(target=self.submit, args=arguments, daemon=True).start()

    def _opened(self, url: str) -> str:
        """The address to open: a `…` in `url` stands for a part that the current page has, too."""
        if ELLIPSIS not in url:
            return url
        pattern = ".+".join(map(re.escape, url.split(ELLIPSIS)))
        return self.address if re.fullmatch(pattern, self.address) else url

    def post(self, url: str, body: Mapping[str, object], headers: Mapping[str, str]) -> int:
        """The status of a JSON request, as a script makes it."""
        return self._client.post(url, json=dict(body), headers=dict(headers)).status_code

    def close(self) -> None:
        self._client.close()


def _leads_elsewhere(answer: httpx.Response) -> bool:
    """Whether the page has been left for another one, such as that of a login."""
    return bool(answer.history) and answer.history[0].url.path != answer.url.path


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
