"""The digests of a rendered page are those that the ledger records."""

from __future__ import annotations

from overrides.hooks import code_blocks
from overrides.hooks.page_digests import joined, page_digest, played_before
from tests import ROOT
from tests.evaluate.ledger import PageDigests, fence_digest
from tests.pages import rendered
from tests.pages.page import Docs


def test_the_digests_of_every_page_are_those_that_the_ledger_records() -> None:
    """The stamp compares digests of the HTML with the ledger, which is made from the Markdown."""
    docs, drawn, after = Docs(ROOT), dict[str, str](), dict[str, tuple[str, ...]]()
    for path, html in rendered.render(docs.settings):
        page = docs.page(f"docs/{path}")
        assert code_blocks.digests(html) == [fence_digest(fence) for fence in page.fences], path
        drawn[path], after[path] = (
            page_digest(page.text, code_blocks.digests(html)),
            page.front.after,
        )
    for path, digest in drawn.items():
        before = joined(drawn[each] for each in played_before(path, after))
        assert PageDigests.of(docs, docs.page(f"docs/{path}")) == PageDigests(digest, before), path
