"""The limits that the kernel has for one process: setrlimit(2)."""

from __future__ import annotations

import resource

from tests.confinement.policy import Limits


def apply(limits: Limits) -> None:
    """Limit this process and its later children."""
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, limits.file)
    _lower(resource.RLIMIT_DATA, limits.data)


def _lower(kind: int, most: int) -> None:
    """Lower a limit to `most`, or leave a lower one."""
    hard = resource.getrlimit(kind)[1]
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (value, value))
