"""The lexer sees the blocks that the site draws, and those alone."""

from __future__ import annotations

import pytest

from tests.pages.fences import Fence, lex

TICKS = "```"


def read(text: str) -> list[Fence]:
    """The fences of a page with this text."""
    return lex("docs/page.md", list(enumerate(text.split("\n"), 1)))


@pytest.mark.parametrize(
    "text",
    [
        "```bash\ntrue\n```",
        "``` bash\ntrue\n```",
        "~~~bash\ntrue\n~~~",
        "`````bash\ntrue\n`````",
        "```{.bash}\ntrue\n```",
        "```.bash\ntrue\n```",
        '```bash {title="x"}\ntrue\n```',
        '```bash title="x"\ntrue\n```',
        "```bash {title=x .annotate}\ntrue\n```",
        '```bash {linenums="1" hl_lines="1"}\ntrue\n```',
        "1. one\n\n    ```bash\n    true\n    ```",
        "- one\n\n\t```bash\n\ttrue\n\t```",
        "!!! note\n\n    ```bash\n    true\n    ```",
        '=== "Tab"\n\n    !!! tip\n\n        ```bash\n        true\n        ```',
        "> ```bash\n> true\n> ```",
        "> > ```bash\n> > true\n> > ```",
        "text\n```bash\n\n\ntrue\n\n```\ntext",
        "`<!--` is a comment's start\n\n```bash\ntrue\n```",
        "<!-- a comment --> and <!-- another\n-->\n```bash\ntrue\n```",
    ],
)
def test_each_way_to_write_a_block_is_seen(text: str) -> None:
    """Headers, nesting, ticks and tildes: the language and the text come out the same."""
    assert [(fence.language, fence.text, fence.problem) for fence in read(text)] == [
        ("bash", "true\n", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<!--\n```bash\nfalse\n```\n-->",
        "text <!-- hidden\n\n```bash\nfalse\n```\n\n--> text",
        "`inline` ```code``` is no block",
        "    indented",
    ],
)
def test_what_the_site_draws_as_no_block_is_none(text: str) -> None:
    """Comments and inline code hold no fence."""
    assert read(text) == []


def test_a_block_shown_inside_a_longer_one_belongs_to_it() -> None:
    """Four ticks show three."""
    fences = read("````text\n```bash\nfalse\n```\n````")
    assert [(fence.language, fence.text) for fence in fences] == [("text", "```bash\nfalse\n```\n")]


def test_line_and_heading_are_those_of_the_page() -> None:
    """A fence knows the line that opens it and the heading above."""
    fences = read("# Title\n\n## Fix {#fix}\n\n```bash\ntrue\n```\n### Detail\n```text\n```")
    assert [(fence.line, fence.heading) for fence in fences] == [(5, "Fix"), (9, "Fix")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("```bash foo\ntrue\n```", "`bash foo` is not drawn as a block"),
        ('```bash{title="x"}\ntrue\n```', "is not drawn as a block"),
        ("```bash title=x\ntrue\n```", "is not drawn as a block"),
        ('```bash {titel="x"}\ntrue\n```', "unknown attribute `titel`"),
        ('```bash {titel="x"}\ntrue\n```', "did you mean `title`?"),
        ("```bash {.anotate}\ntrue\n```", "did you mean `annotate`?"),
        ("- ```bash\n  true\n", "behind a list's bullet"),
        ("```bash\ntrue\n", "never closed"),
        ("    ```bash\n    true\nfalse\n", "line 3 leaves the fence's indentation"),
        ("<!--\n```bash\ntrue\n-->\n", "never closed"),
    ],
)
def test_what_looks_like_a_block_and_is_none_is_a_problem(text: str, words: str) -> None:
    """The site would draw these as running text, so they may not pass in silence."""
    problems = [fence.problem or "" for fence in read(text)]
    assert problems and words in problems[0]
