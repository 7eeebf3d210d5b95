"""The site's extensions of Markdown become plain Markdown, and its anchors those of headings."""

from __future__ import annotations

import pytest

from overrides.hooks.plain_headings import anchors
from overrides.hooks.plain_markdown import plain


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("`a`{.wrong} and `{.b}`", "`a` (wrong) and `{.b}`"),
        ("## A head {#anchor}", "## A head"),
        ("[x](a.md), `[y](b.md)`", "[x](A.MD), `[y](b.md)`"),
        ('<div class="a" markdown>\n\nx\n\n</div>', "x"),
        ('=== "One"\n\n    a\n\n    ```bash\n    === "b"\n    ```\n\nc',
         '**One**\n\na\n\n```bash\n=== "b"\n```\n\nc'),
        ('!!! note "Up"\n    === "In"\n\n        b', "**Up**\n\n**In**\n\nb"),
        ('1. a\n\n    === "One"\n\n        b\n\n2. c', "1. a\n\n    **One**\n\n    b\n\n2. c"),
        ("````md\n```\n[x](a.md)\n```\n````", "````md\n```\n[x](a.md)\n```\n````"),
        ('```bash {data-optional="a reason"}\nls\n```', "```bash\nls\n```"),
        ('  ```toml {title="a.toml"}\n  x\n  ```', "  In `a.toml`:\n\n  ```toml\n  x\n  ```"),
        ('[a](b.md){ download="b" }. c', "[a](B.MD). c"),
        ('<div id="old-name"></div>\n\n<div id="older"></div>\n\na', "a"),
        ('```form {title="https://pypi.org/account/register/"}\nUsername: me\n```',
         "Enter on <https://pypi.org/account/register/>:\n\n```text\nUsername: me\n```\n\n"
         "Press **Create account**."),
        ('```form {title="https://pypi.org/manage/unverified-account/"}\n```',
         "Open the link in the email. If no email came, "
         "<https://pypi.org/manage/unverified-account/> sends it again."),
        ('```form {title="https://pypi.org/manage/"}\n```',
         "Open <https://pypi.org/manage/> and confirm."),
        ('```form {title="https://pypi.org/manage/account/recovery-codes/generate"}\n```',
         "Open <https://pypi.org/manage/account/recovery-codes/generate>, "
         "and press **Continue**."),
    ],
)  # fmt: skip
def test_extensions_become_plain_markdown(ours: str, theirs: str) -> None:
    """What stands in code stays as it is."""
    assert plain(ours, str.upper) == f"{theirs}\n"


def test_an_anchor_is_that_of_the_heading_or_of_the_one_above() -> None:
    """The id that a page gives a heading is not in its Markdown."""
    html = (
        '<div id="top"></div><h2 id="old">Use `x`: <code>v*</code> &amp; go'
        '<a class="headerlink" href="#old">¶</a></h2><input id="tab"><h2 id="again">Fix</h2>'
        '<h3 id="more">Fix</h3>'
    )
    assert anchors(html) == {
        "top": "", "old": "use-x-v--go", "tab": "use-x-v--go", "again": "fix", "more": "fix-1",
    }  # fmt: skip
