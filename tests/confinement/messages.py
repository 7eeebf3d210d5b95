"""The messages between a confinement and its supervisor: one JSON object, and open files."""

from __future__ import annotations

import array
import json
import os
import socket
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

#: The most bytes of one message: the variables and arguments of a program.
_LONGEST = 1 << 20
_MOST_FILES = 64


@dataclass(frozen=True)
class Start:
    """Start a program. The message's files become its `descriptors`, in this order.

    The first file is not one of them: the supervisor writes the exit status to it.
    """

    command: list[str]
    environment: dict[str, str]
    folder: str
    descriptors: list[int]
    #: The number of a policy that was sent before.
    policy: int
    #: Devices of this program alone, such as its terminal.
    devices: list[str]
    own_session: bool

    def to_json(self) -> dict[str, Any]:
        return {"start": asdict(self)}


def pair() -> tuple[socket.socket, socket.socket]:
    """Two connected sockets that keep messages apart."""
    both = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for each in both:
        each.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * _LONGEST)
    return both


def send(peer: socket.socket, message: dict[str, Any], files: Sequence[int] = ()) -> None:
    """Send a message with copies of the open files."""
    ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))] if files else []
    peer.sendmsg([json.dumps(message).encode()], ancillary)


def receive(peer: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """The next message and its files; None when the other side has ended."""
    text, ancillary, _, _ = peer.recvmsg(_LONGEST, socket.CMSG_SPACE(4 * _MOST_FILES))
    files = array.array("i")
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            files.frombytes(data[: len(data) - len(data) % files.itemsize])
    for file in files:
        os.set_inheritable(file, False)
    return (json.loads(text), list(files)) if text else None
