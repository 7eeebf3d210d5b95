"""Connects for a confined program to what its policy allows, and to nothing else."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
import sys
from dataclasses import dataclass

from seccompy import SeccompError
from seccompy.notify import pidfd_getfd, pidfd_open

from tests.confinement import tracee

#: sizeof(struct sockaddr_storage), in bytes.
_LONGEST = 128
#: Services of the machine that libc asks before it reads its own files.
_ASKED_BY_LIBC = ("/var/run/nscd/", "/run/nscd/", "/run/systemd/", "/var/run/systemd/")


@dataclass(frozen=True)
class InternetAddress:
    """An address of TCP."""

    family: socket.AddressFamily
    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    def for_socket(self) -> tuple[str, int]:
        return self.host, self.port

    def is_sandboxed(self, ports: tuple[int, ...]) -> bool:
        """Whether it is on loopback, and the port is one of `ports`."""
        return ipaddress.ip_address(self.host).is_loopback and self.port in ports


@dataclass(frozen=True)
class LocalAddress:
    """A socket with a path, or with a name that begins with a zero byte (unix(7))."""

    name: bytes
    family: socket.AddressFamily = socket.AF_UNIX

    def __str__(self) -> str:
        return os.fsdecode(self.name.replace(b"\0", b"@", 1))

    def for_socket(self) -> bytes:
        return self.name

    def asked_by_libc(self) -> bool:
        """Whether libc asks this service by itself: its refusal tells nothing of the program."""
        return str(self).startswith(_ASKED_BY_LIBC)


Address = InternetAddress | LocalAddress


def address(thread: int, pointer: int, length: int) -> Address | None:
    """The address in the program's memory; None for one of another kind."""
    raw = tracee.memory(thread, pointer, min(length, _LONGEST))
    family = int.from_bytes(raw[:2], sys.byteorder)
    if family == socket.AF_INET and len(raw) >= 8:
        return InternetAddress(socket.AF_INET, socket.inet_ntop(family, raw[4:8]), _port(raw))
    if family == socket.AF_INET6 and len(raw) >= 24:
        return InternetAddress(socket.AF_INET6, socket.inet_ntop(family, raw[8:24]), _port(raw))
    if family == socket.AF_UNIX and len(raw) > 2:
        return LocalAddress(_reachable(thread, raw[2:]))
    return None


def _reachable(thread: int, name: bytes) -> bytes:
    """The name, a relative path from the program's current folder."""
    if name.startswith(b"\0"):
        return name
    path = name.split(b"\0")[0]
    return path if path.startswith(b"/") else os.fsencode(f"/proc/{thread}/cwd/") + path


def _port(raw: bytes) -> int:
    return int.from_bytes(raw[2:4], "big")


def connect(thread: int, descriptor: int, wanted: Address) -> int | None:
    """Connect the program's own socket; return the error number, 0 for success.

    The address cannot change between the check and this call, as it is a copy. None where the
    kernel does not lend the socket, as in a container without CAP_SYS_PTRACE.
    """
    try:
        process = pidfd_open(_process_of(thread))
    except (OSError, StopIteration):  # The program has ended.
        return errno.ESRCH
    try:
        lent = socket.socket(fileno=pidfd_getfd(process, descriptor))
    except (SeccompError, OSError) as error:
        return None if error.errno in (errno.EPERM, errno.ENOSYS) else error.errno or errno.EBADF
    finally:
        os.close(process)
    with lent:
        if lent.family != wanted.family:
            return errno.EAFNOSUPPORT
        try:
            lent.connect(wanted.for_socket())
        except OSError as error:
            return error.errno or errno.EIO
    return 0


def _process_of(thread: int) -> int:
    """The process of a thread."""
    with open(f"/proc/{thread}/status", encoding="ascii", errors="replace") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Tgid:"))
