"""What the tests need of the machine: UTF-8, open files, a port, and room for temporary files."""

from __future__ import annotations

import codecs
import errno
import os
import resource
import shutil
import socket
import tempfile
from contextlib import ExitStack
from pathlib import Path

#: The files that one process may have open; with fewer, the listeners of a sandbox fail.
OPEN_FILES = 256
#: The limit is raised no further: some programs try to close every number below it.
MANY_FILES = 65_536
#: The ports that one process listens on at the same time, and some for its connections.
PORTS = 16
#: The room for temporary files, in bytes: a sandbox with its saved states has 25 MB.
SPACE = 100_000_000


def unmet(cache: Path) -> str | None:
    """The sentence about the first requirement that is not met; None when all are.

    `cache` is the folder for files that are kept between runs.
    """
    return _encoding() or _open_files() or _temporary() or _writable(cache) or without_port()


def _encoding() -> str | None:
    with open(os.devnull) as file:
        encoding = codecs.lookup(file.encoding).name
    if encoding == "utf-8":
        return None
    return (
        f"the locale's encoding is {encoding}, and the tests read and write UTF-8:"
        " set PYTHONUTF8=1, then try again"
    )


def _open_files() -> str | None:
    """Raise the limit, also for the programs that this process starts."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY_FILES if hard == resource.RLIM_INFINITY else min(hard, MANY_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    if wanted >= OPEN_FILES:
        return None
    return (
        f"a process may open {hard} files here, and the tests need {OPEN_FILES}:"
        f" raise the limit (`ulimit -n {OPEN_FILES}`), then try again"
    )


def _temporary() -> str | None:
    name = os.environ.get("TMPDIR", "")
    try:
        folder = Path(tempfile.gettempdir()).resolve()
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return f"no folder for temporary files: {error.strerror}: set TMPDIR, then try again"
    if name and Path(name).is_dir() and not folder.samefile(name):
        return f"TMPDIR is {name}, and it cannot be written: name another folder, then try again"
    if any(character.isspace() for character in str(folder)):
        # act splits the command of a step, and with it the path of its script.
        return (
            f"the folder for temporary files is {str(folder)!r}, and act runs no step below a"
            " folder with a blank in its name: set TMPDIR to another folder, then try again"
        )
    if free < SPACE:
        return (
            f"{folder} has {free // 10**6} MB left for temporary files, and the tests need"
            f" {SPACE // 10**6}: make room or set TMPDIR to another folder, then try again"
        )
    return None


def _writable(cache: Path) -> str | None:
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache):
            return None
    except OSError as error:
        return (
            f"{cache} cannot be written ({error.strerror}): the tests keep packages and verdicts"
            " in it: make it writable, then try again"
        )


def without_port() -> str | None:
    """The sentence about a machine on which no program can listen."""
    try:
        with ExitStack() as listeners:
            for _ in range(PORTS):
                listeners.enter_context(socket.create_server(("127.0.0.1", 0)))
        return None
    except OSError as error:
        reason = os.strerror(error.errno or errno.EADDRINUSE)
        return (
            f"fewer than {PORTS} ports are free on 127.0.0.1 ({reason}): end a program that listens"
            " there or widen net.ipv4.ip_local_port_range, then try again"
        )
