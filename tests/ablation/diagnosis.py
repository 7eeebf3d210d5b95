"""Finds the failure page that explains why a reader cannot go on."""

from __future__ import annotations

from overrides.hooks.failures import FOLDER, lookup
from tests import ROOT
from tests.ablation.reader import Reader
from tests.ablation.steps import DOCS, PROJECT
from tests.diagnose.matching import Matcher
from tests.evaluate.fence_rule import FenceRule
from tests.guide import page_shape
from tests.pages.page import Page


class Diagnosis:
    """The patterns of the failure pages, and the signs on those that show no error."""

    def __init__(self) -> None:
        self._matcher = Matcher(ROOT, lookup(ROOT / "docs"))
        names = sorted((ROOT / "docs" / FOLDER).glob("*.md"))
        pages = [DOCS.page(DOCS.page_name(f"{FOLDER}/{path.name}")) for path in names]
        self._silent = [page for page in pages if page.front.silent and _only_looks(page)]

    def of_words(self, said: str) -> str | None:
        """The symptom that the words name best; None when no page has them."""
        found = [match for match in self._matcher.matches(said) if match.strong]
        return found[0].symptom if found else None

    def of_signs(self, reader: Reader) -> str | None:
        """The symptom whose signs are there although no program has refused anything."""
        for page in self._silent:
            seen = page_shape.seen(page)
            rules = [PROJECT.rules.rule_for(fence) for fence in seen]
            if all(
                isinstance(rule, FenceRule) and rule.evaluate(fence, reader) is None
                for rule, fence in zip(rules, seen, strict=True)
            ):
                return page.front.symptom
        return None


def _only_looks(page: Page) -> bool:
    """Whether the signs on the page are seen without doing anything."""
    return all(fence.language == "console" for fence in page_shape.seen(page))
