"""Pages are split into prose and fences as in the other tests and on the site."""

import pytest

from tests.drift import page_code

pytestmark = pytest.mark.drift

PAGE = """---
title: `front`
---
`before` https://x.org/a

````text
```bash
`inside`
```
````

> ```bash title="b.sh"
> one \\
>   two
> ```

<!--
```bash
hidden
```
-->
`after`
"""


def test_a_page_is_split_into_spans_links_and_lines_of_fences() -> None:
    """Front matter is no code; a fence in a comment is one, and its page fails for it."""
    pieces = page_code.read("p.md", PAGE)
    assert [(piece.line, piece.language, piece.text) for piece in pieces] == [
        (4, "inline", "before"),
        (4, "link", "https://x.org/a"),
        (7, "text", "```bash"),
        (8, "text", "`inside`"),
        (9, "text", "```"),
        (12, "link", "b.sh"),
        (13, "bash", "one \\\n  two"),
        (19, "bash", "hidden"),
        (22, "inline", "after"),
    ]
