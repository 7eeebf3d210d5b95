"""Ways to a local socket that the policy does not allow, which Landlock leaves open."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.confinement.confinement import Confinement
from tests.confinement.conftest import RunCommand, run_python
from tests.confinement.level import available


@pytest.mark.parametrize("kind", ["socket.socket(1, 2)", "socket.socketpair(1, 2)[0]"])
def test_a_datagram_does_not_reach_a_foreign_socket(
    run: RunCommand, other: Path, kind: str
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(str(other / "socket"))
        server.setblocking(False)
        run_python(run, f"{kind}.sendto(b'x', '{other}/socket')")
        with pytest.raises(BlockingIOError):
            server.recv(1)


_RACES = {
    "the family of the address": """
address = bytearray(struct.pack('H', 1) + b'{other}/socket\\0')
raw = (ctypes.c_char * len(address)).from_buffer(address)
def change():
    while True: address[0] = 1; address[0] = 0
threading.Thread(target=change, daemon=True).start()
for _ in range(300):
    client = socket.socket(1)
    if ctypes.CDLL(None).connect(client.fileno(), raw, len(address)): continue
    try: client.getpeername() and print('reached')
    except OSError: pass
""",
    "a link in its path": """
os.mkdir('own'); os.symlink('own', 'link')
own = socket.socket(1); own.bind('own/socket'); own.listen(999)
if not (child := os.fork()):
    while True:
        for place in 'own', '{other}': os.symlink(place, 'next'); os.rename('next', 'link')
for _ in range(300):
    client = socket.socket(1)
    if not client.connect_ex('link/socket') and client.getpeername()[0] == '/': print('reached')
os.kill(child, 9)
""",
}


@pytest.mark.xfail(
    not available().lends_sockets,
    reason="a supervisor that cannot connect itself loses the race: less than full confinement",
    strict=False,
)
@pytest.mark.parametrize("changed", _RACES)
def test_an_address_that_changes_while_it_is_checked_reaches_nothing(
    run: RunCommand, other: Path, changed: str
) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(other / "socket"))
        server.listen(999)
        code = "sys.setswitchinterval(1e-5)\n" + _RACES[changed].format(other=other)
        assert run_python(run, code) == ""


def test_a_connection_of_what_is_no_socket_leaves_no_open_file(
    run: RunCommand, confinement: Confinement
) -> None:
    """Else a program could use up the descriptors of the supervisor."""
    code = """
own = socket.socket(1); own.bind('own'); own.listen()
address = struct.pack('H', 1) + b'own\\0'
print(*{ctypes.CDLL(None).connect(os.pipe()[0], address, len(address)) for _ in range(50)})
"""
    assert run_python(run, code) == "-1"
    assert len(os.listdir(f"/proc/{confinement.supervisor_pid}/fd")) < 30
