"""The Landlock ruleset of a policy: https://docs.kernel.org/userspace-api/landlock.html."""

from __future__ import annotations

import os
from collections.abc import Iterable

from landlockpy import AccessFS, AccessNet, Ruleset, Scope
from landlockpy.flags import fs_for_abi

from tests.confinement.policy import Policy

_ALL = fs_for_abi(11)
_READ = AccessFS.EXECUTE | AccessFS.READ_FILE | AccessFS.READ_DIR
#: The rights that a rule for a file, not a folder, may have.
_OF_FILES = (
    AccessFS.EXECUTE | AccessFS.READ_FILE | AccessFS.WRITE_FILE | AccessFS.TRUNCATE
    | AccessFS.IOCTL_DEV | AccessFS.RESOLVE_UNIX
)  # fmt: skip


def ruleset(policy: Policy) -> Ruleset:
    """The rules in the kernel, to which `allow` may add others before `restrict()`.

    Rights that the kernel does not know are left out; `level` tells which.
    """
    rules = Ruleset(scoped=Scope.ABSTRACT_UNIX_SOCKET | Scope.SIGNAL)
    allow(rules, policy.read, _READ)
    allow(rules, policy.write, _ALL)
    allow(rules, policy.listed, AccessFS.READ_DIR)
    for port in policy.ports:
        rules.allow_port(port, AccessNet.CONNECT_TCP)
    return rules


def allow(rules: Ruleset, paths: Iterable[str], access: AccessFS = _ALL) -> None:
    """Allow the access to each path that exists."""
    for path in paths:
        if os.path.exists(path):
            rules.allow_path(path, access if os.path.isdir(path) else access & _OF_FILES)


def restrict(unused: Ruleset, descriptor: int) -> None:
    """Restrict this process by the ruleset that another process has made."""
    os.dup2(descriptor, unused.fileno(), inheritable=False)
    unused.restrict()
