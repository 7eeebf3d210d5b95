"""Files that are written in one step and by one process at a time, and the parts of killed ones."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PART = ".part"
#: Seconds after which no process writes on a part any more.
HOUR = 3600.0


@contextmanager
def whole_file(path: Path, mode: int = 0o644) -> Iterator[IO[bytes]]:
    """A file to write, which replaces `path` at the end of the block; an error removes it.

    Another process reads the old or the new content, never a part.
    """
    descriptor, name = tempfile.mkstemp(PART, f"{path.name}.", path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        os.chmod(name, mode)  # mkstemp creates it for its owner alone.
        os.replace(name, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise


def remove_parts(folder: Path) -> None:
    """Remove the parts in `folder` whose writers were killed: those that are an hour old.

    A time in the future is from before the clock was set back, and counts as old, too.
    """
    for part in folder.glob(f"*{PART}"):
        with suppress(OSError):
            if abs(time.time() - part.stat().st_mtime) > HOUR:
                part.unlink()


@contextmanager
def locked(path: Path, seconds: float = 60) -> Iterator[None]:
    """Hold the lock file `path` for the block; the kernel releases that of a killed process.

    Raises TimeoutError, which is an OSError, when another process holds it for so long.
    """
    deadline = time.monotonic() + seconds
    with path.open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"{path} is locked for {seconds:g} s") from None
                time.sleep(0.02)
        yield
