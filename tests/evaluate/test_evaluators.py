"""The evaluators and the fence rules: what each kind of fence does, and when it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.environment import Environment
from tests.evaluate.example_environment import OTHER_FORM, ExampleEnvironment
from tests.evaluate.example_guide import Guide, failures, fence
from tests.evaluate.fence_rule import FenceRules
from tests.evaluate.project import Project
from tests.pages.fences import Fence


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A guide without pages."""
    return Guide(tmp_path)


def test_titled_files_and_diffs_are_in_the_folder_of_the_shell(guide: Guide) -> None:
    guide.write(
        a=fence("bash", "mkdir sub; cd sub")
        + fence('yaml {title="x/y.yml"}', "a: 1", "b: 2")
        + fence('diff {title="x/y.yml"}', " a: 1", "-b: 2", "+b: 3")
        + fence("console", "$ cat x/y.yml; basename $PWD", "a: 1", "b: 3", "sub")
    )
    verdicts = guide.run_page("a")
    assert [verdict.verdict for verdict in verdicts] == ["ran"] * 4, failures(verdicts)


def test_a_title_may_name_a_file_in_the_home(guide: Guide) -> None:
    """`~` is the home of the environment."""
    page = fence('ini {title="~/.rc"}', "[a]") + fence("console", "$ cat ~/.rc", "[a]")
    assert failures(guide.write(a=page).run_page("a")) == []


def test_output_may_begin_as_a_continued_command_does(guide: Guide) -> None:
    page = fence("console", "$ echo '> a'", "> a", "$ echo \\", "> b", "b")
    assert failures(guide.write(a=page).run_page("a")) == []


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (fence("bash", "true", "false"), "line 2 of the block, `false` failed with exit status 1"),
        (fence("bash", "exit 0"), "`exit 0` uses `exit`, which ends the block before its last"),
        (fence("console", "$ false"), "`false` failed with exit status 1"),
        (fence("console", "$ echo a", "b"), "`echo a` did not print what the page shows"),
        (
            fence("console", "$ echo '$ id'", "$ id", "..."),
            "`echo '$ id'` prints `$ id`, which the",
        ),
        (
            fence('form {title="https://x.org/f" refused="x"}', "A: 1"),
            "there is no page docs/troubleshooting/x.md that quotes the message of `x`",
        ),
        (fence('text {data-optional="why"}', "a"), "a text fence takes no `data-optional`"),
        (fence("console", "a"), "line 1 of the console comes before any `$ ` command"),
        (
            fence("console", "$ echo a word", "..."),
            "`echo a word` prints words, but the page shows",
        ),
        (fence("console", "$ echo a word", "... ..."), "prints words, but the page shows only"),
        (
            fence("console", "$ echo a word", "a w...", "$ echo two", "..."),
            "`echo two` prints words",
        ),
        (fence('console {refused="x"}', "$ echo ab; false", "..."), "prints words, but the page"),
        (fence('console {refused="x"}', "$ true"), "every command succeeded, but `x` should"),
        (
            fence('console {refused="x"}', "$ false"),
            "there is no page docs/troubleshooting/x.md that quotes the message of `x`",
        ),
        (fence('yaml {title="/etc/x"}', "a"), "the title `/etc/x` is not a file's path"),
        (fence('yaml {title="../x"}', "a"), "the title `../x` is not a file's path"),
        (fence('diff {title="x"}', "-a"), "there is no `x` to change"),
        (fence("form", "A: b"), 'a form fence needs a title: `form {title="…"}`'),
        (fence('form {title="x"}', "A: b"), "a form needs its address"),
        (fence('form {title="https://x.org/f"}', "A"), "line 1 of the form is not `Label: value`"),
        (fence('form {title="https://x.org/f"}', "A: 1", "A: 2"), "repeats the field `A`"),
        (fence('form {title="https://x.org/f"}', "A: 1"), "https://x.org/f refused the form"),
        (fence("diff", "-a"), "a diff fence needs a title"),
        (fence("klingon", "x"), "no rule for language `klingon`; known are bash, "),
        (fence('klingon {title="x"}', "x"), "no rule for language `klingon`"),
        (fence("bash", "", " "), "the block is empty: remove it"),
        (fence("text"), "the block is empty"),
        (fence('ini {title="x"}'), "the block is empty"),
        (fence("bash", "# comment", "", "  # another"), "the block has only comments"),
        (fence("python", "# comment"), "the block has only comments"),
        (fence("yaml", "# comment"), "the block has only comments"),
        (fence('toml {title="x"}', "# comment"), "the block has only comments"),
        (fence('sh {title="x"}', "#!/bin/sh", "# comment"), "the block has only comments"),
        (fence("console", "$ # comment"), "a `$ ` has no command after it"),
        (fence("console", "$ true", "$ "), "a `$ ` has no command after it"),
        (fence("", "x"), "a fence without a language has no rule"),
        (fence('console {title="x"}', "$ true"), "a console fence takes no `title`"),
        (fence('bash {refused="x"}', "true"), "a bash fence takes no `refused`"),
    ],
)
def test_a_failed_fence_is_reported_with_its_reason(guide: Guide, page: str, sentence: str) -> None:
    """The report begins with the page and the line that opens the fence."""
    (report,) = failures(guide.write(a=page).run_page("a"))
    assert report.startswith("docs/a.md:1: ")
    assert sentence in report


def test_a_form_that_should_be_refused_and_is_accepted_fails(guide: Guide) -> None:
    page = fence(f'form {{title="{OTHER_FORM}" refused="x"}}', "A: 1")
    (report,) = failures(guide.write(a=page).run_page("a", Project(ExampleEnvironment)))
    assert report.endswith("accepted the form, but `x` should have refused it")


def test_a_diff_whose_old_lines_occur_twice_is_not_applied(guide: Guide) -> None:
    """The second diff shows one more line and is applied."""
    page = fence('text {title="x"}', "a", "b", "a") + fence('diff {title="x"}', "-a", "+c")
    page += fence('diff {title="x"}', " b", "-a", "+c") + fence("console", "$ cat x", "a", "b", "c")
    (report,) = failures(guide.write(a=page).run_page("a"))
    assert report == "docs/a.md:7: `x`: the old lines occur 2 times: show more lines around them"


def test_text_and_diagrams_are_shown_and_need_no_environment(guide: Guide) -> None:

    def no_environment() -> Environment:
        raise AssertionError("an environment was made")

    guide.write(a=fence("text", "x") + fence("mermaid", "graph LR"))
    assert [verdict.verdict for verdict in guide.run_page("a", Project(no_environment))] == [
        "shown",
        "shown",
    ]


def test_a_titled_fence_of_any_highlighted_language_is_written_to_a_file() -> None:
    for language in ("bash", "python", "toml", "ini", "dockerfile", "markdown", "json", "text"):
        assert not isinstance(
            FenceRules().rule_for(Fence("p", 1, language, "x", {"title": "x"})), str
        )


def test_failures_after_a_block_that_ended_the_shell_name_that_block(guide: Guide) -> None:
    """The rest of the page runs in a new shell."""
    page = fence('text {title="x"}', "exit 3") + fence("bash", ". ./x")
    page += fence("bash", "false") + fence("bash", "true")
    first, second = failures(guide.write(a=page).run_page("a"))
    assert "ended the shell (exit status 3)" in first
    assert "(in a new shell: docs/a.md:5 ended the page's own)" in second
