"""What a person sees of a web page: its forms by their labels, its complaints, a new token."""

from __future__ import annotations

import html.parser
import re
from dataclasses import dataclass, field


@dataclass
class Form:
    """One form of a page; `labels` maps what a person reads to the field's name."""

    action: str
    labels: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    options: dict[str, dict[str, str]] = field(default_factory=dict)


class Page(html.parser.HTMLParser):
    """The forms of a page and what it says in its notices (`role="alert"` or `role="status"`)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.alerts: list[str] = []
        self._names: dict[str, str] = {}
        self._label: str | None = None
        self._select: str | None = None
        self._option: str | None = None
        self._text: list[str] | None = None
        self._role = ""
        self._listing = False
        self.token: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if tag == "ul":
            self._listing = "errors" in found.get("class", "")
        if role := _role(tag, found, self._listing):
            self._role, self._text = role, []
        if tag == "form":
            self.forms.append(Form(found.get("action", "")))
        elif self.forms:
            self._field(tag, found)

    def _field(self, tag: str, found: dict[str, str]) -> None:
        form = self.forms[-1]
        if tag == "label":
            self._label, self._text = found.get("for", ""), []
        elif tag in ("input", "textarea", "select") and "name" in found:
            self._names[found.get("id", found["name"])] = found["name"]
            if found.get("type") not in ("checkbox", "radio", "submit") or "checked" in found:
                form.values[found["name"]] = found.get("value", "")
            self._select = found["name"] if tag == "select" else None
        elif tag == "option" and self._select:
            self._option, self._text = found.get("value", ""), []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self._text or []).split())
        if tag == "label" and self._label is not None:
            self.forms[-1].labels[plain(text)] = self._label
            self._label = self._text = None
        elif tag == "option" and self._option is not None and self._select:
            self.forms[-1].options.setdefault(self._select, {})[text] = self._option
            self._option = self._text = None
        elif self._role and self._text is not None:
            self._notice(text)

    def _notice(self, text: str) -> None:
        if self._role == "token":
            self.token = text
        elif text:
            self.alerts.append(text)
        self._role, self._text = "", None

    def field_name(self, label_for: str) -> str:
        return self._names.get(label_for, label_for)


def _role(tag: str, found: dict[str, str], listing_errors: bool) -> str:
    """Whether an element complains, or shows a new API token."""
    if found.get("id") == "provisioned-key":
        return "token"
    classes = found.get("class", "")
    complains = found.get("role") == "alert" or "notification-bar--error" in classes
    return "alert" if complains or (tag == "li" and listing_errors) else ""


def plain(label: str) -> str:
    """A label without the remark that follows it: `Environment name (optional)`."""
    return re.sub(r"\s*\((optional|required)\)\s*\*?$", "", label.strip().rstrip(":*").strip())
