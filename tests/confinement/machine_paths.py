"""The files of the machine that every program may read: the system's, and Python's."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

#: The folders of installed programs. `/nix` and `/snap` hold all programs of some systems.
_PROGRAMS = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/snap")
#: What the kernel says of processes, processors and memory. Of another process, a confined program
#: can read only what is public: Landlock refuses it the rest, as a debugger's access.
_KERNEL = ("/proc", "/sys/devices/system", "/sys/kernel/mm", "/sys/fs/cgroup")
_SYSTEM_STATE = ("/var/lib/ca-certificates", "/run/systemd/resolve/stub-resolv.conf")
#: Programs look for the name of the system among these.
LISTED = ("/etc",)
#: Devices without state.
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/tty")
_RANDOM = ("/dev/random", "/dev/urandom")
#: Settings of the system that hold keys.
_PRIVATE = frozenset({"ssh", "sudoers.d", "krb5.keytab", "docker"})


def readable(programs: Iterable[Path]) -> list[str]:
    """The system's files, this Python and its packages, and the folders of `programs`."""
    found = [*_PROGRAMS, *_KERNEL, *_SYSTEM_STATE, *_RANDOM, *_public_settings()]
    found += [sys.prefix, sys.base_prefix, sys.exec_prefix]
    found += [str(place) for program in programs for place in _installation(program)]
    return list(dict.fromkeys(path for path in found if os.path.exists(path)))


def _public_settings() -> list[str]:
    """What any user may read in /etc; a private file, such as /etc/shadow, is left out."""
    found = []
    for entry in os.scandir("/etc"):
        try:
            public = entry.stat().st_mode & stat.S_IROTH
        except OSError:  # A dangling link.
            continue
        if public and entry.name not in _PRIVATE:
            found.append(entry.path)
    return found


def _installation(program: Path) -> list[Path]:
    """The folder in which a program is installed: the parent of `bin`, else the program alone."""
    real = program.resolve()
    folder = real.parent.parent if real.parent.name in ("bin", "sbin", "libexec") else real
    # ~/.local also holds keys and the settings of other programs.
    return [real if folder in (Path("/"), Path.home(), Path.home() / ".local") else folder]


def program(name: str) -> Path | None:
    """The path of a program of the machine."""
    found = shutil.which(name)
    return Path(found) if found else None
