"""Faults on an index: outages, names and files already used, limits that the project reaches."""

from __future__ import annotations

import time

from tests.guide.faults.source_tree import local_part_kept
from tests.guide.remedies.on_index import restored, uploaded
from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import api_token, commits, existing_releases
from tests.sandbox.pypi import outage, quarantine
from tests.sandbox.pypi.state import Project
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import LOGIN


@mended_by(uploaded("testpypi"))
def used_file_names(sandbox: Sandbox) -> None:
    """0.1.0 was on TestPyPI; its owner deleted the project to upload it again."""
    names = existing_releases.file_names(sandbox, "0.1.0")
    sandbox.indexes["testpypi"].state.used_filenames.update(names)


@mended_by(run_published("pypi"), after=("publish/release.md",))
def version_published_already(sandbox: Sandbox) -> None:
    """Somebody uploaded 0.1.1 from a laptop before the release 0.1.1."""
    existing_releases.add_version(sandbox, "pypi", "0.1.1", b"built on somebody's laptop")


@mended_by(uploaded("testpypi"))
def full_project(sandbox: Sandbox) -> None:
    """Two nightly builds of 5 GiB each fill the project on TestPyPI."""
    existing_releases.add_project(sandbox, "testpypi")
    for version in ("0.0.1.dev1", "0.0.1.dev2"):
        _, wheel = existing_releases.file_names(sandbox, version)
        existing_releases.add_file(sandbox, "testpypi", version, wheel, version.encode())
    for file in sandbox.indexes["testpypi"].state.all_files():
        file.size = 5 * 1024**3
    api_token.make(sandbox, "testpypi")


@mended_by(uploaded("testpypi"))
def prohibited_name(sandbox: Sandbox) -> None:
    """Somebody shortened the project's name to one that TestPyPI's administrators prohibit."""
    sandbox.indexes["testpypi"].state.prohibited.add("hostfactory")
    _rename(sandbox, "hostfactory")
    api_token.make(sandbox, "testpypi")


@mended_by(uploaded("pypi"))
def similar_name(sandbox: Sandbox) -> None:
    """Somebody shortened the project's name to one similar to another owner's on PyPI."""
    sandbox.indexes["pypi"].state.add_project(Project("hostfactory", {"somebody": "Owner"}))
    _rename(sandbox, "host-factory")
    api_token.make(sandbox, "pypi")


@mended_by(run_published("testpypi"))
def many_new_projects(sandbox: Sandbox) -> None:
    """The reader created twenty other projects on TestPyPI within the last hour."""
    state = sandbox.indexes["testpypi"].state
    state.creations += [(LOGIN, time.time())] * 20
    api_token.make(sandbox, "testpypi")


@mended_by(uploaded("testpypi"))
def silent_status_line(sandbox: Sandbox) -> None:
    """TestPyPI's reason phrases are lost (HTTP/2), and main builds local versions."""
    sandbox.indexes["testpypi"].state.flags.add(outage.NO_REASON_PHRASE)
    local_part_kept(sandbox)
    api_token.make(sandbox, "testpypi")


@mended_by(uploaded("testpypi"))
def outage_of_uploads(sandbox: Sandbox) -> None:
    """TestPyPI's upload service is down until its first GET request."""
    api_token.make(sandbox, "testpypi")
    outage.begin(sandbox.indexes["testpypi"].state, outage.UPLOADS_DOWN, requests=0)


@mended_by(uploaded("testpypi"))
def uploads_switched_off(sandbox: Sandbox) -> None:
    """TestPyPI's administrators have disabled uploads; only the next upload is refused."""
    api_token.make(sandbox, "testpypi")
    outage.begin(sandbox.indexes["testpypi"].state, "disallow-new-upload", requests=1)


@mended_by(restored("pypi"))
def project_quarantined(sandbox: Sandbox) -> None:
    """PyPI's administrators have put the project in quarantine, and review it later."""
    project = existing_releases.project(sandbox, "pypi")
    quarantine.begin(sandbox.indexes["pypi"].state, project, requests=3)


def _rename(sandbox: Sandbox, name: str) -> None:
    """Rename the project; the package's folder keeps its name."""
    change = f'name = "{sandbox.facts.package}"', f'name = "{name}"'
    commits.replace_in(sandbox, "pyproject.toml", "Shorten the name", change)
