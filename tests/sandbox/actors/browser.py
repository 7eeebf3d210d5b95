"""Fills in a web form as a person does: opens the page, finds the fields by label, submits."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from urllib.parse import urljoin

import httpx

from tests.sandbox.actors.web_page import Form, Page, plain


class NoSuchFieldError(ValueError):
    """The page has no form with these labels; the sentence says which there are."""


class Browser:
    """A browser that goes through the sandbox's proxy; it keeps the session's cookies."""

    def __init__(self, proxy: str, context: ssl.SSLContext) -> None:
        self._client = httpx.Client(
            proxy=proxy, verify=context, trust_env=False, follow_redirects=True, timeout=30
        )
        self.shown_tokens: list[str] = []

    @property
    def shown_token(self) -> str | None:
        """The API token that a page has shown last; it shows each once."""
        return self.shown_tokens[-1] if self.shown_tokens else None

    def submit(self, url: str, fields: Mapping[str, str]) -> list[str]:
        """What the page complains of after the form was sent; nothing when it was accepted.

        Raises:
            NoSuchFieldError: no form of the page has all these labels.
        """
        answer = self._client.get(url)
        if answer.status_code >= 400:
            return [f"{url} answers {answer.status_code} {answer.reason_phrase}"]
        page = Page(answer.text)
        fields = {plain(label): value for label, value in fields.items()}
        form = _fitting(page, fields, url)
        data = dict(form.values)
        for label, value in fields.items():
            name = page.field_name(form.labels[label])
            data[name] = form.options.get(name, {}).get(value, value)
        target = urljoin(str(answer.url), form.action or str(answer.url))
        sent = self._client.post(target, data=data)
        shown = Page(sent.text)
        self.shown_tokens += [shown.token] if shown.token else []
        alerts = shown.alerts
        if sent.status_code >= 400 and not alerts:
            alerts = [f"{url} answers {sent.status_code} {sent.reason_phrase}"]
        return alerts

    def post(self, url: str, body: Mapping[str, object], headers: Mapping[str, str]) -> int:
        """The status of a JSON request, as a script makes it."""
        return self._client.post(url, json=dict(body), headers=dict(headers)).status_code

    def close(self) -> None:
        self._client.close()


def _fitting(page: Page, fields: Mapping[str, str], url: str) -> Form:
    for form in page.forms:
        if set(fields) <= set(form.labels):
            return form
    known = sorted({label for form in page.forms for label in form.labels})
    absent = [label for label in fields if label not in known]
    missing = ", ".join(absent or fields)
    raise NoSuchFieldError(f"{url} has no form with {missing}; its fields are {', '.join(known)}")
