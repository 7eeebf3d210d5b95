"""Which package of a repository with several of them a job publishes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from tests.preflight.static.package_files import read
from tests.preflight.static.steps import Step

GIT = 20
_EXPRESSION = re.compile(r"\$\{\{.*?\}\}")
#: Its artifact is `Packages`, with a suffix that an input gives (its action.yml).
_INSPECTS = "hynek/build-and-inspect-python-package"
#: Folders whose packages are not published.
_OTHERS = re.compile(
    r"(^|/)(\.?tests?|testing|docs?|examples?|fixtures?|samples?|data|vendor)(/|$)"
)


def folders(repository: Path) -> list[str]:
    """The folders below the top with a package of their own, as git lists them."""
    command = ["git", "-C", str(repository), "ls-files", "--", "*pyproject.toml", "*setup.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=GIT)
    found = {PurePosixPath(line).parent.as_posix() for line in done.stdout.splitlines()}
    return sorted(folder for folder in found - {"."} if not _OTHERS.search(folder))


def folder_of(repository: Path, steps: Iterable[Step], jobs: Iterable[str]) -> str | None:
    """The folder of the package that these jobs build and publish; None if it is not one."""
    inner = folders(repository)
    if not inner:
        return "."
    wanted = set(jobs)
    named: set[str] = set()
    for step in (each for each in steps if each.job in wanted):
        text = f"{step.run}\n{_paths(step)}"
        if re.search(r"\$\{\{\s*matrix\.", _paths(step)):
            return None
        named |= {folder for folder in inner if _names(text, folder)}
        named |= _by_name(repository, inner, text)
    return "." if not named else named.pop() if len(named) == 1 else None


def builders(steps: Iterable[Step], job: str, needed: set[str]) -> set[str]:
    """The jobs whose artifacts the job downloads; all that it needs, if that is not clear."""
    seen = list(steps)
    wanted = [
        str(step.inputs.get("name") or step.inputs.get("pattern") or "*")
        for step in seen
        if step.job == job and step.uses.startswith("actions/download-artifact")
    ]
    found = {
        step.job
        for step in seen
        if step.job in needed and (name := _kept(step))
        if any(fnmatch(name, _EXPRESSION.sub("*", each)) or fnmatch(each, name) for each in wanted)
    }
    return found or needed


def _kept(step: Step) -> str | None:
    """The name of the artifact that a step keeps, with `*` for what only a run knows."""
    if step.uses.startswith("actions/upload-artifact"):
        return _EXPRESSION.sub("*", str(step.inputs.get("name") or "artifact"))
    if step.uses.startswith(_INSPECTS):
        return f"Packages{_EXPRESSION.sub('*', str(step.inputs.get('upload-name-suffix') or ''))}"
    return None


def _paths(step: Step) -> str:
    """The folders that a step names: where it works, and where its files are."""
    inputs = (
        step.inputs.get(key) for key in ("packages-dir", "packages_dir", "path", "package-dir")
    )
    return "\n".join(str(each) for each in (step.body.get("working-directory"), *inputs) if each)


def _names(text: str, folder: str) -> bool:
    return bool(re.search(rf"(?:^|[\s=\"'/]){re.escape(folder)}(?=$|[\s/\"'])", text, re.MULTILINE))


def _by_name(repository: Path, inner: list[str], text: str) -> set[str]:
    """`uv build --package NAME`, where uv finds the folder in its workspace."""
    wanted = set(re.findall(r"--package[= ]([\w.-]+)", text))
    return {
        folder for folder in (".", *inner) if wanted and read(repository, folder).name in wanted
    }
