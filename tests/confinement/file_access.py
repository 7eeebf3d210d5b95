"""Tells which files a system call may not use. Landlock decides; this only reports."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from tests.confinement import brand, tracee
from tests.confinement.path_calls import AT_FDCWD, PathArgument, Use, use_of
from tests.confinement.places import inside, real, real_entry, roots
from tests.confinement.policy import Policy

_DELETED = " (deleted)"
_PROCESS = re.compile(r"/proc/(\d+)/")
#: What the kernel tells only of processes that one may debug (proc(5)): of one's own program.
_OF_PROCESS = re.compile(
    r"/proc/(\d+)/(?:task/\d+/)?(?:auxv|cwd|environ|exe|fd|io|maps|mem|root)\b"
)


class FileAccess:
    """The files that a policy allows, and `devices`, with the links on the way resolved."""

    def __init__(self, policy: Policy, devices: Iterable[str], mark: int) -> None:
        self._mark = mark
        self._change = roots(policy.write) | frozenset(devices)
        #: The modes and owners of the machine's devices are for nobody to change.
        folders = (path for path in policy.write if not path.startswith("/dev/"))
        self._folders = roots(folders) | frozenset(devices)
        #: Where no confined program can put a link, a path's text is enough.
        self._stable = roots(policy.read)
        self._read, self._listed = self._stable | self._change, roots(policy.listed)

    def refused(
        self, thread: int, argument: PathArgument, values: tuple[int, ...]
    ) -> tuple[str, Use] | None:
        """The path that the policy does not allow, and its use; None when it is allowed."""
        use = use_of(argument, values)
        path = _named(thread, argument, values)
        if path is None or self._is_plain(path, use):
            return None
        if _OF_PROCESS.match(path) and not self._is_own(path):
            return path, use
        place = _resolved(path, argument, use)
        if place is None or not _has_name(place):
            return None
        if (_OF_PROCESS if use is Use.READ else _PROCESS).match(place):
            return None if self._is_own(place) else (place, use)
        return None if self._is_allowed(place, use) or self._is_bytecode(place) else (place, use)

    def may_change(self, place: str, *, devices: bool = True) -> bool:
        """Whether the policy allows changes of the file at a path without links."""
        return not _has_name(place) or inside(place, self._change if devices else self._folders)

    def _is_own(self, path: str) -> bool:
        """Whether a path in /proc is of a process of the same program."""
        found = _PROCESS.match(path)
        return found is not None and brand.of(int(found[1])) == self._mark

    def _is_allowed(self, place: str, use: Use) -> bool:
        """Whether the policy allows it, or it tells nothing: tools that go up end at the root."""
        if place == "/" and use is Use.READ:
            return True
        if use is not Use.READ:
            return inside(place, self._change)
        return inside(place, self._read) or (os.path.isdir(place) and inside(place, self._listed))

    def _is_bytecode(self, place: str) -> bool:
        """Whether Python would keep compiled modules there; where it may not, it goes without."""
        return "/__pycache__" in place and inside(place, self._stable)

    def _is_plain(self, path: str, use: Use) -> bool:
        """Whether the text of a path is enough to see that it is allowed."""
        plain = use is Use.READ and ".." not in path and not path.startswith("/proc/")
        return plain and inside(path, self._stable)


def _named(thread: int, argument: PathArgument, values: tuple[int, ...]) -> str | None:
    """The absolute path that the call names; None for no path. Raises OSError."""
    number, text = tracee.path_argument(thread, argument, values)
    if not text:  # An empty path stands for the descriptor itself, or is an error.
        return None if number == AT_FDCWD else _of_descriptor(thread, number)
    base = "" if text.startswith("/") else tracee.folder(thread, number)
    if base is None or ".." in text or base.endswith(_DELETED):
        return tracee.path(thread, number, text)
    return tracee.path(thread, number, f"{base}/{text}" if base else text)


def _of_descriptor(thread: int, number: int) -> str | None:
    """The file of a descriptor; None for pipes, sockets and files without a name."""
    path = tracee.folder(thread, number)
    return path if path is not None and _has_name(path) else None


def _has_name(place: str) -> bool:
    return place.startswith("/") and not place.startswith("/memfd:")


def _resolved(path: str, argument: PathArgument, use: Use) -> str | None:
    """Where the path leads; None when the call fails in any case: a file is there, or is not."""
    if use is Use.CREATE:
        return None if os.path.lexists(path) else real_entry(path)
    if argument.follows and (found := real(path)):
        return found
    if argument.follows and os.path.islink(path):  # A file is made where the link leads.
        return os.path.realpath(path) if use is Use.WRITE else None
    return real_entry(path) if use is Use.WRITE or os.path.lexists(path) else None
