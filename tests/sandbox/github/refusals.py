"""GitHub's refusals, read from refusals.toml, and the exception for one of them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from tests.sandbox.github.api_call import ApiError

#: Called with the symptom and the message of each refusal.
Listener = Callable[[str, str], None]


@dataclass(frozen=True)
class Refusal:
    """One entry of refusals.toml; `status` is None when no HTTP answer has the message."""

    slug: str
    says: str
    read: str
    symptom: str
    status: int | None = None
    conclusion: str | None = None


def _catalogue() -> dict[str, Refusal]:
    entries = tomllib.loads(Path(__file__).with_name("refusals.toml").read_text("utf-8"))
    return {slug: Refusal(slug, **{"symptom": slug, **entry}) for slug, entry in entries.items()}


#: Every entry by its slug.
CATALOGUE: Mapping[str, Refusal] = MappingProxyType(_catalogue())


class Refused(ApiError):
    """GitHub refuses a request, a run or a job; the message is GitHub's."""

    def __init__(self, slug: str, values: Mapping[str, object]) -> None:
        self.refusal = CATALOGUE[slug]
        super().__init__(self.refusal.status or 403, self.refusal.says.format_map(values))
        self.symptom = self.refusal.symptom

    def report_to(self, listener: Listener) -> str:
        """Call `listener` with the symptom and the message, and return the message."""
        listener(self.symptom or "", str(self))
        return str(self)


def refuse(slug: str, **values: object) -> NoReturn:
    """Raise Refused; `values` fill the placeholders of the entry's `says`."""
    raise Refused(slug, values)
