"""A fragment is an excerpt of its file: its lines, in their place and order, with true comments."""

from __future__ import annotations

import pytest

from tests.guide.excerpt import problem

FILE = """\
on:
  release:
    types: [published]

  # Somebody starts it.
  workflow_dispatch:
permissions: {} # nothing
jobs:
  # --8<-- [start:build]
  build:
    runs-on: ubuntu-latest
    permissions:
      contents: read # to check out
      id-token: write
    steps:
      - uses: a/b@v1
        with:
          name: dist
          path: dist/
      - run: |
          echo one # two
          echo three
  # --8<-- [end:build]
  publish:
    runs-on: ubuntu-latest
"""
EXCERPTS = [
    "permissions: {} # nothing",
    "permissions: {}",
    "runs-on: ubuntu-latest",
    "on:\n  release:\n    types: [published]\n  workflow_dispatch:",
    "on:\n  release:\n    types: [published]\n  # Somebody starts it.\n  workflow_dispatch:",
    "    permissions:\n      contents: read # to check out\n      id-token: write",
    "- uses: a/b@v1\n  with:\n    name: dist\n    path: dist/",
    "- uses: a/b@v1\n  # ...",
    "jobs:\n  build:\n    # ...\n  publish:\n    runs-on: ubuntu-latest",
    "build:\n  runs-on: ubuntu-latest\n  # ...\n  steps:\n    # ...",
    "- run: |\n    echo one # two\n    echo three",
]
LIES = {
    "permissions:\n  contents: read\n  id-token: write": "is not so at the file's top level",
    "permissions:": "`permissions:`, is not the last of its block",
    "jobs:\n  build: {}": "line 2 of the block, `build: {}`, is not what follows there, which is",
    "jobs: {}": "line 1 of the block, `jobs: {}`, is not a line of it",
    "build:\n  runs-on: ubuntu-latest": "line 2 of the block, `runs-on: ubuntu-latest`, is not",
    "permissions:\n  contents: read": "`contents: read`, is not the last of its block: show",
    "permissions:\n  id-token: write": "line 2 of the block, `id-token: write`, is not what",
    "permissions:\n  id-token: write\n  contents: read": "`id-token: write`, is not what follows",
    "permissions: {} # everything": "is not a line of it",
    "permissions: # nothing\n  contents: read\n  id-token: write": "`permissions: # nothing`, is",
    "# Nobody starts it.\nworkflow_dispatch:": "`# Nobody starts it.`, is not a line of it",
    "on:\n  # Nobody.\n  release:\n    types: [published]": "`# Nobody.`, is not what follows",
    "release:\n  types: []": "`types: []`, is not what follows there, which is `types: [publ",
    "ubuntu-latest": "is not a line of it",
    "- uses: a/b@v1\n  with:\n    name: dist": "is not the last of its block",
    "- uses: a/b@v1\n- run: |\n    echo three": "`- run: |`, is not what follows",
    "- run: |\n    echo three": "`echo three`, is not what follows",
    "publish:\n  steps:": "`steps:`, is not what follows there, which is `runs-on",
    "on:\n  # ...\n  build:\n    # ...": "`build:`, is not what follows",
    "steps:\n  # ...\n  - uses: a/b@v2": "`- uses: a/b@v2`, is not what follows",
    "build:\n    runs-on: ubuntu-latest\n    # ...": "is not what follows there",
}


@pytest.mark.parametrize("part", EXCERPTS)
def test_an_excerpt_has_the_lines_of_the_file_in_their_place(part: str) -> None:
    """It may leave out comments, and other lines where `# ...` stands for them."""
    assert problem(part, FILE) is None


@pytest.mark.parametrize("part", LIES)
def test_what_is_empty_partial_in_another_order_or_place_or_a_lie_is_named(part: str) -> None:
    assert LIES[part] in (problem(part, FILE) or "no problem")
