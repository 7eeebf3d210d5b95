"""The seccomp filter: what is refused at once, and what the supervisor decides.

Sources: seccomp(2), seccomp_unotify(2), https://docs.kernel.org/userspace-api/seccomp_filter.html.
"""

from __future__ import annotations

import ctypes
import errno
import os

from seccompy import Action, ArgCmp, CmpOp, Filter, FilterFlag, arch, flag_supported

from tests.confinement import path_filter, socket_filter
from tests.confinement.brand import RLIMIT_RTTIME
from tests.confinement.closed_calls import ABSENT, ATTRIBUTES, REFUSED, SCHEDULING, SIGNALS
from tests.confinement.filter_conditions import flag, integer, known
from tests.confinement.path_calls import METADATA_CALLS, PATH_CALLS

#: The bit in the numbers of the x32 ABI, whose calls are those of x86-64 under other numbers.
_X32 = 0x4000_0000
_GETPID = 39
_CLONE_THREAD, _NAMESPACES = 0x0001_0000, 0x7E02_0000
#: Connects without connect(2), which neither Landlock's rule for TCP nor the supervisor sees.
_FASTOPEN = 0x2000_0000
_TIOCSTI = 0x5412
#: Change attributes of a file through a descriptor that is open for reading (ioctl_iflags(2)).
_FS_IOC_SETFLAGS, _FS_IOC_FSSETXATTR = 0x4008_6602, 0x401C_5820
#: Starts of processes, which the supervisor counts.
FORKS = ("clone", "fork", "vfork")


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
    socket_filter.add(rules)
    if supervised:
        _supervise(rules)
        path_filter.add(rules, thorough)
    _refuse_x32(rules)
    return rules


def _refuse(rules: Filter) -> None:
    for names, error in (
        (REFUSED, errno.EPERM), (ABSENT, errno.ENOSYS), (ATTRIBUTES, errno.EOPNOTSUPP)
    ):  # fmt: skip
        for name in names:
            if known(name) is not None:
                rules.errno(name, error)
    # libc then uses clone(2), whose flags a filter can read.
    rules.errno("clone3", errno.ENOSYS)
    for bit in range(32):
        if _NAMESPACES >> bit & 1:
            rules.errno("clone", errno.EPERM, args=[flag(0, 1 << bit)])
    for request in (_TIOCSTI, _FS_IOC_SETFLAGS, _FS_IOC_FSSETXATTR):
        rules.errno("ioctl", errno.EPERM, args=[integer(1, request)])
    for name, argument in (("sendto", 3), ("sendmsg", 2), ("sendmmsg", 3)):
        rules.errno(name, errno.EOPNOTSUPP, args=[flag(argument, _FASTOPEN)])
    for name, argument in (("setrlimit", 0), ("prlimit64", 1)):
        same = integer(argument, RLIMIT_RTTIME)
        changes = [ArgCmp(2, CmpOp.NE, 0)] if name == "prlimit64" else []
        rules.errno(name, errno.EPERM, args=[same, *changes])
    others = [ArgCmp(0, CmpOp.NE, 0), ArgCmp(2, CmpOp.NE, 0)]
    rules.errno("prlimit64", errno.EPERM, args=others)


_X32_CALLS = ("socket", "socketpair", "connect", "sendto", "setrlimit", "prlimit64")


def _supervise(rules: Filter) -> None:
    rules.notify("socket")
    rules.notify("connect")
    rules.notify("bind")
    rules.allow("clone", args=[flag(0, _CLONE_THREAD)])
    for name, (process, kind) in SCHEDULING.items():
        if kind is not None:  # Others stand for all processes of a group, or of the user.
            rules.errno(name, errno.EPERM, args=[ArgCmp(0, CmpOp.NE, kind)])
        rules.allow(name, args=[integer(process, 0)])
        rules.notify(name)
    for name in (*SIGNALS, *FORKS, *METADATA_CALLS):
        if known(name) is not None:
            rules.notify(name)


def _refuse_x32(rules: Filter) -> None:
    """Refuse the same calls under the numbers of x32, if the kernel accepts them.

    Most do not. Each rule costs time at the start of a program, and at its calls.
    """
    if arch() == "x86_64" and _accepts_x32():
        for name in (
            *_X32_CALLS,
            *FORKS,
            *PATH_CALLS,
            *METADATA_CALLS,
            *REFUSED,
            *ABSENT,
            *ATTRIBUTES,
        ):
            if (number := known(name)) is not None:
                rules.errno(number | _X32, errno.ENOSYS)


def _accepts_x32() -> bool:
    process: int = ctypes.CDLL(None).syscall(_X32 | _GETPID)
    return process == os.getpid()
