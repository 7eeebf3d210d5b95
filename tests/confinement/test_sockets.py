"""The sockets that a confined program may connect to."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import replace
from pathlib import Path

from tests.confinement.confinement import Confinement
from tests.confinement.conftest import RunCommand
from tests.confinement.programs import Programs


def test_sockets_with_and_without_a_path_are_closed(
    run: RunCommand, confinement: Confinement, other: Path
) -> None:
    for address in (str(other / "socket"), f"\0{other}"):
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(address)
            server.listen()
            shown = address.replace("\0", "\\0")
            code = f"import socket; socket.socket(socket.AF_UNIX).connect('{shown}')"
            assert run(f'"{sys.executable}" -c "{code}"').returncode == 1
            assert confinement.refused() != []


def test_a_program_connects_to_its_own_sockets_and_to_the_ports_of_the_policy(
    confinement: Confinement, confined_programs: Programs, listener: int, tmp_path: Path
) -> None:
    allowed = Programs(confinement, replace(confined_programs.policy, ports=(listener,)))
    code = (
        f"import socket; a, b = socket.socket(1), socket.socket(1); a.bind('s'); a.listen()\n"
        f"b.connect('s'); socket.create_connection(('127.0.0.1', {listener}), timeout=5)"
    )
    done = allowed.run([sys.executable, "-c", code], {}, tmp_path)
    assert (done.returncode, done.stderr, confinement.refused()) == (0, "", [])


def test_a_busy_listener_does_not_delay_other_programs(
    confinement: Confinement, confined_programs: Programs, tmp_path: Path
) -> None:
    """A connection to it waits in the kernel, while the supervisor answers others."""
    server = socket.create_server(("127.0.0.1", 0), backlog=0)
    port = server.getsockname()[1]
    filled = socket.create_connection(("127.0.0.1", port))
    allowed = Programs(confinement, replace(confined_programs.policy, ports=(port,)))
    waits = f"import socket; [socket.create_connection(('127.0.0.1', {port})) for _ in range(3)]"
    command = [sys.executable, "-c", waits]
    nothing = os.open(os.devnull, os.O_RDWR)
    program = allowed.start(command, {}, tmp_path, {0: nothing, 1: nothing, 2: nothing})
    done = allowed.run(["/bin/cat", "/etc/hostname"], {}, tmp_path, seconds=5)
    program.close()
    os.close(nothing)
    filled.close()
    server.close()
    assert done.returncode == 0
