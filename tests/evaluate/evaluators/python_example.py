"""Judges one Python example with pytest-examples: a pytest run of its own, in its own process.

Reads a question as JSON from the standard input and prints the answer as the last line. An
example that raises takes a whole pytest run down (pytest-examples 0.0.18 under pytest >= 8.4), and
one that calls `os._exit` any run, so no example runs inside the run that reports on it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

import pytest
from pytest_examples import CodeExample, EvalExample

#: House style of the examples, in characters.
WIDTH = 100


class Question(TypedDict):
    """An example: its text, its page, and the line of the page that opens it."""

    source: str
    page: str
    line: int
    scratch: str


class Asked:
    """The plugin that hands the question to the test and takes its failure."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.failure: str | None = None

    @pytest.fixture
    def question_asked(self) -> Question:
        """What is asked."""
        return self.question

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keeps the first failure."""
        if report.failed and self.failure is None:
            self.failure = str(report.longrepr)


@contextmanager
def own_ruff(empty: Path) -> Iterator[None]:
    """Ruff by our rules alone: not by those of the reader's folder; one line a finding."""
    folder = Path.cwd()
    os.environ["RUFF_OUTPUT_FORMAT"] = "concise"
    os.chdir(empty)
    try:
        yield
    finally:
        os.chdir(folder)
        del os.environ["RUFF_OUTPUT_FORMAT"]


def test_example(eval_example: EvalExample, question_asked: Question) -> None:
    """The example is clean, runs, and prints what its `#>` comments show."""
    page, line = Path(question_asked["page"]), question_asked["line"]
    example = CodeExample.create(question_asked["source"], path=page, start_line=line)
    eval_example.set_config(
        line_length=WIDTH, ruff_line_length=WIDTH, ruff_ignore=["I001"], target_version="py310"
    )
    with own_ruff(Path(question_asked["scratch"])):
        eval_example.lint_ruff(example)
    # At the door, with no exception behind: pytest cannot show the frames that
    # pytest-examples makes, and ends with an internal error.
    if raised := _raised(eval_example, example):
        pytest.fail(raised, pytrace=False)


def _raised(eval_example: EvalExample, example: CodeExample) -> str | None:
    """What the example raised, in words; failures of pytest-examples itself pass through."""
    run = eval_example.run_print_check if "#>" in example.source else eval_example.run
    try:
        run(example)
    except pytest.fail.Exception:
        raise
    except BaseException as error:
        return f"the example raised {type(error).__name__}: {error}"
    return None


def main() -> None:
    """Answers the question on the standard input."""
    asked = Asked(json.load(sys.stdin))
    sys.path.insert(0, os.getcwd())  # as `python example.py` in the reader's folder has it
    options = ["--disable-plugin-autoload", "-p", "pytest_examples", "-p", "no:cacheprovider"]
    options += ["-p", "no:warnings"]
    folders = ["--basetemp", asked.question["scratch"], "--rootdir", str(Path(__file__).parent)]
    status = pytest.main(["-q", "-c", os.devnull, *options, *folders, __file__], plugins=[asked])
    failure = asked.failure or (None if status == 0 else f"pytest ended with {status!r}")
    print("\n" + json.dumps({"failure": failure}))


if __name__ == "__main__":
    main()
