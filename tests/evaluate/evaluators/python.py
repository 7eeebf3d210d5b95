"""An untitled Python fence is an example: pytest-examples lints it, runs it, checks its output."""

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

if TYPE_CHECKING:  # its imports belong to the other process
    from tests.evaluate.evaluators.python_example import Question

EXAMPLE = Path(__file__).with_name("python_example.py")


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Asks another process, in the reader's environment and folder."""
    with tempfile.TemporaryDirectory(prefix="guide-example-") as scratch:
        return _ask(
            {
                "source": fence.text,
                "page": fence.page,
                "line": fence.line,
                "scratch": f"{scratch}/pytest",
            },
            context,
        )


def _ask(question: Question, context: EvaluationContext) -> str | None:
    """The answer; whatever the example left running is ended."""
    command = [sys.executable, "-P", str(EXAMPLE)]
    with subprocess.Popen(
        command, env=dict(context.environment.variables), cwd=context.folder,
        start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace",
    ) as process:  # fmt: skip
        try:
            printed, _ = process.communicate(json.dumps(question), context.seconds)
        except subprocess.TimeoutExpired:
            return f"the example still ran after {context.seconds:g} s and was ended"
        finally:
            processes.end(lambda: processes.session(process.pid))
    return _answer(printed)


def _answer(printed: str) -> str | None:
    """The failure in the last line; without such a line the example has ended the process."""
    try:
        failure = json.loads(printed.rstrip().rpartition("\n")[2])["failure"]
    except (ValueError, TypeError, KeyError):
        return f"the example ended its Python before its end{output_excerpt(printed)}"
    return str(failure).strip() if failure else None
