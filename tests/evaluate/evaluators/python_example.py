"""Check one Python example with pytest-examples, in a pytest run and a process of its own.

Read an ExampleRequest as JSON from the standard input, and print the failure as JSON in the last
line. An example that raises ends a whole pytest run with an internal error (pytest-examples 0.0.18
under pytest >= 8.4), and one that calls `os._exit` ends any run. So no example runs in the process
that reports on it.
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

#: The line length of the examples, in characters.
WIDTH = 100


class ExampleRequest(TypedDict):
    """An example: its text, its page, the line that opens its fence, a folder for its files."""

    source: str
    page: str
    line: int
    scratch: str


class ExamplePlugin:
    """The pytest plugin that gives the request to the test and records its failure."""

    def __init__(self, request: ExampleRequest) -> None:
        self.request = request
        self.failure: str | None = None

    @pytest.fixture
    def example_request(self) -> ExampleRequest:
        return self.request

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Record the first failure."""
        if report.failed and self.failure is None:
            self.failure = str(report.longrepr)


@contextmanager
def ruff_settings(empty: Path) -> Iterator[None]:
    """Run ruff without the settings of the page's folder, with one line for each finding."""
    folder = Path.cwd()
    os.environ["RUFF_OUTPUT_FORMAT"] = "concise"
    os.chdir(empty)
    try:
        yield
    finally:
        os.chdir(folder)
        del os.environ["RUFF_OUTPUT_FORMAT"]


def test_example(eval_example: EvalExample, example_request: ExampleRequest) -> None:
    """The example is clean, runs, and prints what its `#>` comments show."""
    page, line = Path(example_request["page"]), example_request["line"]
    example = CodeExample.create(example_request["source"], path=page, start_line=line)
    eval_example.set_config(
        line_length=WIDTH, ruff_line_length=WIDTH, ruff_ignore=["I001"], target_version="py310"
    )
    with ruff_settings(Path(example_request["scratch"])):
        eval_example.lint_ruff(example)
    # Fail outside the exception: pytest ends with an internal error when it shows the frames that
    # pytest-examples makes.
    if raised := _raised(eval_example, example):
        pytest.fail(raised, pytrace=False)


def _raised(eval_example: EvalExample, example: CodeExample) -> str | None:
    """The exception of the example as a sentence. Failures of pytest-examples itself are raised."""
    run = eval_example.run_print_check if "#>" in example.source else eval_example.run
    try:
        run(example)
    except pytest.fail.Exception:
        raise
    except BaseException as error:
        return f"the example raised {type(error).__name__}: {error}"
    return None


def main() -> None:
    """Check the example on the standard input."""
    plugin = ExamplePlugin(json.load(sys.stdin))
    sys.path.insert(0, os.getcwd())  # As `python example.py` does.
    options = ["--disable-plugin-autoload", "-p", "pytest_examples", "-p", "no:cacheprovider"]
    options += ["-p", "no:warnings"]
    own = str(Path(__file__).parent)
    folders = ["--basetemp", plugin.request["scratch"], "--rootdir", own, "--confcutdir", own]
    status = pytest.main(["-q", "-c", os.devnull, *options, *folders, __file__], plugins=[plugin])
    failure = plugin.failure or (None if status == 0 else f"pytest ended with {status!r}")
    print("\n" + json.dumps({"failure": failure}))


if __name__ == "__main__":
    main()
