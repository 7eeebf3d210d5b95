"""Projects, publishers and files that an index has before a page begins."""

from __future__ import annotations

import hashlib
import time

from packaging.utils import canonicalize_version

from tests.sandbox.pypi import pending_publishers
from tests.sandbox.pypi.release import File, Release
from tests.sandbox.pypi.state import Project
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import LOGIN


def add_project(sandbox: Sandbox, site: str) -> None:
    """Add the reader's project, as an upload by hand does; pending publishers stay pending."""
    added = Project(sandbox.facts.package, {LOGIN: "Owner"})
    sandbox.indexes[site].state.add_project(added, time.time())


def project(sandbox: Sandbox, site: str) -> Project:
    """The reader's project. Raises LookupError when the index does not have it."""
    index = sandbox.indexes[site]
    found = index.state.project(sandbox.facts.package)
    if found is None:
        raise LookupError(f"{index.site.title} has no project {sandbox.facts.package}")
    return found


def convert_pending_publishers(sandbox: Sandbox, site: str) -> None:
    """Create the projects of all pending publishers, as the first upload by each of them does."""
    state = sandbox.indexes[site].state
    for pending in list(state.pending.values()):
        pending_publishers.convert(state, pending, time.time())


def file_names(sandbox: Sandbox, version: str) -> tuple[str, str]:
    """The names of the sdist and the wheel of a version of the reader's package."""
    stem = f"{sandbox.facts.distribution}-{version}"
    return f"{stem}.tar.gz", f"{stem}-py3-none-any.whl"


def add_version(sandbox: Sandbox, site: str, version: str, content: bytes) -> None:
    """Add an sdist and a wheel to the reader's project."""
    for name in file_names(sandbox, version):
        add_file(sandbox, site, version, name, content)


def add_file(sandbox: Sandbox, site: str, version: str, filename: str, content: bytes) -> None:
    """Add a file of any bytes to the reader's project; its digests are those of `content`.

    Raises:
        LookupError: the index does not have the reader's project.
    """
    hashes = {
        "md5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "blake2_256": hashlib.blake2b(content + filename.encode(), digest_size=32).hexdigest(),
    }
    kind = ("bdist_wheel", "py3") if filename.endswith(".whl") else ("sdist", "source")
    fresh = Release(version, time.time(), _info(version))
    release = project(sandbox, site).releases.setdefault(str(canonicalize_version(version)), fresh)
    release.files.append(File(filename, *kind, len(content), hashes, time.time()))
    sandbox.indexes[site].state.used_filenames.add(filename)


def _info(version: str) -> dict[str, object]:
    """The part of the metadata that the JSON API needs."""
    return {"version": version, "requires_python": None, "summary": None}
