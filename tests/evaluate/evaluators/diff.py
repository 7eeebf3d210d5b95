"""The evaluator of titled diffs: it applies the diff to the file, which must have the old lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.evaluate.context import EvaluationContext
from tests.evaluate.evaluators.file import TitleProblem, path_of
from tests.pages.fences import Fence

HEADER = re.compile(r"(?:diff |index |--- |\+\+\+ |new file|deleted file|old mode|new mode)")


@dataclass
class Hunk:
    """Lines of the file, and the lines that replace them."""

    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


class DiffProblem(ValueError):
    """The diff cannot be applied. The message is the end of a sentence."""


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Apply the diff to the file in the folder of the page's shell."""
    title = fence.attributes["title"]
    try:
        path = path_of(fence, context)
        with context.writing(title, path):
            lines = path.read_text(encoding="utf-8").split("\n")
            for hunk in hunks(fence.text):
                lines = applied(hunk, lines)
            path.write_text("\n".join(lines), encoding="utf-8")
    except FileNotFoundError:
        return f"there is no `{title}` to change"
    except (TitleProblem, DiffProblem) as problem:
        return f"`{title}`: {problem}"
    except (OSError, UnicodeDecodeError) as problem:
        return f"`{title}` cannot be changed: {type(problem).__name__}"
    return None


def hunks(text: str) -> list[Hunk]:
    """The hunks of a diff, separated by `@@` lines. One hunk needs none. Raises DiffProblem."""
    found = [Hunk()]
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        if line.startswith("@@"):
            found.append(Hunk())
        elif not (found[-1].old or found[-1].new) and HEADER.match(line):
            continue
        elif line[:1] in ("", " ", "-", "+"):
            found[-1].old += [line[1:]] if line[:1] != "+" else []
            found[-1].new += [line[1:]] if line[:1] != "-" else []
        else:
            raise DiffProblem(f"line {number} of the diff begins with neither blank, `-` nor `+`")
    return [hunk for hunk in found if hunk.old or hunk.new]


def applied(hunk: Hunk, lines: list[str]) -> list[str]:
    """The lines after the change. Raises DiffProblem unless the old lines occur exactly once."""
    if not hunk.old:
        raise DiffProblem(
            "the diff has no old line that locates the change: add a line of the file"
        )
    size = len(hunk.old)
    starts = [at for at in range(len(lines) - size + 1) if lines[at : at + size] == hunk.old]
    if not starts:
        missing = next((line for line in hunk.old if line not in lines), hunk.old[0])
        raise DiffProblem(f"the old lines are not in the file: `{missing}`")
    if len(starts) > 1:
        raise DiffProblem(f"the old lines occur {len(starts)} times: show more lines around them")
    return [*lines[: starts[0]], *hunk.new, *lines[starts[0] + size :]]
