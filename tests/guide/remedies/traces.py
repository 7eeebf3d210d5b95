"""Probes of what a step leaves behind beside the upload: a draft, a branch, a range of Pythons."""

from __future__ import annotations

from collections.abc import Sequence

from tests.guide.remedies.remedy import Probe
from tests.sandbox.sandbox import Sandbox


def release_drafted(sandbox: Sandbox) -> str | None:
    """GitHub has a draft."""
    drafted = any(release.draft for release in sandbox.github.state.releases)
    return None if drafted else "no run has made a draft"


def files_attached(sandbox: Sandbox) -> str | None:
    """A public release has files, and no one can change them any more."""
    attached = any(each.immutable and each.assets for each in sandbox.github.state.releases)
    return None if attached else "no immutable release has files"


def release_commit_pushed(sandbox: Sandbox) -> str | None:
    """A branch beside `main` ends with a commit `Release …`."""
    bare = sandbox.github.bare
    heads = {ref for ref in bare.refs() if ref.startswith("refs/heads/")} - {"refs/heads/main"}
    pushed = any(bare.subject(ref).startswith("Release ") for ref in heads)
    return None if pushed else "no branch has the commit of the release tool"


def newer_pythons_admitted(index: str, version: str) -> Probe:
    """The version on the index has no upper limit for Python."""

    def probe(sandbox: Sandbox) -> str | None:
        project = sandbox.indexes[index].state.project(sandbox.facts.package)
        release = project.releases.get(version) if project else None
        if release is None:
            return f"{version} is not there"
        admitted = release.info["requires_python"] or ""
        return f"{version} is for Python {admitted} only" if "<" in admitted else None

    return probe


def off_main(names: Sequence[str]) -> Probe:
    """The newest commit on `main` has no files of these names, in any folder."""

    def probe(sandbox: Sandbox) -> str | None:
        tree = sandbox.github.bare.git("ls-tree", "-r", "--name-only", "main").splitlines()
        kept = [path for path in tree if path.rpartition("/")[2] in names]
        return f"{kept[0]} is still on main" if kept else None

    return probe
