"""Proves that the program that `who:` names printed a refusal, and not the page itself."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Sequence

from tests.evaluate import refusal_match
from tests.evaluate.procedure import StepContext
from tests.terminal.shell import Result

#: The programs by which a reader meets the words of each speaker.
PROGRAMS: dict[str, tuple[str, ...]] = {
    "twine": ("twine",),
    "uv": ("uv", "uvx"),
    "Python": ("python3", "uvx"),
    "pip": ("pip",),
    "build": ("uv", "build"),
    "wheel": ("wheel",),
    "gh": ("gh",),
    "semantic-release": ("semantic-release",),
    "GitHub": ("gh",),
    "the publishing action": ("gh",),
    "PyPI": ("twine", "uv", "gh"),
    "TestPyPI": ("twine", "uv", "gh"),
}
#: Programs that start another one, by its name.
_STARTERS = ("uvx", "python3", "python")
_STARTED = ("twine", "pip", "build", "wheel", "semantic-release")
_TO_OUTPUT = re.compile(r"\s2>&1(?=\s|$)")
#: What combines commands or reads other text; a pipe into `cat` stays.
_COMBINED = re.compile(r"[;&<>()`\n|]")


def problem(symptom: str, context: StepContext) -> str | None:
    """The end of a sentence when another program printed the message of `symptom`."""
    front = refusal_match.front_of(symptom, context) or context.page.front
    who = (front.who,) if isinstance(front.who, str) else front.who
    known = {name for speaker in who for name in PROGRAMS.get(speaker, (speaker,))}
    for command in _speaking(front.says, context.ran):
        program = program_of(command)
        if program not in known:
            return f"`{command}` printed the message of `{symptom}`, and `who` is {list(who)}"
        if shadow := _shadow(command.split()[0], context):
            return shadow
    return None


def _speaking(says: Sequence[str], ran: Sequence[tuple[str, Result]]) -> list[str]:
    """The commands whose own output has one of the messages."""
    return [
        command
        for command, result in ran
        if any(refusal_match.occurs(message, result.output) for message in says)
    ]


def program_of(command: str) -> str | None:
    """The name of the program that a simple command runs; None for any other command.

    `uvx twine@7.0.0 …` and `python3 -m pip …` run `twine` and `pip`.
    """
    simple = _TO_OUTPUT.sub("", command.replace("\\\n", " ")).strip().removesuffix("| cat")
    if _COMBINED.search(re.sub(r"'[^']*'", "", simple)):
        return None
    words = shlex.split(simple)
    if not words or words[0] not in _STARTERS:
        return words[0] if words else None
    names = [word.partition("@")[0] for word in words[1:]]
    return next((name for name in names if name in _STARTED), words[0])


def _shadow(name: str, context: StepContext) -> str | None:
    """The end of a sentence when the shell's own word or another file stands in for a program."""
    path = shutil.which(name, path=context.environment.variables.get("PATH"))
    found = context.run(f"type -t {shlex.quote(name)}; type -P {shlex.quote(name)}")
    kind, _, where = found.output.replace("\r", "").strip().partition("\n")
    if kind == "file" and where.strip() == path:
        return None
    return f"`{name}` is not the program {path} here, but a {kind or 'word'} of the page"
