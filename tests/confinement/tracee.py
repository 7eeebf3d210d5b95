"""Reads the memory and the files of a confined process that waits for the supervisor."""

from __future__ import annotations

import ctypes
import errno
import os
from typing import Any

from tests.confinement.path_calls import AT_FDCWD, PathArgument

#: PATH_MAX of Linux, in bytes.
_PATH = 4096
_PAGE = os.sysconf("SC_PAGE_SIZE")
#: Most paths are shorter; a longer one takes a second read.
_FIRST = 256


class _Vector(ctypes.Structure):
    """struct iovec."""

    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Reader:
    """Reads the memory of other processes into one buffer. Only one thread may use it."""

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(_PAGE)
        self._local = _Vector(ctypes.addressof(self._buffer), _PAGE)
        self._remote = _Vector(0, 0)
        self._vectors = ctypes.byref(self._local), 1, ctypes.byref(self._remote), 1, 0
        self._read: Any = ctypes.CDLL(None, use_errno=True).process_vm_readv

    def __call__(self, thread: int, address: int, length: int) -> bytes:
        self._local.length = self._remote.length = length
        self._remote.base = address
        read = self._read(thread, *self._vectors)
        return ctypes.string_at(self._buffer, read) if read > 0 else b""


_read = _Reader()


def memory(thread: int, address: int, length: int) -> bytes:
    """Up to `length` bytes, a page at most; fewer where they end, none when they cannot be read.

    Only the thread that decides calls may read, as all reads share one buffer.
    """
    return _read(thread, address, min(length, _PAGE))


def string(thread: int, address: int) -> str | None:
    """The string that ends with a zero byte; None when it cannot be read."""
    found = b""
    while len(found) < _PATH:
        # A string may end right before a page that cannot be read.
        length = min(_FIRST, _PAGE - (address + len(found)) % _PAGE)
        part = memory(thread, address + len(found), length)
        text, zero, _ = part.partition(b"\0")
        found += text
        if zero:
            return os.fsdecode(found)
        if not part:
            return None
    return None


def path_argument(thread: int, argument: PathArgument, values: tuple[int, ...]) -> tuple[int, str]:
    """The folder's descriptor and the text of a path, which may be empty. Raises OSError."""
    number = AT_FDCWD if argument.folder is None else values[argument.folder]
    address = 0 if argument.path is None else values[argument.path]
    text = string(thread, address) if address else ""
    if text is None:
        raise OSError(errno.EFAULT, "the path cannot be read")
    return number, text


def folder(thread: int, descriptor: int) -> str | None:
    """The folder that a descriptor argument stands for; None when the process has ended."""
    number = descriptor & 0xFFFF_FFFF
    name = "cwd" if number == AT_FDCWD else f"fd/{number}"
    return link(f"/proc/{thread}/{name}")


def path(thread: int, descriptor: int, text: str) -> str:
    """The path by which the supervisor finds what `text` names for the thread.

    It is right also where the folder has been deleted, or its own path is too long.
    """
    if not text.startswith("/"):
        number = descriptor & 0xFFFF_FFFF
        name = "cwd" if number == AT_FDCWD else f"fd/{number}"
        return f"/proc/{thread}/{name}/{text}" if text else f"/proc/{thread}/{name}"
    for theirs, ours in _OWN:
        if text.startswith(theirs):
            return ours.format(thread) + text.removeprefix(theirs)
    return text


#: What these lead to depends on who asks.
_OWN = (
    ("/proc/self/", "/proc/{0}/"), ("/proc/thread-self/", "/proc/{0}/task/{0}/"),
    ("/dev/fd/", "/proc/{0}/fd/"), ("/dev/stdin", "/proc/{0}/fd/0"),
    ("/dev/stdout", "/proc/{0}/fd/1"), ("/dev/stderr", "/proc/{0}/fd/2"),
)  # fmt: skip


def link(path: str) -> str | None:
    """The target of a link in /proc; None when the process has ended."""
    try:
        return os.readlink(path)
    except OSError:
        return None


def command(thread: int) -> str:
    """The name of the thread's program."""
    try:
        with open(f"/proc/{thread}/comm", encoding="utf-8", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return "a program"
