"""The fields of a posted form: text and files; a name may have several values."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import UploadFile

Value = str | UploadFile


class Fields:
    def __init__(self, items: Iterable[tuple[str, Value]]) -> None:
        self._items = list(items)

    def __contains__(self, name: str) -> bool:
        return any(key == name for key, _ in self._items)

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(key for key, _ in self._items))

    def all(self, name: str) -> list[Value]:
        return [value for key, value in self._items if key == name]

    def texts(self, name: str) -> list[str]:
        return [value for value in self.all(name) if isinstance(value, str)]

    def first(self, name: str) -> str | None:
        """Return the first text of that name, which WTForms reads; None if there is none."""
        return next(iter(self.texts(name)), None)

    def last(self, name: str) -> Value | None:
        """Return the last value of that name, as `request.POST.get`; None if there is none."""
        return next(iter(reversed(self.all(name))), None)

    def sanitized(self) -> Fields:
        """Drop fields that distutils fills with UNKNOWN, and escape NUL.

        Source: `sanitize`, warehouse/forklift/decorators.py.
        """
        items = []
        for name, value in self._items:
            last = self.last(name)
            if isinstance(last, str) and last.strip() == "UNKNOWN":
                continue
            items.append((name, value.replace("\0", "\\x00") if isinstance(value, str) else value))
        return Fields(items)
