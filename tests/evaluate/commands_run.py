"""Run shell code that is what it seems: linted, with every command reached and seen to succeed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.evaluate.context import EvaluationContext, failing_command
from tests.lint import statements
from tests.lint.syntax import commands, inside, parse
from tests.terminal.notes import Program
from tests.terminal.shell import Result

#: What `type -t` says of a name that a function or an alias has taken.
HIDING = ("function", "alias")
#: The function that a virtual environment's `activate` defines.
DEACTIVATE = "deactivate"


def lint(code: str) -> str | None:
    """The end of a sentence when the code can hide a failure of a command, or leave one out."""
    found = statements.finding(code)
    return f"{failing_command(code, found.line)} {found.text}" if found else None


def mistrust(code: str, result: Result, context: EvaluationContext) -> str | None:
    """The end of a sentence when code that ran has changed the shell, or hides a program.

    When it has passed, also for a command that was not reached, and for a `!` before a program that
    failed for a reason of its own.
    """
    if hidden := _hidden(result.notes.programs, context):
        return hidden
    if not result.passed:
        return None
    if result.notes.changes:
        return f"{failing_command(code, None)} {result.notes.changes[0]}"
    return _unreached(code, result) or _misnegated(code, result)


def _hidden(programs: tuple[Program, ...], context: EvaluationContext) -> str | None:
    """The first name that no longer means the program that it means at the start of a page."""
    variables = context.environment.variables
    folders = variables.get("PATH", os.defpath).split(os.pathsep)
    home = variables.get("HOME", "/")
    installed = os.pathsep.join(each for each in folders if not Path(each).is_relative_to(home))
    for each in programs:
        if each.kind in HIDING and each.name != DEACTIVATE:
            return f"`{each.name}` is now a {each.kind}, which hides the program"
        expected = shutil.which(each.name, path=installed)
        if each.path and expected and each.path != expected and not _in_venv(each.path):
            return f"`{each.name}` is now {each.path}, which hides {expected}"
    return None


def _in_venv(path: str) -> bool:
    """Whether the program is that of a virtual environment, which hides others on purpose."""
    return (Path(path).parent.parent / "pyvenv.cfg").is_file()


def _unreached(code: str, result: Result) -> str | None:
    """The first command that did not run, but for those between two tries of an `until`."""
    root = parse(code)
    loops = [each for each in inside(root) if each.type == "while_statement"]
    waiting = [each.children[-1].id for each in loops if each.children[0].type == "until"]
    for each in commands(root, frozenset(waiting)):
        lines = range(each.first_line, each.last_line + 1)
        if not result.notes.reached.intersection(lines):
            return f"{failing_command(code, each.first_line)} was never reached"
    return None


def _misnegated(code: str, result: Result) -> str | None:
    """For `! grep …`, grep's status must be 1, "no lines selected", and not 2, an error."""
    errors = [status for status in result.notes.statuses if status > 1]
    if not statements.negated(code) or not errors:
        return None
    last = failing_command(code, len(code.rstrip("\n").split("\n")))
    return f"{last} ended with status {errors[-1]}, which is an error and not a no (1)"
