"""What the programs of a sandbox may use: those of the reader, and those of a runner's jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests import ROOT
from tests.confinement import machine_paths
from tests.confinement.policy import Policy
from tests.sandbox.workstation.programs import FROM_SYSTEM

#: The parts of this repository that programs may read; not its history, nor what its owner adds.
PROJECT = (".github", "docs", "mkdocs.yml", "overrides", "pyproject.toml", "tests")
#: Programs of the machine that may be installed outside the system's folders.
_PROGRAMS = (*FROM_SYSTEM, "node")
#: What a runner's jobs read and change in the sandbox; they have no access to the reader's home.
_OF_JOBS_TO_READ = (
    "bin",
    "authority.pem",
    "project",
    "services/trust_config.json",
    "services/repositories",
)
_OF_JOBS = ("services/runs", "services/artifacts", "services/uv-cache", "tmp")
_OF_READER_TO_READ = ("bin", "authority.pem")
_OF_READER = ("home", "work", "tmp")
#: act offers each step a terminal, which GitHub's runners do not have, and asks for this machine's
#: outward address, for a server that it does not start.
_OF_ACT = (
    "act may not change /dev/ptmx",
    "act may not use UDP, as it does to look up the name of a host",
)

#: The folders whose files count as the sandbox's use of the disk.
COUNTED = (*_OF_READER, *_OF_JOBS)


def both(
    root: Path, store: Path, ports: Sequence[int], *, guest: bool = False
) -> tuple[Policy, Policy]:
    """For the reader and for jobs; a guest's programs have no access to what sandboxes share."""
    found = reader(root, store, ports), jobs(root, store, ports)
    return (_without(found[0], store), _without(found[1], store)) if guest else found


def _without(policy: Policy, store: Path) -> Policy:
    return replace(policy, write=tuple(path for path in policy.write if path != str(store)))


def reader(root: Path, store: Path, ports: Sequence[int]) -> Policy:
    """For the reader's shell. `store` has the wheels that all sandboxes share."""
    policy = _policy(root, store, ports, _OF_READER_TO_READ, _OF_READER)
    return replace(policy, expected=("ps may not read /proc/*",))


def jobs(root: Path, store: Path, ports: Sequence[int]) -> Policy:
    """For act and the steps of its jobs. What they may not read is refused, and not reported."""
    policy = _policy(root, store, ports, _OF_JOBS_TO_READ, _OF_JOBS)
    return replace(policy, expected=_OF_ACT, thorough=False)


def _policy(
    root: Path, store: Path, ports: Sequence[int], read: Sequence[str], write: Sequence[str]
) -> Policy:
    programs = filter(None, map(machine_paths.program, _PROGRAMS))
    project = [str(ROOT / name) for name in PROJECT]
    return Policy(
        (*machine_paths.readable(programs), *project, *(str(root / name) for name in read)),
        (*(str(root / name) for name in write), str(store), *machine_paths.DEVICES),
        machine_paths.LISTED,
        tuple(ports),
    )
