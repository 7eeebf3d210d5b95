"""Tells which files a system call may not use. Landlock decides; this only reports."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from tests.confinement import brand, tracee
from tests.confinement.path_calls import AT_FDCWD, PathArgument, Use, use_of
from tests.confinement.places import inside, real, real_entry, roots
from tests.confinement.policy import Policy

#: Descriptors under other names. Landlock checks a file when it is opened by its own name.
_DESCRIPTORS = ("/dev/fd/", "/dev/std", "/proc/")
#: What the kernel tells only of processes that one may debug (proc(5)): of one's own program.
_OF_PROCESS = re.compile(
    r"/proc/(\d+)/(?:task/\d+/)?(?:auxv|cwd|environ|exe|fd|io|maps|mem|root)\b"
)


class FileAccess:
    """The files that a policy allows, and `devices`, with the links on the way resolved."""

    def __init__(self, policy: Policy, devices: Iterable[str], mark: int) -> None:
        self._mark = mark
        self._change = roots(policy.write) | frozenset(devices)
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
        if private := _OF_PROCESS.match(path):
            return None if brand.of(int(private[1])) == self._mark else (path, use)
        place = _resolved(path, argument, use)
        if place is None or self._is_allowed(place, use) or self._is_bytecode(place):
            return None
        return place, use

    def _is_allowed(self, place: str, use: Use) -> bool:
        if use is not Use.READ:
            return inside(place, self._change)
        return inside(place, self._read) or (os.path.isdir(place) and inside(place, self._listed))

    def _is_bytecode(self, place: str) -> bool:
        """Whether Python would keep compiled modules there; where it may not, it goes without."""
        return "/__pycache__" in place and inside(place, self._stable)

    def may_change(self, path: bytes) -> bool:
        """Whether the policy allows changes of the file at an absolute path."""
        found = real(os.fsdecode(path)) if path.startswith(b"/") else None
        return found is not None and inside(found, self._change)

    def _is_plain(self, path: str, use: Use) -> bool:
        """Whether the text of a path is enough to see that it is allowed."""
        if path.startswith(_DESCRIPTORS):
            return not _OF_PROCESS.match(path)
        return use is Use.READ and ".." not in path and inside(path, self._stable)


def _named(thread: int, argument: PathArgument, values: tuple[int, ...]) -> str | None:
    """The absolute path that the call names; None when it cannot be read."""
    number = AT_FDCWD if argument.folder is None else values[argument.folder]
    if argument.path is None:
        return _of_descriptor(thread, number)
    address = values[argument.path]
    text = tracee.string(thread, address) if address else ""
    if text is None:
        return None
    if not text:  # An empty path stands for the descriptor itself, or is an error.
        return None if number == AT_FDCWD else _of_descriptor(thread, number)
    if not text.startswith("/"):
        base = tracee.folder(thread, number)
        if base is None or not base.startswith("/"):
            return None
        text = f"{base}/{text}"
    return text.replace("/proc/self/", f"/proc/{thread}/", 1)


def _of_descriptor(thread: int, number: int) -> str | None:
    """The file of a descriptor; None for pipes, sockets and files without a name."""
    path = tracee.folder(thread, number)
    named = path is not None and path.startswith("/") and not path.startswith("/memfd:")
    return path if named else None


def _resolved(path: str, argument: PathArgument, use: Use) -> str | None:
    """Where the path leads; None when the call fails in any case: a file is there, or is not."""
    if use is Use.CREATE:
        return None if os.path.lexists(path) else real_entry(path)
    if argument.follows and (found := real(path)):
        return found
    if argument.follows and os.path.islink(path):  # A file is made where the link leads.
        return os.path.realpath(path) if use is Use.WRITE else None
    return real_entry(path) if use is Use.WRITE or os.path.lexists(path) else None
