"""The rules for calls that name a file: which of them the supervisor sees."""

from __future__ import annotations

import os

from seccompy import ArgCmp, Filter

from tests.confinement.filter_conditions import flag, integer, known
from tests.confinement.path_calls import AT_FDCWD, PATH_CALLS, PathArgument, Use


def add(rules: Filter, thorough: bool) -> None:
    for name, arguments in PATH_CALLS.items():
        if known(name) is None:
            continue
        first = arguments[0]
        if name in ("execve", "execveat"):
            rules.notify(name)
        elif thorough or first.use is Use.OPEN:
            for conditions in _conditions(first, thorough):
                rules.notify(name, args=conditions)


def _conditions(argument: PathArgument, thorough: bool) -> list[list[ArgCmp]]:
    """The calls that are handed over: each list has the conditions of one kind.

    A path that starts from an open folder is left out: the folder was handed over when it was
    opened.
    """
    from_here = [] if argument.folder is None else [integer(argument.folder, AT_FDCWD)]
    if thorough or argument.flags is None:
        return [from_here]
    flags = argument.flags
    return [[*from_here, flag(flags, bit)] for bit in (os.O_WRONLY, os.O_RDWR, os.O_CREAT)]
