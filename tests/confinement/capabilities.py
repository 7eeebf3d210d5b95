"""What root may do besides (capabilities(7)), and how a process gives it up."""

from __future__ import annotations

import ctypes

#: From <linux/prctl.h> and <linux/capability.h>.
_PR_CAPBSET_DROP, _VERSION, _MOST = 24, 0x2008_0522, 64


class _Header(ctypes.Structure):
    """struct __user_cap_header_struct."""

    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


def drop() -> None:
    """Give up all capabilities, also for the programs that this process starts later.

    For any user but root this changes nothing.
    """
    library = ctypes.CDLL(None)
    for capability in range(_MOST):
        library.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    none = (ctypes.c_uint32 * 6)()
    library.capset(ctypes.byref(_Header(_VERSION, 0)), none)
