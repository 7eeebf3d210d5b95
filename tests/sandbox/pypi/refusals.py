"""The catalogue of refusals: slug, HTTP status, text and source of each, from `refusals.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from tests.sandbox.pypi.sites import Site


@dataclass(frozen=True)
class Refusal:
    """One entry of `refusals.toml`; `code` is the error code in the token endpoint's JSON."""

    slug: str
    status: int
    says: str
    read: str
    code: str = "invalid-payload"

    def text(self, site: Site, values: Mapping[str, object]) -> str:
        return self.says.format(help=f"https://{site.domain}/help/", site=site, **values)


def _catalogue() -> dict[str, Refusal]:
    entries = tomllib.loads(Path(__file__).with_name("refusals.toml").read_text("utf-8"))
    return {slug: Refusal(slug, **entry) for slug, entry in entries.items()}


CATALOGUE: Mapping[str, Refusal] = MappingProxyType(_catalogue())


class Refused(Exception):
    """The index refuses the request with `refusal`; `values` fill its text."""

    def __init__(self, slug: str, values: Mapping[str, object]) -> None:
        super().__init__(slug)
        self.refusal, self.values = CATALOGUE[slug], values

    def text(self, site: Site) -> str:
        return self.refusal.text(site, self.values)


def refuse(slug: str, **values: object) -> NoReturn:
    """Raise `Refused`; `values` fill the fields of the entry's text."""
    raise Refused(slug, values)


class ServerError(Exception):
    """PyPI's own code fails on this request and answers 500; the stand-in does the same."""
