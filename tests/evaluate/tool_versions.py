"""The versions of what ran the pages: distributions, and programs of the machine."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version

#: The programs of the machine that run blocks. They may differ between the machines of one run.
PROGRAMS = ("bash", "git")
MACHINE = ("python", *PROGRAMS)


class UnknownTool(ValueError):
    """A name in guide_tools that is not an installed distribution."""


def tool_versions(names: Iterable[str]) -> dict[str, str]:
    """The versions of distributions, of Python, and of `PROGRAMS`. Raises UnknownTool."""
    try:
        distributions = {name: version(name) for name in names}
    except PackageNotFoundError as problem:
        raise UnknownTool(f"guide_tools names {problem.name!r}, which is not installed") from None
    programs = {name: found for name in PROGRAMS if (found := _program_version(name))}
    return {**distributions, **programs, "python": platform.python_version()}


def _program_version(name: str) -> str | None:
    """The first number with a point that `NAME --version` prints; None without the program."""
    if (path := shutil.which(name)) is None:
        return None
    printed = subprocess.run(
        [path, "--version"], capture_output=True, text=True, check=False, timeout=30
    )
    found = re.search(r"\d+(\.\d+)+", printed.stdout)
    return found[0] if found else None


def joined(all_tools: list[Mapping[str, str]]) -> dict[str, str] | None:
    """The tools of all parts of a run; None when a distribution or a name differs.

    Parts may run on machines with different programs: all their versions are named.
    """
    first = all_tools[0]
    for tools in all_tools[1:]:
        differing = {name for name in {*first, *tools} if first.get(name) != tools.get(name)}
        if not differing <= set(MACHINE):
            return None
    names = sorted({name for tools in all_tools for name in tools})
    versions = {name: {tools[name] for tools in all_tools if name in tools} for name in names}
    return {name: " and ".join(sorted(found)) for name, found in versions.items()}
