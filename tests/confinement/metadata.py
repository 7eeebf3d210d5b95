"""Changes modes, owners and times of files for a confined program: Landlock does not cover them.

A program could exchange the path, or a link in it, between a check and its own call. So the
supervisor opens the file, checks where it is, and makes the change itself.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Callable

from tests.confinement import tracee
from tests.confinement.path_calls import PathArgument

_AT_SYMLINK_NOFOLLOW, _AT_EMPTY_PATH = 0x100, 0x1000
_UNCHANGED = 0xFFFF_FFFF
_LIBRARY = ctypes.CDLL(None, use_errno=True)
Values = tuple[int, ...]


def opened(thread: int, argument: PathArgument, values: Values) -> int:
    """A descriptor (O_PATH) of the file that the call names. Raises OSError."""
    number, text = tracee.path_argument(thread, argument, values)
    has_path = argument.path is not None and values[argument.path]
    flags = 0 if argument.flags is None else values[argument.flags]
    if not text and has_path and not flags & _AT_EMPTY_PATH:
        raise OSError(errno.ENOENT, "an empty path")
    follows = not text or (argument.follows and not flags & _AT_SYMLINK_NOFOLLOW)
    path = tracee.path(thread, number, text)
    return os.open(path, os.O_PATH | os.O_CLOEXEC | (0 if follows else os.O_NOFOLLOW))


def mode(file: int, thread: int, values: Values) -> None:
    """Argument: the mode."""
    os.chmod(f"/proc/self/fd/{file}", values[0] & 0o7777)


def owner(file: int, thread: int, values: Values) -> None:
    """Arguments: the user, and the group. A supervisor of root must not change the user."""
    user, group = (value & 0xFFFF_FFFF for value in values[:2])
    if user not in (_UNCHANGED, os.geteuid()):
        raise OSError(errno.EPERM, "another owner")
    _check(_LIBRARY.fchownat(file, b"", user, group, _AT_EMPTY_PATH))


def times(form: str, unit: int) -> Callable[[int, int, Values], None]:
    """Argument: the address of two times. `form` is that of both, `unit` in nanoseconds."""

    def change(file: int, thread: int, values: Values) -> None:
        given = None
        if values[0]:
            raw = tracee.memory(thread, values[0], struct.calcsize(form))
            if len(raw) != struct.calcsize(form):
                raise OSError(errno.EFAULT, "the times cannot be read")
            found = struct.unpack(form, raw)
            first, second = (found[:2], found[2:]) if unit else ((found[0], 0), (found[1], 0))
            given = struct.pack("4q", first[0], first[1] * unit, second[0], second[1] * unit)
        _check(_LIBRARY.utimensat(file, b"", given, _AT_EMPTY_PATH))

    return change


#: By name of the call: the change, and the number of its first argument.
CHANGES: dict[str, tuple[Callable[[int, int, Values], None], int]] = {
    "chmod": (mode, 1),
    "fchmod": (mode, 1),
    "fchmodat": (mode, 2),
    "fchmodat2": (mode, 2),
    "chown": (owner, 1),
    "lchown": (owner, 1),
    "fchown": (owner, 1),
    "fchownat": (owner, 2),
    "utime": (times("2q", 0), 1),
    "utimes": (times("4q", 1000), 1),
    "futimesat": (times("4q", 1000), 2),
    "utimensat": (times("4q", 1), 2),
}


def _check(result: int) -> None:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
