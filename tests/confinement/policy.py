"""What a confined program may read, write and connect to, and how much it may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The limits of all processes of one confinement; sizes are in bytes.

    `data` is for one process: its private writable memory (RLIMIT_DATA). `file` is the size of one
    file. `memory` and `disk` are for all processes and files together.
    """

    processes: int = 400
    data: int = 8192 * MEBIBYTE
    memory: int = 6144 * MEBIBYTE
    file: int = 1024 * MEBIBYTE
    disk: int = 4096 * MEBIBYTE


@dataclass(frozen=True)
class Policy:
    """`read`: files and folders to read and execute. `write`: folders, and devices, to change, too.

    `listed`: folders whose names may be listed, without the right to read a file in them. `ports`:
    TCP ports on loopback to connect to. Nothing else can be reached. `thorough`: also report what
    programs may not read, remove or rename, for which the supervisor has to see each file that they
    open. The kernel refuses it in any case. `expected`: patterns of what programs try by themselves
    and what is not reported: "act may not change /dev/ptmx".
    """

    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    ports: tuple[int, ...] = ()
    thorough: bool = True
    expected: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(fields: dict[str, Any]) -> Policy:
        """The policy that `to_json` returned."""
        return Policy(
            tuple(fields["read"]), tuple(fields["write"]), tuple(fields["listed"]),
            tuple(fields["ports"]), fields["thorough"], tuple(fields["expected"]),
            Limits(**fields["limits"]),
        )  # fmt: skip
