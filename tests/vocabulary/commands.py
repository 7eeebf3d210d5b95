"""The commands in a piece of shell text, held against what the programs know."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from tests.vocabulary.program_options import COMMANDS, MODULES, recorded

_SEPARATOR = re.compile(r"[;&|()<>]+")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=.*", re.DOTALL)
_KEYWORDS = {"!", "if", "then", "else", "elif", "while", "until", "do", "time", "{", "exec", "sudo"}
#: Programs that run another one, and their options that have a value.
RUNNERS = ("uvx", "uv run")
_WITH_VALUE = {"--from", "--with", "--python", "-p"}
_SHORT = re.compile(r"-[A-Za-z]{2,}")
_NUMBER = re.compile(r"-\d+")


def commands(text: str) -> list[list[str]]:
    """The words of each command, also of those in `$(…)`; none for unbalanced quotes."""
    try:
        return list(_commands(text))
    except ValueError:
        return []


def _commands(text: str) -> Iterator[list[str]]:
    lexer = shlex.shlex(text, posix=True, punctuation_chars=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    words: list[str] = []
    for word in [*lexer, ";"]:
        if _SEPARATOR.fullmatch(word):
            if words := _without_prefix(words):
                yield words
            words = []
            continue
        words.append(word)
        for inner in re.findall(r"\$\((.*)\)", word):
            yield from _commands(inner)


def _without_prefix(words: Sequence[str]) -> list[str]:
    """A command without assignments and shell keywords before it."""
    for number, word in enumerate(words):
        if word not in _KEYWORDS and not _ASSIGNMENT.fullmatch(word):
            return list(words[number:])
    return []


def known(words: Sequence[str]) -> bool:
    """Whether the first word is a program whose commands are recorded."""
    return _program(words) is not None


def problem(words: Sequence[str]) -> str | None:
    """What the program does not have, as the end of a sentence; None when it has all."""
    found = _program(words)
    if found is None:
        return None
    program, rest = found
    name, arguments = _command(program, rest)
    if name in RUNNERS:
        tool = _tool(arguments)
        return (
            _options(name, arguments[: len(arguments) - len(tool)])
            or (tool and problem(tool))
            or None
        )
    if name == program and _names(rest) and _commands_of(program):
        return f"{program} has no command `{' '.join(_names(rest)[:2])}`{_similar(program, rest)}"
    return _options(name, arguments)


def _program(words: Sequence[str]) -> tuple[str, list[str]] | None:
    """The program and the words after it; `python -m pip` is pip."""
    if words[0] in ("python", "python3") and len(words) > 2 and words[1] == "-m":
        return (words[2], list(words[3:])) if words[2] in MODULES else None
    name = words[0].partition("@")[0]
    return (name, list(words[1:])) if name in COMMANDS else None


def _names(words: Sequence[str]) -> list[str]:
    return [word for word in words if not word.startswith("-")]


def _commands_of(program: str) -> list[str]:
    return [command for command in COMMANDS[program] if command]


def _command(program: str, rest: Sequence[str]) -> tuple[str, list[str]]:
    """The command that is in the words, and the other words; the program when there is none."""
    for number in range(len(rest)):
        for length in (2, 1):
            words = rest[number : number + length]
            if " ".join(words) in _commands_of(program):
                return f"{program} {' '.join(words)}", [*rest[:number], *rest[number + length :]]
    return program, list(rest)


def _similar(program: str, rest: Sequence[str]) -> str:
    wanted, have = _names(rest), _commands_of(program)
    close = get_close_matches(" ".join(wanted[:2]), have, 1)
    close = close or get_close_matches(wanted[0], have, 1)
    return f"; did you mean `{close[0]}`" if close else ""


def _tool(arguments: Sequence[str]) -> list[str]:
    """The command that uv runs: after uv's own options."""
    for number, word in enumerate(arguments):
        if not word.startswith("-") and (not number or arguments[number - 1] not in _WITH_VALUE):
            return list(arguments[number:])
    return []


def _options(name: str, arguments: Sequence[str]) -> str | None:
    have = recorded()[name] | recorded().get(name.split(" ")[0], frozenset())
    for word in arguments:
        if word == "--":
            return None
        option = word.partition("=")[0]
        if not option.startswith("-") or option == "-" or _NUMBER.fullmatch(option):
            continue
        if not _has(have, option):
            close = get_close_matches(option, have, 1)
            more = f"; did you mean `{close[0]}`" if close else ""
            return f"`{name}` has no option `{option}`{more}"
    return None


def _has(options: frozenset[str], option: str) -> bool:
    """Whether the program has the option; `-qn` are two, and `--no-x` is the opposite of `--x`."""
    if option in options or option.replace("--no-", "--", 1) in options:
        return True
    single = _SHORT.fullmatch(option)
    return bool(single) and all(f"-{letter}" in options for letter in option[1:])
