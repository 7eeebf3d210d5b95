"""What the project looks like on the index after the run."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping

from tests.preflight import built_files
from tests.preflight.report import PublishedFile, PublishedProject
from tests.sandbox.pypi import Index
from tests.sandbox.pypi.release import File, Release
from tests.sandbox.pypi.state import Project
from tests.sandbox.sandbox import Sandbox

_NO_TIME = "not tried: the time limit is over"


def names(index: Index) -> set[str]:
    """The names of all files on the index."""
    return {file.filename for file in index.state.all_files()}


def published(
    sandbox: Sandbox, before: Mapping[str, set[str]], *, pip: bool = True
) -> list[PublishedProject]:
    """The releases with files that are not in `before`, by index. `pip`: whether there is time."""
    return [
        _project(sandbox, index, project, release, files, pip=pip)
        for index in sandbox.indexes.values()
        for project in index.state.projects.values()
        for release in project.releases.values()
        if (files := [f for f in release.files if f.filename not in before[index.site.name]])
    ]


def _project(
    sandbox: Sandbox, index: Index, project: Project, release: Release, files: Iterable[File],
    *, pip: bool,
) -> PublishedProject:  # fmt: skip
    shown = tuple(_file(index, each) for each in files)
    info = release.info
    return PublishedProject(
        "pypi" if index.site.name == "pypi" else "testpypi", project.name, release.version, shown,
        True if info.get("description") else None, info.get("requires_python"),
        _installs(sandbox, index, project.name, release.version) if pip else _NO_TIME,
    )  # fmt: skip


def _file(index: Index, file: File) -> PublishedFile:
    read = built_files.read(index.folder / file.path)
    version = read.metadata_version if read else ""
    return PublishedFile(file.filename, file.size, version, bool(file.provenance))


def _installs(sandbox: Sandbox, index: Index, name: str, version: str) -> str:
    """The file that pip takes, or its words."""
    command = [
        "python", "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps", "--report", "-",
        "--ignore-installed", "--index-url", f"https://{index.site.domain}/simple/",
        f"{name}=={version}",
    ]  # fmt: skip
    try:
        done = sandbox.run(*command, PIP_REQUIRE_VIRTUALENV="0", PIP_BREAK_SYSTEM_PACKAGES="1")
    except subprocess.TimeoutExpired:
        return "pip does not end"
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        return (errors or done.stderr.splitlines() or ["pip fails"])[-1]
    found = json.loads(done.stdout)["install"]
    return str(found[0]["download_info"]["url"]).rpartition("/")[2] if found else "nothing"
