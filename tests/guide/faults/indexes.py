"""Faults on an index: outages, names and files already used, limits that the project reaches."""

from __future__ import annotations

import time
from functools import partial

from tests.guide.faults.source_tree import local_part_kept
from tests.guide.remedies.on_index import restored
from tests.guide.remedies.remedy import mended_by
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import api_token, commits, existing_releases
from tests.sandbox.actors.workflow_edits import REHEARSAL, replaced_in_job
from tests.sandbox.pypi import outage, quarantine
from tests.sandbox.pypi.state import Project
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import LOGIN

_ATTESTED = "          attestations: true\n"


@mended_by(run_published("pypi"), after=("publish/release.md",))
def used_file_names(sandbox: Sandbox) -> None:
    """0.1.1 was on PyPI; its owner deleted the release to publish it again."""
    names = existing_releases.file_names(sandbox, "0.1.1")
    sandbox.indexes["pypi"].state.used_filenames.update(names)


@mended_by(run_published("pypi"), after=("publish/release.md",))
def version_published_already(sandbox: Sandbox) -> None:
    """Somebody uploaded 0.1.1 from a laptop before the release 0.1.1."""
    existing_releases.add_version(sandbox, "pypi", "0.1.1", b"built on somebody's laptop")


@mended_by(run_published("testpypi"))
def full_project(sandbox: Sandbox) -> None:
    """Two nightly builds of 5 GiB each fill the project on TestPyPI."""
    existing_releases.convert_pending_publishers(sandbox, "testpypi")
    for version in ("0.0.1.dev1", "0.0.1.dev2"):
        _, wheel = existing_releases.file_names(sandbox, version)
        existing_releases.add_file(sandbox, "testpypi", version, wheel, version.encode())
    for file in sandbox.indexes["testpypi"].state.all_files():
        file.size = 5 * 1024**3


@mended_by(run_published("testpypi"))
def prohibited_name(sandbox: Sandbox) -> None:
    """The project has a name that TestPyPI's administrators have prohibited since it was chosen."""
    sandbox.indexes["testpypi"].state.prohibited.add("hostfactory")
    _rename(sandbox, "hostfactory")


@mended_by(run_published("testpypi"))
def similar_name(sandbox: Sandbox) -> None:
    """The project has a name like that of another owner's on TestPyPI, which is newer."""
    other = Project("hostfactory", {"somebody": "Owner"})
    sandbox.indexes["testpypi"].state.add_project(other)
    _rename(sandbox, "host-factory")


@mended_by(run_published("testpypi"))
def many_new_projects(sandbox: Sandbox) -> None:
    """The reader created twenty other projects on TestPyPI within the last hour."""
    state = sandbox.indexes["testpypi"].state
    state.creations += [(LOGIN, time.time())] * 20
    api_token.make(sandbox, "testpypi")


@mended_by(run_published("testpypi"))
def silent_status_line(sandbox: Sandbox) -> None:
    """TestPyPI's reason phrases are lost (HTTP/2), runs are not verbose, versions are local."""
    sandbox.indexes["testpypi"].state.flags.add(outage.NO_REASON_PHRASE)
    quiet = {"old": _ATTESTED, "new": f"{_ATTESTED}          verbose: false\n"}
    edit = partial(replaced_in_job, job=REHEARSAL, **quiet)
    commits.rewrite_workflow(sandbox, "Shorten the log", edit)
    local_part_kept(sandbox)


@mended_by(run_published("testpypi"))
def outage_of_uploads(sandbox: Sandbox) -> None:
    """TestPyPI's upload service is down until its first GET request."""
    outage.begin(sandbox.indexes["testpypi"].state, outage.UPLOADS_DOWN, requests=0)


@mended_by(run_published("testpypi"))
def uploads_switched_off(sandbox: Sandbox) -> None:
    """TestPyPI's administrators have disabled uploads; only the next upload is refused."""
    outage.begin(sandbox.indexes["testpypi"].state, "disallow-new-upload", requests=1)


@mended_by(restored("pypi"))
def project_quarantined(sandbox: Sandbox) -> None:
    """PyPI's administrators have put the project in quarantine, and review it later."""
    project = existing_releases.project(sandbox, "pypi")
    quarantine.begin(sandbox.indexes["pypi"].state, project, requests=3)


def _rename(sandbox: Sandbox, name: str) -> None:
    """Rename the project and its pending publisher; the package's folder keeps its name."""
    change = f'name = "{sandbox.facts.package}"', f'name = "{name}"'
    commits.replace_in(sandbox, "pyproject.toml", "Shorten the name", change)
    for pending in sandbox.indexes["testpypi"].state.pending.values():
        pending.project_name = name
