"""Reads /proc, where a process may have ended, or belong to another user, at any time (proc(5))."""

from __future__ import annotations

import os


def content(path: str) -> bytes:
    """Empty when the process has ended or belongs to another user."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def names(folder: str) -> list[str]:
    """None when the process has ended or belongs to another user."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def alive(pid: int) -> bool:
    """True while the process runs; False for a zombie, which its parent has not waited for."""
    # The name, in brackets, may itself contain blanks and brackets.
    state = content(f"/proc/{pid}/stat").rpartition(b")")[2].split(None, 1)[:1]
    return bool(state) and state[0] not in (b"Z", b"X")
