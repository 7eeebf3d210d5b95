"""The releases that a project has on the index before the run (`--has`)."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence

from packaging.utils import canonicalize_version

from tests.preflight.built_files import BuiltFile
from tests.sandbox.pypi.release import File, Release
from tests.sandbox.pypi.state import Project, State


def add(
    state: State, project: Project, versions: Sequence[str], files: Sequence[BuiltFile]
) -> None:
    """Add the versions with one file each, and with those of the run that are of such a version.

    Their content is another one: a build is rarely the same twice.
    """
    for version in versions:
        same = [f.path.name for f in files if _equal(f.version, version)]
        stem = f"{project.normalized.replace('-', '_')}-{version}"
        for filename in same or [f"{stem}.tar.gz", f"{stem}-py3-none-any.whl"]:
            _add(state, project, version, filename)


def _equal(one: str, other: str) -> bool:
    return canonicalize_version(one) == canonicalize_version(other)


def _add(state: State, project: Project, version: str, filename: str) -> None:
    content = f"{filename} of an earlier release".encode()
    hashes = {
        "md5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "blake2_256": hashlib.blake2b(content, digest_size=32).hexdigest(),
    }
    info = {"version": version, "requires_python": None, "summary": None}
    fresh = Release(version, time.time(), info)
    release = project.releases.setdefault(str(canonicalize_version(version)), fresh)
    kind = ("bdist_wheel", "py3") if filename.endswith(".whl") else ("sdist", "source")
    release.files.append(File(filename, *kind, len(content), hashes, time.time()))
    state.used_filenames.add(filename)
