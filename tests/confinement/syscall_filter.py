"""The seccomp filter: what is refused at once, and what the supervisor decides.

Sources: seccomp(2), seccomp_unotify(2), https://docs.kernel.org/userspace-api/seccomp_filter.html.
"""

from __future__ import annotations

import errno
import os
import socket

from seccompy import Action, ArgCmp, CmpOp, Filter, FilterFlag, arch, flag_supported, syscall_nr

from tests.confinement.brand import RLIMIT_RTTIME
from tests.confinement.path_calls import AT_FDCWD, PATH_CALLS, PathArgument, Use

#: The bit in the numbers of the x32 ABI, whose calls are those of x86-64 under other numbers.
_X32 = 0x4000_0000
_CLONE_THREAD, _NAMESPACES = 0x0001_0000, 0x7E02_0000
#: Connects without connect(2), which neither Landlock's rule for TCP nor the supervisor sees.
_FASTOPEN = 0x2000_0000
_TIOCSTI = 0x5412
_STREAM, _TYPE = socket.SOCK_STREAM, 0xF
#: New interfaces to the kernel, and calls that need more rights than a page's program has.
_REFUSED = (
    "add_key", "bpf", "fsconfig", "fsmount", "fsopen", "io_uring_setup", "kexec_load", "keyctl",
    "mount", "mount_setattr", "move_mount", "open_tree", "perf_event_open", "pivot_root",
    "request_key", "setns", "swapon", "umount2", "unshare", "userfaultfd",
)  # fmt: skip
#: Starts of processes, which the supervisor counts.
FORKS = ("clone", "fork", "vfork")


def known(name: str) -> int | None:
    """The number of a system call; None where the processor's ABI has no such call."""
    try:
        return syscall_nr(name)
    except ValueError:
        return None


def build(*, supervised: bool, thorough: bool) -> Filter:
    """The filter of a program. Without a supervisor, the calls that it would decide are allowed.

    `thorough`: hand over also the calls that the supervisor only reports, as Landlock decides them.
    """
    flags = FilterFlag.NONE
    if supervised:
        flags = FilterFlag.NEW_LISTENER
        # A call that is being answered is not restarted by a signal: Go sends many.
        if flag_supported(FilterFlag.WAIT_KILLABLE_RECV):
            flags |= FilterFlag.WAIT_KILLABLE_RECV
    rules = Filter(default=Action.ALLOW, flags=flags)
    _refuse(rules)
    _sockets(rules)
    if supervised:
        _supervise(rules)
        _supervise_files(rules, thorough)
    _refuse_x32(rules)
    return rules


def _refuse(rules: Filter) -> None:
    for name in _REFUSED:
        rules.errno(name, errno.EPERM)
    # libc then uses clone(2), whose flags a filter can read.
    rules.errno("clone3", errno.ENOSYS)
    for bit in range(32):
        if _NAMESPACES >> bit & 1:
            rules.errno("clone", errno.EPERM, args=[_flag(0, 1 << bit)])
    rules.errno("ioctl", errno.EPERM, args=[ArgCmp(1, CmpOp.MASKED_EQ, _TIOCSTI, 0xFFFF_FFFF)])
    for name, argument in (("sendto", 3), ("sendmsg", 2), ("sendmmsg", 3)):
        rules.errno(name, errno.EOPNOTSUPP, args=[_flag(argument, _FASTOPEN)])
    for name, argument in (("setrlimit", 0), ("prlimit64", 1)):
        same = ArgCmp(argument, CmpOp.EQ, RLIMIT_RTTIME)
        changes = [ArgCmp(2, CmpOp.NE, 0)] if name == "prlimit64" else []
        rules.errno(name, errno.EPERM, args=[same, *changes])
    others = [ArgCmp(0, CmpOp.NE, 0), ArgCmp(2, CmpOp.NE, 0)]
    rules.errno("prlimit64", errno.EPERM, args=others)


def _sockets(rules: Filter) -> None:
    """Allow TCP, local sockets and the list of addresses; refuse all other kinds of sockets."""
    family = {name: ArgCmp(0, CmpOp.EQ, int(name)) for name in _FAMILIES}
    rules.allow("socket", args=[family[socket.AF_UNIX]])
    rules.allow("socket", args=[family[socket.AF_NETLINK], ArgCmp(2, CmpOp.EQ, 0)])
    stream = ArgCmp(1, CmpOp.MASKED_EQ, int(_STREAM), _TYPE)
    for internet in (socket.AF_INET, socket.AF_INET6):
        for protocol in (0, socket.IPPROTO_TCP):
            same = ArgCmp(2, CmpOp.EQ, int(protocol))
            rules.allow("socket", args=[family[internet], stream, same])
        # Multipath TCP: Landlock's rule for TCP does not cover it.
        rules.errno("socket", errno.EPROTONOSUPPORT, args=[family[internet], stream])


_FAMILIES = (socket.AF_UNIX, socket.AF_NETLINK, socket.AF_INET, socket.AF_INET6)


def _supervise(rules: Filter) -> None:
    rules.notify("socket")
    rules.notify("connect")
    rules.notify("kill")
    rules.allow("clone", args=[_flag(0, _CLONE_THREAD)])
    for name in FORKS:
        if known(name) is not None:
            rules.notify(name)


def _supervise_files(rules: Filter, thorough: bool) -> None:
    for name, arguments in PATH_CALLS.items():
        if known(name) is None:
            continue
        first = arguments[0]
        if first.use is Use.METADATA or name in ("execve", "execveat"):
            rules.notify(name)
        elif thorough or first.use is Use.OPEN:
            for conditions in _conditions(first, thorough):
                rules.notify(name, args=conditions)


def _conditions(argument: PathArgument, thorough: bool) -> list[list[ArgCmp]]:
    """The calls that are handed over: each list has the conditions of one kind.

    A path that starts from an open folder is left out: the folder was handed over when it was
    opened.
    """
    from_here = []
    if argument.folder is not None:
        here = ArgCmp(argument.folder, CmpOp.MASKED_EQ, AT_FDCWD, 0xFFFF_FFFF)
        from_here = [here]
    if thorough or argument.flags is None:
        return [from_here]
    flags = argument.flags
    return [[*from_here, _flag(flags, bit)] for bit in (os.O_WRONLY, os.O_RDWR, os.O_CREAT)]


def _flag(argument: int, bit: int) -> ArgCmp:
    """True when the argument has the bit."""
    return ArgCmp(argument, CmpOp.MASKED_EQ, bit, bit)


def _refuse_x32(rules: Filter) -> None:
    """Refuse the same calls under the numbers of x32, which some kernels accept on x86-64."""
    if arch() == "x86_64":
        for name in ("socket", "connect", "sendto", "kill", *FORKS, *PATH_CALLS, *_REFUSED):
            if (number := known(name)) is not None:
                rules.errno(number | _X32, errno.ENOSYS)
