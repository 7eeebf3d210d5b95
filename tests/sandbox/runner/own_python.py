"""A Python of one run's own, in which its jobs may install packages as on a hosted runner.

Its standard library is that of this machine, through links; its packages are its own. It is no
virtual environment: `uv pip install --system` passes those over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from tests.sandbox.workstation.programs import base_interpreter, script

#: Not linked: other people's packages, and the mark that forbids to install any.
_LEFT_OUT = ("site-packages", "dist-packages", "EXTERNALLY-MANAGED")
#: The program `pip`, as a wheel of pip installs it, and pipx: a hosted runner has 1.7.1 (image
#: 20250907, images/ubuntu/Ubuntu2404-Readme.md in actions/runner-images).
_PIP = '#!/bin/sh\nexec "$(dirname "$0")/python3" -m pip "$@"\n'
_PIPX = '#!/bin/sh\nexec uvx --quiet pipx@1.7.1 "$@"\n'

#: `uv` and `uvx`; the file says what they do.
_UV = Path(__file__).with_name("guest_uv.bash")


def make(folder: Path) -> Path:
    """The new Python's `bin`; it has pip, pipx and uv."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    binaries = folder / "bin"
    binaries.mkdir(parents=True)
    shutil.copy2(base_interpreter(), binaries / version)
    for name in ("python", "python3"):
        (binaries / name).symlink_to(version)
    for place in {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}:
        _link(Path(place), folder / place.removeprefix(sys.base_prefix).lstrip("/"))
    uv = _UV.read_text(encoding="utf-8")
    for name, text in {"pip": _PIP, "pip3": _PIP, "pipx": _PIPX, "uv": uv, "uvx": uv}.items():
        (binaries / name).write_text(text)
        (binaries / name).chmod(0o755)
    _copy_pip(_packages(binaries / version))
    return binaries


def environment(found: Mapping[str, str], binaries: Path) -> dict[str, str]:
    """The variables of a job that finds this Python."""
    # A hosted runner has no UV_PYTHON: with it, uv passes over virtual environments.
    kept = {name: value for name, value in found.items() if name != "UV_PYTHON"}
    own = {
        "SANDBOX_OWN_PYTHON": str(binaries.parent), "SANDBOX_UV": str(script("uv").resolve()),
        "SANDBOX_PYTHON_VERSION": f"{sys.version_info.major}.{sys.version_info.minor}",
        # `pipx` and `uv tool` install there: install-python.sh of actions/runner-images.
        "PATH": f"{kept['HOME']}/.local/bin:{binaries}:{kept['PATH']}",
    }  # fmt: skip
    return {**kept, **own}


def _link(library: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for entry in library.iterdir():
        if entry.name not in _LEFT_OUT:
            os.symlink(entry, target / entry.name)


def _packages(python: Path) -> Path:
    """Where the new Python looks for packages."""
    asked = [str(python), "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
    return Path(done.stdout.strip())


def _copy_pip(packages: Path) -> None:
    """A copy, which jobs may upgrade."""
    found = find_spec("pip")
    assert found is not None and found.origin is not None, "pip is not installed: run `uv sync`"
    pip = Path(found.origin).parent
    packages.mkdir(parents=True, exist_ok=True)
    for folder in (pip, *pip.parent.glob("pip-*.dist-info")):
        shutil.copytree(folder, packages / folder.name)
