"""What loop.bash notes about a block: failing and reached lines, and the state of the shell."""

from __future__ import annotations

from dataclasses import dataclass

#: The options that decide whether a failure is seen.
STRICT = ("errexit", "errtrace", "functrace", "noexec", "pipefail")


@dataclass(frozen=True)
class Program:
    """What a name in the block means: `kind` is bash's `type -t`, `path` that of a file."""

    name: str
    kind: str
    path: str


@dataclass(frozen=True)
class Notes:
    """`failed` is the first line whose command failed, `reached` are the lines that ran.

    `statuses` are those of the last pipeline, before a `!`. `changes` are ends of sentences about
    the shell's strictness. Lines count from 1.
    """

    failed: int | None = None
    reached: frozenset[int] = frozenset()
    statuses: tuple[int, ...] = ()
    changes: tuple[str, ...] = ()
    programs: tuple[Program, ...] = ()


def read(text: str) -> Notes:
    """The notes in the file that loop.bash has written."""
    before, _, after = text.partition("\nended ")
    lines = text.splitlines()
    return Notes(
        next(iter(_numbers("failed", lines)), None),
        frozenset(_numbers("reached", lines)),
        tuple(int(word) for word in after.partition("\n")[0].split()),
        _changes(before, after) if after else (),
        tuple(dict.fromkeys(_programs(lines))),
    )


def _numbers(key: str, lines: list[str]) -> list[int]:
    """The numbers of the lines that begin with `key`."""
    words = [line.split() for line in lines if line.startswith(f"{key} ")]
    return [int(each[1]) for each in words if each[1:] and each[1].isdigit()]


def _programs(lines: list[str]) -> list[Program]:
    """Each is three lines: the name, its kind, its path or nothing."""
    at = [index for index, line in enumerate(lines) if line.startswith("program ")]
    return [
        Program(lines[n].partition(" ")[2], *lines[n + 1 : n + 3]) for n in at if lines[n + 2 :]
    ]


def _changes(before: str, after: str) -> tuple[str, ...]:
    """What a block has changed: the strict options, and the traps that see a failure."""
    old, new = _options(before), _options(after)
    changed = [
        f"switches the shell's option `{name}` {'on' if name in new else 'off'}"
        for name in STRICT
        if (name in old) != (name in new)
    ]
    traps = ["changes the traps of the shell"] if _traps(before) != _traps(after) else []
    return (*changed, *traps)


def _options(state: str) -> set[str]:
    found = [line.removeprefix("options ") for line in state.splitlines() if "options " in line[:8]]
    return {name for line in found for name in line.split(":")}


def _traps(state: str) -> set[str]:
    return {line for line in state.splitlines() if line.startswith("trap -- ")}
