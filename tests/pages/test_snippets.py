"""Snippet includes: expanded as on the site, with the line numbers of the page."""

from __future__ import annotations

from pathlib import Path

from tests.evaluate.example_guide import Guide
from tests.pages.page import Docs

SITE = """site_name: x
markdown_extensions:
  - pymdownx.superfences
  - pymdownx.snippets:
      check_paths: true
      base_path: [!relative $config_dir]
      dedent_subsections: true
"""
REAL = "# --8<-- [start:one]\n  a: 1\n# --8<-- [end:one]\n  b: 2\n"
INCLUDING = """# Page

```text
--8<-- "real.yml:one"
```

--8<-- "part.inc"

```text
last
```
"""


def test_included_fences_have_the_line_of_their_include(tmp_path: Path) -> None:
    """A fence after an include has its own line in the page."""
    guide = Guide(tmp_path).write(a=INCLUDING)
    (tmp_path / "mkdocs.yml").write_text(SITE)
    (tmp_path / "real.yml").write_text(REAL)
    (tmp_path / "part.inc").write_text("Words\n\n```text\ntwo\n```\n\n```text\nthree\n```\n")
    fences = Docs(guide.root).page("docs/a.md").fences
    assert [(fence.line, fence.text) for fence in fences] == [
        (3, "a: 1\n"), (7, "two\n"), (7, "three\n"), (9, "last\n")
    ]  # fmt: skip


def test_an_include_of_a_missing_section_is_a_problem_with_its_line(tmp_path: Path) -> None:
    guide = Guide(tmp_path).write(a=INCLUDING)
    (tmp_path / "mkdocs.yml").write_text(SITE)
    (tmp_path / "real.yml").write_text("a: 1\n")
    problem = Docs(guide.root).page("docs/a.md").problem
    assert str(problem) == "docs/a.md:4: Snippet section 'one' could not be located"
