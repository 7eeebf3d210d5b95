"""Each block of the built site is a fence that the tests collect, byte for byte, and vice versa."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from overrides.hooks import code_blocks, form
from tests import ROOT
from tests.evaluate.ledger import fence_digest
from tests.pages.fences import Fence
from tests.pages.page import Docs
from tests.site.drawn_blocks import differences

PAGE = "# A\n\n```bash\ntrue\n```\n"
HTML = "<h1>A</h1><pre><span></span><code>true\n</code></pre>"


def test_blocks_and_forms_are_read_from_html_and_inline_code_is_not() -> None:
    card = form.render(
        "Owner: <awslabs>\nAddress: https://x.org/", "form", "form", {"title": "u"}, None
    )
    html = (
        f"<p><code>inline</code></p><pre><span></span><code><b>x</b>=1 &amp;\n\n</code></pre>{card}"
        '<pre><code><span class="gp">$ </span>id<br>\n<span class="go">0</span>\n</code></pre>'
    )
    blocks = code_blocks.blocks(html)
    form_text = "Owner: <awslabs>\nAddress: https://x.org/\n"
    assert [block.text for block in blocks] == ["x=1 &\n", form_text, "$ id\n0\n"]
    assert [block.copied for block in blocks] == ["x=1 &", "<awslabs>\nhttps://x.org/", "id"]


@pytest.mark.parametrize(
    "fields",
    ["Owner: awslabs\n", "Owner:   awslabs  \n", " Owner :awslabs\n", "Owner:\n", "\n"],
)
def test_the_ledger_has_the_digest_of_a_form_s_card(fields: str) -> None:
    """The card normalises the blanks of its fields; an empty form is a bare button."""
    card = form.render(fields.strip("\n"), "form", "form", {"title": "u"}, None)
    fence = Fence("docs/a.md", 1, "form", fields, {"title": "u"})
    assert code_blocks.digests(card) == [fence_digest(fence)]


def site_of(
    root: Path, html: str, page: str = PAGE, others: Mapping[str, str] | None = None
) -> Path:
    """A site of one page with this HTML, and of other files by their paths below `root`."""
    for name, text in {"docs/a.md": page, "site/a/index.html": html, **(others or {})}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root / "site"


@pytest.mark.parametrize(
    ("html", "page", "message"),
    [
        (HTML.replace("true", "true "), PAGE, "a.md:3: the fence has 'true', but the site renders"),
        ("", PAGE, "docs/a.md:3: the site renders no block here: 'true'"),
        (f"{HTML}<pre>raw</pre>", f"{PAGE}\n<pre>raw</pre>", "docs/a.md:7: the site renders a"),
        (f"{HTML}<p><kbd>rm x</kbd>", f"{PAGE}\n<kbd>rm x</kbd>", "docs/a.md:7: the site renders"),
        (f"{HTML}<samp>x y</samp>", f"{PAGE}\n\n<samp>x y</samp>", "docs/a.md:8: the site renders"),
        (f"{HTML}<pre><code>in</code></pre>", f"{PAGE}\n    in", "docs/a.md:7: the site renders"),
        (HTML.replace("<pre>", "<pre>sudo "), PAGE, "but the site renders 'sudo true'"),
        (
            HTML.replace("true", '<span class="go">true</span>'), PAGE,
            "docs/a.md:3: the tests run ['true'] and more, but the copy button gives ''",
        ),
    ],
)  # fmt: skip
def test_a_block_that_differs_is_named_with_page_and_line(
    tmp_path: Path, html: str, page: str, message: str
) -> None:
    assert message in differences(site_of(tmp_path, html, page), Docs(tmp_path))[0]


@pytest.mark.parametrize(
    ("others", "message"),
    [
        ({"docs/b.html": "\n<pre>x</pre>", "site/b.html": "\n<pre>x</pre>"},
         "docs/b.html:2: the block 'x' is on no page that the tests run"),
        ({"docs/b.markdown": "```bash\nx\n```", "site/b/index.html": "<pre>x</pre>"},
         "docs/b.markdown:2: the block 'x' is on no page that the tests run"),
        ({"site/404.html": "<p>\n<kbd>x</kbd>"}, "404.html:2: the block 'x' is on no page"),
    ],
)  # fmt: skip
def test_a_block_that_no_collected_page_draws_is_named(
    tmp_path: Path, others: dict[str, str], message: str
) -> None:
    """A page with another ending, a static page and the theme's own pages are not collected."""
    found = differences(site_of(tmp_path, HTML, others=others), Docs(tmp_path))
    assert [message in each for each in found] == [True]


def test_every_block_of_the_built_site_is_a_fence_and_every_fence_a_block(site: Path) -> None:
    """As a browser gets it, with the theme, the hooks and the static pages."""
    assert differences(site, Docs(ROOT)) == []
