"""Ways to a foreign file or process that Landlock itself leaves open."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.confinement.confinement import Confinement
from tests.confinement.conftest import RunCommand, run_python
from tests.confinement.programs import Programs


@pytest.mark.parametrize(
    "command",
    [
        "chmod 777 /proc/self/root{other}/secret",
        "chmod 777 /proc/thread-self/root{other}/secret",
        "chmod 777 /proc/..{other}/secret",
        "chmod 777 /dev/fd/../root{other}/secret",
        "mkdir d; cd d; rmdir ../d; chmod 777 ../../{name}/secret",
        "ln -s {other} link; touch -d yesterday link/secret",
        "cat /proc/self/root{other}/secret",
        "cat /proc/self/cwd/../{name}/secret",
    ],
)
def test_another_name_of_a_foreign_file_is_refused_and_reported(
    run: RunCommand, confinement: Confinement, tmp_path: Path, command: str
) -> None:
    other = tmp_path.with_name("foreign")
    other.mkdir(exist_ok=True)
    secret = other / "secret"
    secret.write_text("not for programs\n")
    before = secret.stat()
    done = run(command.format(other=other, name=other.name))
    after = secret.stat()
    shutil.rmtree(other)
    assert done.returncode != 0
    assert (after.st_mode, after.st_mtime) == (before.st_mode, before.st_mtime)
    assert any(str(secret) in sentence for sentence in confinement.refused())


@pytest.mark.parametrize(
    "change",
    [
        "os.setxattr('{secret}', 'user.mark', b'x')",
        "0 < ctypes.CDLL(None).syscall(463, -100, b'{secret}', 0, b'user.mark', value, 16)",
    ],
)
def test_an_attribute_is_not_changed(run: RunCommand, other: Path, change: str) -> None:
    """The number is that of setxattrat(2), on all processors."""
    secret = other / "secret"
    value = "text = ctypes.create_string_buffer(b'x')\n"
    value += "value = (ctypes.c_uint64 * 2)(ctypes.addressof(text), 1)\n"
    run_python(run, value + change.format(secret=secret))
    assert os.listxattr(secret) == []


def test_the_mode_of_a_device_is_not_changed(run: RunCommand, confinement: Confinement) -> None:
    """All of the machine uses it."""
    assert run("chmod 666 /dev/null").returncode == 1
    assert confinement.refused() == ["chmod may not change /dev/null"]


def test_a_program_changes_the_modes_and_times_of_its_own_files(
    run: RunCommand, confinement: Confinement, tmp_path: Path
) -> None:
    """The supervisor makes these changes; of a link itself, too."""
    command = (
        "set -e; touch a; chmod 640 a; ln -s a l; touch -h -d @1000 l; touch -d @2000.5 a\n"
        "chown $(id -u) a; chown -h $(id -u) l; cp -p a b; tar cf t a l; tar xpf t --overwrite"
    )
    fds = "f = open('a', 'r+'); os.fchmod(f.fileno(), 0o600); os.utime(f.fileno(), (7, 8))\n"
    done = run(command)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "b").stat().st_mtime == 2000.5
    assert (tmp_path / "l").lstat().st_mtime == 1000
    assert run_python(run, f"{fds}print(os.stat('a').st_mtime, oct(os.stat('a').st_mode))")
    assert ((tmp_path / "a").stat().st_mtime, (tmp_path / "a").stat().st_mode) == (8, 0o100600)
    assert confinement.refused() == []


@pytest.mark.parametrize(
    "call",
    [
        # setrlimit(RLIMIT_RTTIME): the mark of the process.
        "160, ctypes.c_long(0x1_0000_000F), (ctypes.c_ulong * 2)(0, 0)",
        "447, 0",  # memfd_secret: memory that the supervisor cannot read.
        "29, 0, 4096, 0o1600",  # shmget: memory that stays when the sandbox ends.
    ],
)
@pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers are those of x86-64")
def test_a_call_by_its_number_is_refused(run: RunCommand, call: str) -> None:
    assert run_python(run, f"print(ctypes.CDLL(None).syscall({call}))") == "-1"


def test_the_processes_of_another_sandbox_keep_their_priority(
    confined_programs: Programs, confinement: Confinement, run: RunCommand, tmp_path: Path
) -> None:
    second = Confinement(tmp_path, [tmp_path])
    nothing = os.open(os.devnull, os.O_RDWR)
    target = Programs(second, confined_programs.policy).start(
        ["/bin/sleep", "20"], {}, tmp_path, {0: nothing}
    )
    code = f"try: os.setpriority(0, {target.pid}, 7)\nexcept OSError as e: print(e.strerror)\n"
    code += f"try: os.sched_setaffinity({target.pid}, [0])\nexcept OSError as e: print(e.strerror)"
    printed = run_python(run, code)
    priority = os.getpriority(os.PRIO_PROCESS, target.pid)
    os.close(nothing)
    target.close()
    second.close()
    assert (priority, printed.count("not permitted")) == (0, 2)
    assert f"may not change the priority of process {target.pid}" in confinement.refused()[0]
