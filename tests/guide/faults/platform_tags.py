"""Faults in the platform tag of the wheel, which a build hook sets."""

from __future__ import annotations

from pathlib import Path

from tests.guide.remedies.on_index import uploaded
from tests.guide.remedies.remedy import FOR_TESTPYPI, mended_by
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import commits
from tests.sandbox.sandbox import Sandbox

_HOOK = """\
import os

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Tag(BuildHookInterface):
    def initialize(self, version, build_data):
        {code}
"""
_LINUX = 'build_data["tag"] = "py3-none-linux_x86_64"'
#: As setuptools and maturin do it on a Mac: the variable, else the system that builds.
_MACOS = """\
target = os.environ.get("MACOSX_DEPLOYMENT_TARGET", "27.0")
        build_data["tag"] = f"py3-none-macosx_{target.replace('.', '_')}_arm64"\
"""


@mended_by(run_published("testpypi"), told_as=("`linux_x86_64`",))
def platform_hook(sandbox: Sandbox) -> None:
    """A build hook tags the wheel linux_x86_64, for a compiled helper program."""
    _add_hook(sandbox, "Tag the wheel for Linux", _LINUX)


@mended_by(uploaded("testpypi"), after=FOR_TESTPYPI, told_as=("`macosx_27_0_arm64`",))
def newest_macos(sandbox: Sandbox) -> None:
    """A build hook tags the wheel for the macOS that builds it, which TestPyPI does not know."""
    _add_hook(sandbox, "Tag the wheel for macOS", _MACOS)


def _add_hook(sandbox: Sandbox, subject: str, code: str) -> None:
    def change(folder: Path) -> None:
        (folder / "hatch_build.py").write_text(_HOOK.format(code=code))
        path = folder / "pyproject.toml"
        path.write_text(f"{path.read_text()}\n[tool.hatch.build.targets.wheel.hooks.custom]\n")

    commits.commit_change(sandbox, subject, change)
