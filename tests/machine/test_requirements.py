"""A machine that lacks something is refused in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

CHECK = """
import sys
from pathlib import Path
from tests.machine import requirements
requirements.SPACE = int(sys.argv[2])
print(requirements.unmet(Path(sys.argv[1])))
"""


def unmet(cache: Path, limit: str = "", space: int = 1, **variables: str) -> str:
    """What a new process prints after the shell's command `limit`."""
    command = [sys.executable, "-c", CHECK, str(cache), str(space)]
    done = subprocess.run(
        ["bash", "-c", f'{limit or ":"}; exec "$@"', "bash", *command],
        cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True, check=True,
        timeout=120,
    )  # fmt: skip
    return done.stdout.strip()


def test_this_machine_is_accepted_with_a_low_soft_limit_of_open_files(tmp_path: Path) -> None:
    """The limit is raised as far as it may be."""
    assert unmet(tmp_path, "ulimit -Sn 64") == "None"


def test_too_few_open_files_are_refused(tmp_path: Path) -> None:
    expected = "a process may open 100 files here, and the tests need 256: raise the limit"
    assert unmet(tmp_path, "ulimit -n 100").startswith(expected)


def test_a_locale_without_utf_8_is_refused(tmp_path: Path) -> None:
    expected = "the locale's encoding is ascii, and the tests read and write UTF-8: set PYTHONUTF8"
    found = unmet(tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert found.startswith(expected)


@pytest.mark.parametrize("locale", ["C", "POSIX", "nonesuch"])
def test_a_locale_in_which_python_uses_utf_8_is_accepted(tmp_path: Path, locale: str) -> None:
    assert unmet(tmp_path, "unset PYTHONUTF8", LC_ALL=locale) == "None"


def test_a_folder_for_temporary_files_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """Python would use another folder in silence. Not even root may write below /proc."""
    expected = "TMPDIR is /proc, and it cannot be written: name another folder"
    assert unmet(tmp_path, TMPDIR="/proc").startswith(expected)


def test_a_folder_for_temporary_files_with_a_blank_in_its_name_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "a b"
    folder.mkdir()
    expected = f"the folder for temporary files is '{folder}', and act runs no step below a"
    assert unmet(tmp_path, TMPDIR=str(folder)).startswith(expected)


def test_too_little_room_for_temporary_files_is_refused(tmp_path: Path) -> None:
    found = unmet(tmp_path, space=10**18, TMPDIR=str(tmp_path))
    assert found.startswith(f"{tmp_path} has ") and "and the tests need 1000000000000" in found


def test_a_cache_that_cannot_be_written_is_refused() -> None:
    expected = "/proc/guide cannot be written (No such file or directory): the tests keep packages"
    assert unmet(Path("/proc/guide")).startswith(expected)


NO_SOCKET = """
import resource
from tests.machine import requirements
resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
print(requirements.without_port())
"""


def test_a_machine_without_free_ports_is_refused() -> None:
    """Here no socket can be opened at all."""
    command = [sys.executable, "-c", NO_SOCKET]
    found = subprocess.check_output(command, cwd=ROOT, text=True, timeout=60)
    assert found.startswith("fewer than 16 ports are free on 127.0.0.1 (Too many open files): ")
