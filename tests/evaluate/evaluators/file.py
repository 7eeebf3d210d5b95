"""The evaluator of titled fences: it parses the text, and writes it to a file."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from tests.evaluate import file_syntax
from tests.evaluate.context import EvaluationContext
from tests.pages.fences import Fence


class TitleProblem(ValueError):
    """The title is not the path of a file. The message is the end of a sentence."""


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Parse the text, and write the file."""
    title = fence.attributes["title"]
    try:
        path = path_of(fence, context)
        if reason := file_syntax.problem(fence.language, fence.text, context):
            return f"`{title}` {reason}"
        path.parent.mkdir(parents=True, exist_ok=True)
        with context.writing(title, path):
            path.write_text(fence.text, encoding="utf-8")
    except TitleProblem as problem:
        return str(problem)
    except OSError as problem:
        return f"`{title}` cannot be written: {problem.strerror}"
    return None


def path_of(fence: Fence, context: EvaluationContext) -> Path:
    """The file that the title names: below the shell's folder, or `~/…`. Raises TitleProblem."""
    title = fence.attributes["title"]
    path = PurePosixPath(title)
    home = context.environment.variables.get("HOME")
    if home and path.parts[:1] == ("~",):
        base, path = Path(home), PurePosixPath(*path.parts[1:])
    else:
        base = context.folder
    if not path.parts or path.is_absolute() or ".." in path.parts or title.endswith("/"):
        raise TitleProblem(f"the title `{title}` is not a file's path below the folder or `~`")
    return base / path
