"""Files on a page: each is parsed when it is written, and used before the page ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.example_guide import Guide, failures, fence

FILE = fence('text {title="x"}', "a")


@pytest.mark.parametrize(
    ("language", "lines", "sentence"),
    [
        ("bash", ["if true"], "`x` is not a script of bash: "),
        (
            "bash",
            ["cat <<EOF", "a"],
            "`x` is not a script of bash: line 2: warning: here-doc",
        ),
        ("sh", ["for x in"], "`x` is not a script of sh: "),
        ("python", ["def f(:"], "`x` is not Python: "),
        ("py", ["x = 1", " y = 2"], "`x` is not Python: unexpected indent (line 2 of the block)"),
        ("yaml", ["a: [1"], "`x` is not YAML: "),
        ("yml", ["a: 1", "a: 2"], "`x` is not YAML: "),
        ("toml", ["a ="], "`x` is not TOML: "),
        ("json", ["{'a': 1}"], "`x` is not JSON: "),
        ("ini", ["a"], "`x` is not INI: "),
    ],
)
def test_a_file_that_does_not_parse_fails(
    tmp_path: Path, language: str, lines: list[str], sentence: str
) -> None:
    page = fence(f'{language} {{title="x"}}', *lines) + fence("bash", "cat x")
    report = failures(Guide(tmp_path).write(a=page).run_page("a"))[0]
    assert report.startswith(f"docs/a.md:1: {sentence}")


@pytest.mark.parametrize(
    "page",
    [
        FILE,
        FILE + fence("bash", "ls -l x", "test -e x", "rm x"),
        FILE + fence('text {title="y"}', "b") + fence("bash", "cat y"),
        FILE + fence("bash", "cat x") + fence('diff {title="x"}', "-a", "+b"),
    ],
)
def test_a_file_that_nothing_opens_after_it_was_written_fails(tmp_path: Path, page: str) -> None:
    """The report names the fence that wrote it. A listing does not use it."""
    (report,) = failures(Guide(tmp_path).write(a=page).run_page("a"))
    line = 9 if "diff" in page else 1
    assert report == (
        f"docs/a.md:{line}: nothing uses `x` after it was written: use it in a later block"
    )


@pytest.mark.parametrize(
    "page",
    [
        FILE + fence("bash", "cat x"),
        FILE + fence('diff {title="x"}', "-a", "+b") + fence("console", "$ cat x", "b"),
        fence('bash {title="x"}', "echo a") + fence("console", "$ bash x", "a"),
        fence('bash {title="x"}', "#!/bin/sh", "echo") + fence("bash", "chmod +x x", "./x"),
        fence('python {title="x.py"}', "Y = 1") + fence("bash", "python3 -c 'import x'"),
        fence("bash", "git init -q .", "git config user.name x", "git config user.email x")
        + FILE
        + fence("bash", "git add x", "git commit -q -m x"),
    ],
)
def test_a_file_that_a_program_opens_is_used(tmp_path: Path, page: str) -> None:
    """Also one that git stores, that Python imports, or that is run."""
    assert failures(Guide(tmp_path).write(a=page).run_page("a")) == []
