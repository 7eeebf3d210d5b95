"""The evaluator of untitled Python fences: pytest-examples lints, runs and compares the output."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.evaluate.context import EvaluationContext, output_excerpt
from tests.pages.fences import Fence
from tests.terminal import processes

if TYPE_CHECKING:  # It imports pytest-examples, which only the other process needs.
    from tests.evaluate.evaluators.python_example import ExampleRequest

EXAMPLE = Path(__file__).with_name("python_example.py")


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Run python_example.py in a process with the variables and the folder of the page's shell."""
    with tempfile.TemporaryDirectory(prefix="guide-example-") as scratch:
        return _run(
            {
                "source": fence.text,
                "page": fence.page,
                "line": fence.line,
                "scratch": f"{scratch}/pytest",
            },
            context,
        )


def _run(request: ExampleRequest, context: EvaluationContext) -> str | None:
    """The failure; None when the example passes. Its processes are killed."""
    command = [sys.executable, "-P", str(EXAMPLE)]
    with subprocess.Popen(
        command, env=dict(context.environment.variables), cwd=context.folder,
        start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace",
    ) as process:  # fmt: skip
        try:
            printed, _ = process.communicate(json.dumps(request), context.seconds)
        except subprocess.TimeoutExpired:
            return f"the example still ran after {context.seconds:g} s and was ended"
        finally:
            processes.end(lambda: processes.session(process.pid))
    return _failure(printed)


def _failure(printed: str) -> str | None:
    """The failure in the last line. Without such a line, the example has ended the process."""
    try:
        failure = json.loads(printed.rstrip().rpartition("\n")[2])["failure"]
    except (ValueError, TypeError, KeyError):
        return f"the example ended its own Python process{output_excerpt(printed)}"
    return str(failure).strip() if failure else None
