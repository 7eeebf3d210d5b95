"""Every refusal of GitHub: status or conclusion, words and where they were read, one entry each."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from tests.sandbox.github.api_call import ApiError

#: Is told the symptom and the words of each refusal that is given.
Listener = Callable[[str, str], None]


@dataclass(frozen=True)
class Refusal:
    """One entry of `refusals.toml`; `status` is None for what no HTTP answer says."""

    slug: str
    says: str
    read: str
    symptom: str
    status: int | None = None
    conclusion: str | None = None


def _catalogue() -> dict[str, Refusal]:
    entries = tomllib.loads(Path(__file__).with_name("refusals.toml").read_text("utf-8"))
    return {slug: Refusal(slug, **{"symptom": slug, **entry}) for slug, entry in entries.items()}


#: slug -> Refusal: all that GitHub can refuse here.
CATALOGUE: Mapping[str, Refusal] = MappingProxyType(_catalogue())


class Refused(ApiError):
    """A request, a run or a job is turned down, in GitHub's words."""

    def __init__(self, slug: str, values: Mapping[str, object]) -> None:
        self.refusal = CATALOGUE[slug]
        super().__init__(self.refusal.status or 403, self.refusal.says.format_map(values))
        self.symptom = self.refusal.symptom

    def tell(self, listener: Listener) -> str:
        """The words, once whoever listens has heard them."""
        listener(self.symptom or "", str(self))
        return str(self)


def refuse(slug: str, **values: object) -> NoReturn:
    """Raises `Refused`; `values` fill the blanks of the entry's words."""
    raise Refused(slug, values)
