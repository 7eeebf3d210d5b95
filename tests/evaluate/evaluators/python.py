"""The evaluator of untitled Python fences: pytest-examples lints, runs and compares the output."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.evaluate.context import EvaluationContext, output_excerpt
from tests.pages.fences import Fence

if TYPE_CHECKING:  # It imports pytest-examples, which only the other process needs.
    from tests.evaluate.evaluators.python_example import ExampleRequest

EXAMPLE = Path(__file__).with_name("python_example.py")


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Run python_example.py in a process with the variables and the folder of the page's shell."""
    temporary = context.environment.variables.get("TMPDIR")
    with tempfile.TemporaryDirectory(prefix="guide-example-", dir=temporary) as scratch:
        # Inside its package, pytest would import the whole repository.
        program = shutil.copy(EXAMPLE, scratch)
        return _run(
            program,
            {
                "source": fence.text,
                "page": fence.page,
                "line": fence.line,
                "scratch": f"{scratch}/pytest",
            },
            context,
        )


def _run(program: str, request: ExampleRequest, context: EvaluationContext) -> str | None:
    """The failure; None when the example passes. Its processes are killed."""
    environment = context.environment
    try:
        done = environment.programs.run(
            [sys.executable, "-P", program], environment.variables, context.folder,
            text=json.dumps(request), seconds=context.seconds,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"the example still ran after {context.seconds:g} s and was ended"
    return _failure(done.stdout, done.stderr)


def _failure(printed: str, errors: str) -> str | None:
    """The failure in the last line. Without such a line, the example has ended the process."""
    try:
        failure = json.loads(printed.rstrip().rpartition("\n")[2])["failure"]
    except (ValueError, TypeError, KeyError):
        return f"the example ended its own Python process{output_excerpt(printed + errors)}"
    return str(failure).strip() if failure else None
