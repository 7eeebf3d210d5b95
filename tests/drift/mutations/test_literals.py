"""The literals of a page and of a workflow have kinds, and some changes of them mean nothing."""

from __future__ import annotations

import pytest

from overrides.hooks.facts import PUBLISH
from tests.drift.mutations import page_literals, workflow_literals
from tests.drift.mutations.harmless import reason
from tests.drift.mutations.mutation import Mutation

PAGE = """---
title: Publish to PyPI
after: [setup/pypi.md]
---

See [it](a.md#b) or `gh run list`, within 30 days.

```bash
gh release create v1.0.0 --title "A title" # takes v1.0.0
```

```console {refused="invalid-token"}
$ twine upload dist/*
No such thing
```
"""


def test_the_literals_of_a_page_are_found_by_kind() -> None:
    found = {(each.line, each.old, each.kind) for each in page_literals.mutations("p.md", PAGE)}
    assert found >= {
        (2, "PyPI", "page title"), (3, "setup/pypi.md", "header"), (6, "a.md", "link"),
        (6, "#b", "link"), (6, "list", "inline code"), (6, "30", "number"),
        (9, "gh", "command"), (9, "--title", "command"), (9, "v1.0.0", "comment"),
        (12, "invalid-token", "attribute refused"), (13, "dist/", "command"),
        (14, "thing", "output"),
    }  # fmt: skip


WORKFLOW = """\
name: Publish
on:
  release:
    types: [published]
jobs:
  build:
    name: Build it
    runs-on: 'ubuntu'
    permissions:
      contents: read # to check out
    steps:
      - uses: actions/checkout@abc # v7.0.1
        with:
          fetch-depth: 0
"""


def test_the_literals_of_a_workflow_are_found_by_their_places() -> None:
    found = {(each.old, each.kind) for each in workflow_literals.mutations(WORKFLOW)}
    assert found >= {
        ("release", "trigger"), ("published", "trigger"), ("build", "job id"),
        ("Build", "display name"), ("contents", "permission"), ("read", "permission"),
        ("actions/checkout", "action"), ("abc", "action"), ("v7.0.1", "version"),
        ("fetch-depth", "action input"), ("0", "action input"), ("ubuntu", "workflow value"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "old", "kind", "harmless"),
    [
        ('git commit -m "Fix it"', "Fix", "command", True),
        ('echo "Fix it"', "Fix", "command", True),
        ('git commit -m "Fix it" # Fix it', "Fix", "command", False),
        ('gh run list --workflow "publish.yml"', "publish.yml", "command", False),
        ("gh run list", "list", "command", False),
    ],
)
def test_free_text_that_nothing_reads_is_harmless(
    line: str, old: str, kind: str, harmless: bool
) -> None:
    mutation = Mutation("docs/a.md", 1, line.index(old), old, "Other", kind)
    assert bool(reason(mutation, line, [])) is harmless


def test_a_display_name_is_harmless_unless_a_page_quotes_it() -> None:
    mutation = Mutation(".github/workflows/publish.yml", 7, 10, "Build", "Bujld", "display name")
    assert (
        reason(mutation, WORKFLOW, ["nothing"]) == "a text for people to read, which no page quotes"
    )
    assert reason(mutation, WORKFLOW, ["the job *Build it*"]) is None


def test_values_that_are_written_otherwise_are_harmless() -> None:
    quoted = Mutation(
        ".github/workflows/publish.yml", 8, 13, "'ubuntu'", "ubuntu", "workflow value"
    )
    other = Mutation(PUBLISH, 8, 14, "ubuntu", "ubvntu", "workflow value")
    assert reason(quoted, WORKFLOW, []) == "the same values, written otherwise"
    assert reason(other, WORKFLOW, []) is None
