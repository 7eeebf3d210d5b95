"""The fields of a posted form, several values to a name, files among them."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import UploadFile

Value = str | UploadFile


class Fields:
    """What was posted, in order; names may repeat."""

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
        """The first text of that name, None when there is none (what WTForms looks at)."""
        return next(iter(self.texts(name)), None)

    def last(self, name: str) -> Value | None:
        """The last value of that name (what `request.POST.get` gives)."""
        return next(iter(reversed(self.all(name))), None)

    def cleaned(self) -> Fields:
        """Without what distutils fills in as UNKNOWN, and with NUL made visible.

        Source: `sanitize`, warehouse/forklift/decorators.py.
        """
        items = []
        for name, value in self._items:
            last = self.last(name)
            if isinstance(last, str) and last.strip() == "UNKNOWN":
                continue
            items.append((name, value.replace("\0", "\\x00") if isinstance(value, str) else value))
        return Fields(items)
