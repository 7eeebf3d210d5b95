"""The names by which one project differs from another, and the rules that each has to keep."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from . import core_schema
from .package_names import distribution, normalized, uploaded
from .shapes import Facts

#: The places of names and the contexts in which they stand; the site's script can read it, too.
TABLE = Path(__file__).parents[2] / "assets/names/places.json"


class IdentityError(ValueError):
    """A name is not allowed in its place; the message is a sentence."""


@dataclass(frozen=True)
class Identity:
    """The names of one project; `testpypi` and `pypi` are the environments for the two indexes.

    Raises IdentityError for a name that breaks the rules of its place in TABLE.
    """

    owner: str
    repository: str
    package: str
    module: str
    workflow: str
    testpypi: str
    pypi: str
    team: str

    def __post_init__(self) -> None:
        for place, name in asdict(self).items():
            _check(place, name)
        if self.testpypi.lower() == self.pypi.lower():
            # GitHub: "Environment names are not case sensitive."
            raise IdentityError(f"both environments are called {self.pypi}; give each its own name")

    def filled(self, template: str) -> str:
        """The template with the names in its braces, those that follow from others included."""
        return template.format_map(
            {
                **asdict(self),
                "normalized": normalized(self.package),
                "distribution": distribution(self.package),
                "uploaded": uploaded(self.package),
                "owner_respelt": self.owner.swapcase(),
                # PyPI stores the name of a publisher's environment in small letters.
                "pypi_stored": self.pypi.lower(),
            }
        )


@cache
def table() -> Any:
    """TABLE: rules, contexts, and contexts that are kept."""
    return json.loads(TABLE.read_text(encoding="utf-8"))


def identity_of(facts: Facts) -> Identity:
    """The names of the project that the guide describes."""
    return Identity(
        facts.owner, facts.repository, facts.package, facts.module, facts.workflow.file,
        facts.testpypi_environment, facts.pypi_environment, facts.team,
    )  # fmt: skip


def _check(place: str, name: str) -> None:
    rule = table()["places"][place]
    if not re.fullmatch(rule["pattern"], name, re.ASCII) or len(name) > rule["longest"]:
        raise IdentityError(f"{name!r} is no {place}: {rule['means']} ({rule['source']})")
    if not core_schema.is_text(name):
        raise IdentityError(f"{name!r} is no {place}: YAML reads it as another value than text")
