"""How far this machine's kernel can confine programs."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from functools import cache

import landlockpy
import seccompy
from seccompy import Action
from seccompy.notify import pidfd_getfd, pidfd_open

#: Landlock's interface from which signals and abstract sockets can be confined: Linux 6.12.
FULL_ABI = 6
_FILES_ABI, _TCP_ABI = 1, 4


@dataclass(frozen=True)
class Level:
    """`landlock`: its ABI, 0 without it. `supervised`: refusals are seen and named.

    `lends_sockets`: a supervisor can connect in the place of a program.
    """

    landlock: int
    supervised: bool
    lends_sockets: bool

    @property
    def full(self) -> bool:
        return not self.missing()

    def missing(self) -> list[str]:
        """What this kernel cannot confine."""
        found = []
        if self.landlock < _FILES_ABI:
            found.append("files")
        if self.landlock < _TCP_ABI:
            found.append("TCP connections")
        if self.landlock < FULL_ABI:
            found.append("signals")
        if not self.supervised:
            found.append("local sockets (and cannot report what it refuses)")
        elif not self.lends_sockets:
            found.append("a connection whose address changes while it is checked")
        return found

    def __str__(self) -> str:
        """For the ledger and the site."""
        seccomp = "seccomp with a supervisor" if self.supervised else "seccomp"
        how = f"Landlock ABI {self.landlock}, {seccomp}" if self.landlock else seccomp
        return f"full ({how})" if self.full else f"{how}; not confined: {', '.join(self.missing())}"


@cache
def available() -> Level:
    """The strictest level of this kernel."""
    if platform.system() != "Linux" or not seccompy.supported():
        return Level(0, False, False)
    landlock = landlockpy.abi_version() if landlockpy.supported() else 0
    supervised = seccompy.action_supported(Action.USER_NOTIF)
    return Level(landlock, supervised, supervised and _lends_sockets())


def _lends_sockets() -> bool:
    """Whether pidfd_getfd(2) is allowed; in a container it takes CAP_SYS_PTRACE."""
    try:
        process = pidfd_open(os.getpid())
    except OSError:
        return False
    try:
        os.close(pidfd_getfd(process, process))
    except OSError:
        return False
    finally:
        os.close(process)
    return True


def warning(level: Level) -> str | None:
    """One sentence when the level is less than full."""
    if level.full:
        return None
    what = f"this machine does not confine {', '.join(level.missing())}"
    if level.landlock >= FULL_ABI:
        return f"{what}: its container forbids it (for Docker, add `--cap-add SYS_PTRACE`)"
    return (
        f"{what}: its Linux is {platform.release()}, and 6.12 or newer with Landlock confines all"
    )
