"""What a confined program may not do: the kernel refuses it, and the confinement says so."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests import ROOT
from tests.confinement.confinement import Confinement
from tests.confinement.conftest import RunCommand


@pytest.mark.parametrize(
    ("command", "access"),
    [
        ("cat {other}/secret", "cat may not read {other}/secret"),
        ("ln -s {other} link; cat link/secret", "cat may not read {other}/secret"),
        ("cd /proc/self/root{other}; cat secret", "cat may not read {other}/secret"),
        ("ls {other}", "ls may not read {other}"),
        ("echo x >>{other}/secret", "bash may not change {other}/secret"),
        ("echo x >{other}/new", "bash may not change {other}/new"),
        ("mkdir {other}/new", "mkdir may not change {other}/new"),
        ("rm {other}/secret", "rm may not change {other}/secret"),
        ("mv {other}/secret .", "mv may not change {other}/secret"),
        ("touch here; mv here {other}/new", "mv may not change {other}/new"),
        ("ln {other}/secret here", None),
        ("chmod 777 {other}/secret", "chmod may not change {other}/secret"),
        ("touch -c {other}/secret", "touch may not change {other}/secret"),
        ("{other}/secret", "bash may not read {other}/secret"),
        ("cat {root}/README.md", "cat may not read {root}/README.md"),
        ("cat /etc/shadow", "cat may not read /etc/shadow"),
        ("tr a b </proc/{pid}/environ", "bash may not read /proc/{pid}/environ"),
        ("kill -TERM {pid}", "bash may not end process {pid}"),
        ("echo x >/dev/tcp/127.0.0.1/{port}", "bash may not connect to 127.0.0.1:{port}"),
        ("echo x >/dev/tcp/192.0.2.1/80", "bash may not connect to 192.0.2.1:80"),
        ("echo x >/dev/udp/127.0.0.1/53", "bash may not use UDP, as it does to look up the name"),
    ],
)
def test_the_access_is_refused_and_named(
    run: RunCommand, confinement: Confinement, other: Path, listener: int,
    command: str, access: str | None,
) -> None:  # fmt: skip
    """A hard link to a foreign file is refused, too: it would need the right to read it."""
    words = {"other": other, "root": ROOT, "pid": os.getpid(), "port": listener}
    (other / "secret").chmod(0o755)
    before = [(path.name, path.read_text(), path.stat().st_mode) for path in other.iterdir()]
    assert run(command.format(**words)).returncode != 0
    reported = "; ".join(confinement.refused())
    assert reported.startswith(access.format(**words)) if access else not reported
    after = [(path.name, path.read_text(), path.stat().st_mode) for path in other.iterdir()]
    assert after == before


@pytest.mark.parametrize(
    "statement",
    [
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262)",  # Multipath TCP.
        "socket.socket(socket.AF_VSOCK)",
        "socket.socket(socket.AF_INET).bind(('127.0.0.1', 0))",
        "socket.socket(socket.AF_INET).sendto(b'x', 0x20000000, ('127.0.0.1', {port}))",
        "socket.socket(socket.AF_UNIX).connect('{other}/socket')",
        "socket.socket(socket.AF_UNIX).connect('\\0{other}')",
        "os.unshare(os.CLONE_NEWUSER)" if sys.version_info >= (3, 12) else "os.setns(0)",
        "resource.prlimit({pid}, resource.RLIMIT_NOFILE, (9, 9))",
        "resource.setrlimit(15, (1, 1))",
        "fcntl.ioctl(1, termios.TIOCSTI, b'x')",
    ],
)
def test_a_way_around_is_refused(
    run: RunCommand, other: Path, listener: int, statement: str
) -> None:
    """Each of these works outside, or fails in another way, which the second part checks."""
    text = statement.format(other=other, port=listener, pid=os.getpid())
    modules = "import fcntl, os, resource, socket, termios"
    outside = f"{modules}\ntry:\n  {text}\nexcept (OSError, ValueError, AttributeError) as e:\n"
    done = run(f'"{sys.executable}" -c "{outside}  print(type(e).__name__, e)\nelse: print(0)"')
    assert done.returncode == 0 and done.stdout.strip() != "0", done.stderr
