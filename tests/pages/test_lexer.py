"""The lexer finds the blocks that the site renders, and no others."""

from __future__ import annotations

import pytest

from tests.pages.fences import Fence
from tests.pages.lexer import lex

TICKS = "```"


def fences_of(text: str) -> list[Fence]:
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
def test_each_way_to_write_a_fence_gives_the_same_language_and_text(text: str) -> None:
    assert [(fence.language, fence.text, fence.problem) for fence in fences_of(text)] == [
        ("bash", "true\n", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- text --> <!-- hidden\n--> text",
        "`inline` ```code``` is no block",
        "    indented",
    ],
)
def test_comments_and_inline_code_contain_no_fence(text: str) -> None:
    assert fences_of(text) == []


def test_a_fence_inside_a_longer_fence_is_a_part_of_its_text() -> None:
    fences = fences_of("````text\n```bash\nfalse\n```\n````")
    assert [(fence.language, fence.text) for fence in fences] == [("text", "```bash\nfalse\n```\n")]


def test_a_fence_has_the_number_of_its_first_line_and_the_heading_above() -> None:
    fences = fences_of("# Title\n\n## Fix {#fix}\n\n```bash\ntrue\n```\n### Detail\n```text\n```")
    assert [(fence.line, fence.heading) for fence in fences] == [(5, "Fix"), (9, "Fix")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("```bash foo\ntrue\n```", "`bash foo` is not rendered as a block"),
        ('```bash{title="x"}\ntrue\n```', "is not rendered as a block"),
        ("```bash title=x\ntrue\n```", "is not rendered as a block"),
        ('```bash {titel="x"}\ntrue\n```', "unknown attribute `titel`"),
        ('```bash {titel="x"}\ntrue\n```', "did you mean `title`?"),
        ("```bash {.anotate}\ntrue\n```", "did you mean `annotate`?"),
        ("- ```bash\n  true\n", "after a list's bullet"),
        ("```bash\ntrue\n", "the fence is not closed"),
        ("    ```bash\n    true\nfalse\n", "line 3 is indented less than the fence"),
        ("<!--\n```bash\ntrue\n-->\n", "a fence in an HTML comment is neither drawn nor run"),
        ("<!--\n```bash\nfalse\n```\n-->", "a fence in an HTML comment"),
        ("x <!-- hidden\n\n```bash\nfalse\n```\n\n--> x", "a fence in an HTML comment"),
    ],
)
def test_a_fence_that_the_site_does_not_render_is_a_problem(text: str, message: str) -> None:
    problems = [fence.problem or "" for fence in fences_of(text)]
    assert problems and message in problems[0]
