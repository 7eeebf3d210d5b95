"""A titled diff is a change: it is made to that file, whose old lines must be there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.evaluate.context import EvaluationContext
from tests.evaluate.evaluators.file import TitleProblem, titled
from tests.pages.fences import Fence

HEADER = re.compile(r"(?:diff |index |--- |\+\+\+ |new file|deleted file|old mode|new mode)")


@dataclass
class Hunk:
    """Lines that stand in the file, and the lines to stand there instead."""

    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)


class DiffProblem(ValueError):
    """A diff that does not fit, as the end of a sentence."""


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Applies the diff to the file in the folder of the reader's shell."""
    title = fence.attributes["title"]
    try:
        path = titled(fence, context)
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
    """The hunks of a diff; `@@` lines part them and are not needed for one. Raises DiffProblem."""
    found = [Hunk()]
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        if line.startswith("@@"):
            found.append(Hunk())
        elif not any((found[-1].old, found[-1].new)) and HEADER.match(line):
            continue
        elif line[:1] in ("", " ", "-", "+"):
            found[-1].old += [line[1:]] if line[:1] != "+" else []
            found[-1].new += [line[1:]] if line[:1] != "-" else []
        else:
            raise DiffProblem(f"line {number} of the diff begins with neither blank, `-` nor `+`")
    return [hunk for hunk in found if hunk.old or hunk.new]


def applied(hunk: Hunk, lines: list[str]) -> list[str]:
    """The lines after the change. Raises DiffProblem unless its old lines stand there once."""
    if not hunk.old:
        raise DiffProblem("the diff shows no line that is there already, so nobody knows where")
    size = len(hunk.old)
    starts = [at for at in range(len(lines) - size + 1) if lines[at : at + size] == hunk.old]
    if len(starts) != 1:
        missing = next((line for line in hunk.old if line not in lines), hunk.old[0])
        how = f"stand there {len(starts)} times" if starts else f"are not there: `{missing}`"
        raise DiffProblem(f"the old lines {how}")
    return [*lines[: starts[0]], *hunk.new, *lines[starts[0] + size :]]
