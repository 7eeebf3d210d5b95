"""The blocks that the site renders are the fences of the page and of the ledger."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from overrides.hooks import code_blocks
from tests import ROOT
from tests.evaluate.example_guide import Guide
from tests.pages import rendered
from tests.pages.page import Docs

SITE = """site_name: x
theme: {name: null, custom_dir: theme}
plugins: []
markdown_extensions:
  - attr_list
  - admonition
  - md_in_html
  - pymdownx.highlight: {anchor_linenums: true, line_spans: __span}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.snippets: {check_paths: true, base_path: [!relative $config_dir]}
"""
PAGE = """---
title: All sorts
---
# All sorts

```bash
x=1  # <&>
```

!!! note

    ~~~ {.yaml title="a.yml" linenums="1"}
    a: 1
    \N{SPACE}\N{SPACE}
    b: 2
    ~~~

=== "Tab"

    1. One

        ```console
        $ echo "$x"
        1
        ```

> ```bash title="b.sh"
> \ttrue
> ```

--8<-- "part.inc"

````text
```bash
false
```
````

<div markdown>

```json {title="c.json" .annotate}
{"c": 1}
```

</div>

```bash
cat a.yml b.sh c.json
```
"""


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A site of one page, with fences in every notation."""
    (tmp_path / "mkdocs.yml").write_text(SITE)
    (tmp_path / "theme").mkdir()
    (tmp_path / "part.inc").write_text("```text\nincluded\n```\n")
    return Guide(tmp_path).write(index=PAGE)


def test_rendered_blocks_have_the_texts_in_the_ledger_in_order(guide: Guide) -> None:
    assert "8 passed" in guide.pytest("-q")
    ((_, html),) = rendered.render(guide.root / "mkdocs.yml")
    texts = [block.text for block in code_blocks.blocks(html)]
    assert len(texts) == 8 and texts[0] == "x=1  # <&>\n"
    ledger = [entry["sha256"] for entry in guide.ledger()["fences"]]
    assert ledger == [sha256(text.encode()).hexdigest() for text in texts]


@pytest.mark.parametrize(
    ("added", "message"),
    [
        ("\n    indented\n", "the site renders a block that is not a fence: 'indented'"),
        ("\n<pre><code>raw</code></pre>\n", "the site renders a block that is not a fence: 'raw'"),
        (
            "\ntext\n\n    ```bash\n    true\n    ```\n",
            "the fence has 'true', but the site renders '```bash'",
        ),
        ("\n<script>\n```bash\nx\n```\n</script>\n", "the site renders no block here: 'x'"),
    ],
)
def test_a_block_that_only_the_site_or_only_the_lexer_finds_is_a_difference(
    guide: Guide, added: str, message: str
) -> None:
    guide.write(index=PAGE + added)
    ((_, html),) = rendered.render(guide.root / "mkdocs.yml")
    page = Docs(guide.root).page("docs/index.md")
    assert message in (rendered.difference(page, html) or "nothing")


def test_every_fence_of_the_guide_is_rendered_as_it_is_read() -> None:
    """All pages are rendered by the site's own extensions, plugins and hooks."""
    docs = Docs(ROOT)
    pages = [(docs.page(f"docs/{path}"), html) for path, html in rendered.render(docs.settings)]
    differences = [rendered.difference(page, html) for page, html in pages]
    assert [difference for difference in differences if difference] == []
    assert sum(len(page.fences) for page, _ in pages) > 50
