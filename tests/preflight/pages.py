"""Finds the troubleshooting page for a client's words, with the script of the site."""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path

from overrides.hooks.failures import lookup
from tests import ROOT
from tests.diagnose.matching import Matcher
from tests.sandbox import pypi


class Pages:
    """The script is loaded at the first failure."""

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(ROOT, lookup(ROOT / "docs"))

    @cached_property
    def _symptoms(self) -> dict[str, str]:
        """The page of each refusal of the index: that of its name, unless it names another one."""
        path = Path(str(pypi.__file__)).with_name("refusals.toml")
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        return {code: entry.get("symptom", code) for code, entry in entries.items()}

    def page(self, log: str) -> str | None:
        """The name of the likeliest page."""
        found = [each for each in self._matcher.matches(log) if each.strong]
        return found[0].symptom if found else None

    def of_code(self, code: str) -> str | None:
        name = self._symptoms.get(code, code)
        return name if (ROOT / "docs/troubleshooting" / f"{name}.md").is_file() else None
