"""A command that gives the next program little room for files, by the means that a machine has."""

from __future__ import annotations

import subprocess
from pathlib import Path

#: The room in a tmpfs: what a run asks for at its start, and a little.
ROOM = "130m"
#: Blocks of 1024 bytes in one file: less than the programs and the clone of a sandbox need.
BLOCKS = 64
#: A private mount namespace: as root, or in a user namespace where the machine allows them.
_NAMESPACES = {"tmpfs": ("unshare", "-m"), "tmpfs-in-a-user-namespace": ("unshare", "-Urm")}
#: Where neither is allowed: the limit of a file's size ends writes as a full disk does.
FILE_SIZE = "limit-of-file-size"


def _works(command: tuple[str, ...]) -> bool:
    try:
        mount = [*command, "mount", "-t", "tmpfs", "none", "/mnt"]
        return subprocess.run(mount, capture_output=True, check=False, timeout=20).returncode == 0
    except OSError:
        return False


#: The first way that works here.
WAY = next((name for name, command in _NAMESPACES.items() if _works(command)), FILE_SIZE)


def limited(folder: Path) -> list[str]:
    """A command whose arguments are a program that has little room in `folder`."""
    if WAY == FILE_SIZE:
        return ["bash", "-c", f'ulimit -f {BLOCKS} && exec "$@"', "bash"]
    mount = f'mount -t tmpfs -o size={ROOM} none "{folder}" && exec "$@"'
    return [*_NAMESPACES[WAY], "bash", "-c", mount, "bash"]
