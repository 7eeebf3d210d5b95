"""The system calls that name a file, and what each does with it (man pages, section 2)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum, auto

#: The value of a descriptor argument that stands for the current folder.
AT_FDCWD = -100 & 0xFFFF_FFFF


class Use(Enum):
    """What a call does with a file. Landlock does not cover METADATA: modes, owners and times."""

    READ = auto()
    #: Writes to a file, removes or renames it; there must be one.
    CHANGE = auto()
    #: Makes a file where there is none.
    CREATE = auto()
    #: Writes to a file, or makes one.
    WRITE = auto()
    METADATA = auto()
    #: As the flags of open(2) tell.
    OPEN = auto()


@dataclass(frozen=True)
class PathArgument:
    """One path of a call. `folder`, `path` and `flags` are the numbers of arguments.

    `folder` is the descriptor that a relative path starts from; without one, that is the current
    folder. `follows` is false when the call does not follow a link in the last part of the path.
    """

    path: int | None
    use: Use
    folder: int | None = None
    flags: int | None = None
    follows: bool = True


def _remove(path: int, folder: int | None = None) -> PathArgument:
    """The entry itself is removed or renamed, not what a link points to."""
    return PathArgument(path, Use.CHANGE, folder, follows=False)


def _create(path: int, folder: int | None = None) -> PathArgument:
    return PathArgument(path, Use.CREATE, folder, follows=False)


def _target(path: int, folder: int | None = None) -> PathArgument:
    """The new name of a file, which replaces one of that name."""
    return PathArgument(path, Use.WRITE, folder, follows=False)


def _metadata(path: int | None, folder: int | None = None) -> PathArgument:
    return PathArgument(path, Use.METADATA, folder)


#: By name of the call. A call that the processor's ABI lacks is left out where numbers are needed.
PATH_CALLS: dict[str, tuple[PathArgument, ...]] = {
    "open": (PathArgument(0, Use.OPEN, flags=1),),
    "openat": (PathArgument(1, Use.OPEN, folder=0, flags=2),),
    "openat2": (PathArgument(1, Use.READ, folder=0),),
    "creat": (PathArgument(0, Use.WRITE),),
    "execve": (PathArgument(0, Use.READ),),
    "execveat": (PathArgument(1, Use.READ, folder=0),),
    "truncate": (PathArgument(0, Use.CHANGE),),
    "mkdir": (_create(0),),
    "mkdirat": (_create(1, 0),),
    "mknod": (_create(0),),
    "mknodat": (_create(1, 0),),
    "rmdir": (_remove(0),),
    "unlink": (_remove(0),),
    "unlinkat": (_remove(1, 0),),
    "rename": (_remove(0), _target(1)),
    "renameat": (_remove(1, 0), _target(3, 2)),
    "renameat2": (_remove(1, 0), _target(3, 2)),
    "link": (_create(1),),
    "linkat": (_create(3, 2),),
    "symlink": (_create(1),),
    "symlinkat": (_create(2, 1),),
    "chmod": (_metadata(0),),
    "fchmod": (_metadata(None, 0),),
    "fchmodat": (_metadata(1, 0),),
    "fchmodat2": (_metadata(1, 0),),
    "chown": (_metadata(0),),
    "lchown": (_metadata(0),),
    "fchown": (_metadata(None, 0),),
    "fchownat": (_metadata(1, 0),),
    "utime": (_metadata(0),),
    "utimes": (_metadata(0),),
    "futimesat": (_metadata(1, 0),),
    "utimensat": (_metadata(1, 0),),
    "setxattr": (_metadata(0),),
    "lsetxattr": (_metadata(0),),
    "fsetxattr": (_metadata(None, 0),),
    "removexattr": (_metadata(0),),
    "lremovexattr": (_metadata(0),),
    "fremovexattr": (_metadata(None, 0),),
}


def use_of(argument: PathArgument, values: tuple[int, ...]) -> Use:
    """What a call with these arguments does."""
    if argument.use is not Use.OPEN or argument.flags is None:
        return argument.use
    flags = values[argument.flags]
    if flags & os.O_CREAT:
        return Use.WRITE
    return Use.CHANGE if flags & (os.O_ACCMODE | os.O_TRUNC) else Use.READ
