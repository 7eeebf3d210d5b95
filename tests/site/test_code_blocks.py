"""The digests of a rendered page's blocks are those that the ledger records for its fences."""

import pytest

from overrides.hooks import code_blocks, form
from overrides.hooks.page_digests import joined, page_digest, played_before
from tests import ROOT
from tests.evaluate.ledger import PageDigests, fence_digest
from tests.pages import rendered
from tests.pages.fences import Fence
from tests.pages.page import Docs


def test_blocks_and_forms_are_read_from_html_and_inline_code_is_not() -> None:
    card = form.render(
        "Owner: <awslabs>\nAddress: https://x.org/", "form", "form", {"title": "u"}, None
    )
    html = (
        f"<p><code>inline</code></p><pre><span></span><code><b>x</b>=1 &amp;\n\n</code></pre>{card}"
    )
    assert code_blocks.texts(html) == ["x=1 &\n", "Owner: <awslabs>\nAddress: https://x.org/\n"]


@pytest.mark.parametrize(
    "fields",
    ["Owner: awslabs\n", "Owner:   awslabs  \n", " Owner :awslabs\n", "Owner:\n", "\n"],
)
def test_the_ledger_has_the_digest_of_a_form_s_card(fields: str) -> None:
    """The card normalises the blanks of its fields; an empty form is a bare button."""
    card = form.render(fields.strip("\n"), "form", "form", {"title": "u"}, None)
    fence = Fence("docs/a.md", 1, "form", fields, {"title": "u"})
    assert code_blocks.digests(card) == [fence_digest(fence)]


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
